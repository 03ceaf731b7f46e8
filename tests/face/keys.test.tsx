/** What opens a notebook: recovery words, another passphrase, a new key. */
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { usePlaces } from '../../src/renderer/face/places.ts'
import { FAKE_WORDS } from './fake-keys.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, key, one, openFace, press, rest, said, visit } from './house.tsx'

const PASSPHRASE = 'lamplight and rain'
const NEXT = 'a lamp behind the rain'
const withWords = (fake: FakeVault) => {
  fake.keys.words = FAKE_WORDS
}
const settings = async (prepare: (fake: FakeVault) => void = () => {}) => {
  const opened = await openFace(fake => {
    fake.opened()
    prepare(fake)
  })
  await visit({ at: 'settings' })
  return opened
}
async function answerThree() {
  await fill('Word 4', FAKE_WORDS[3] ?? '')
  await fill('Word 11', FAKE_WORDS[10] ?? '')
  await fill('Word 20', FAKE_WORDS[19] ?? '')
}
const shownWords = () => Array.from(one('list', 'Recovery words').children, item => item.textContent)

afterEach(() => vi.restoreAllMocks())

it('shows 24 words after the first passphrase, and keeps them only once three of them were right', async () => {
  const { fake } = await openFace(() => {})
  await press('button', 'Begin')
  await press('button', 'Go on')
  await press('button', 'Go on')
  await fill('Passphrase', PASSPHRASE)
  await fill('The same passphrase again', PASSPHRASE)
  await press('button', 'Make my notebook')
  await press('button', 'Make recovery words')
  expect(shownWords()).toEqual(FAKE_WORDS)
  expect(said()).toContain('We show them only this once.')
  await press('button', 'I have written them down')
  expect(said()).not.toContain(FAKE_WORDS[0])

  await fill('Word 4', 'something')
  await press('button', 'Use these words from now on')
  expect(one('alert', /./).textContent).toContain('One of the three is another word.')
  expect(fake.keys.words).toBeNull()
  await press('button', 'Look at them again')
  expect(shownWords()).toEqual(FAKE_WORDS)
  await press('button', 'I have written them down')
  await answerThree()
  await press('button', 'Use these words from now on')
  expect(fake.keys.words).toEqual(FAKE_WORDS)
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
  expect(fake.copied).toEqual([])
  expect(fake.calls.filter(({ name }) => name === 'keys.newWords')).toHaveLength(1)
})

it('prints the words at a press, and puts them on no clipboard', async () => {
  const { fake } = await settings()
  await press('button', 'Make recovery words')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Go on')
  const print = vi.fn()
  Object.assign(window, { print })
  await press('button', 'Print')
  expect(print).toHaveBeenCalledTimes(1)
  expect(fake.copied).toEqual([])
})

it('opens with the words on the cover, and leads to a new passphrase', async () => {
  const { fake } = await openFace(fake => {
    fake.closed()
    withWords(fake)
  })
  await press('button', 'Use my recovery words')
  const typed = FAKE_WORDS.map(word => word.toUpperCase())
  await fill('Your 24 recovery words', typed.slice(0, 17).join('  '))
  expect(said()).toContain('17 of 24 words')
  await press('button', 'Open')
  expect(one('alert', /./).textContent).toContain('These are not 24 words of the list. Nothing is lost.')
  await fill('Your 24 recovery words', [...typed.slice(1), 'WORDA'].join(' '))
  await press('button', 'Open')
  expect(one('alert', /./).textContent).toContain('These words do not open it. Nothing is lost.')
  await fill('Your 24 recovery words', typed.join('\n'))
  await press('button', 'Open')

  expect(one('heading', 'Your notebook is open. Choose a new passphrase')).toBeTruthy()
  await fill('A new passphrase', 'short')
  await press('button', 'Use this passphrase')
  expect(one('alert', /./).textContent).toContain('at least 8 characters')
  await fill('A new passphrase', NEXT)
  await fill('The same passphrase again', NEXT)
  await press('button', 'Use this passphrase')
  expect(fake.keys.passphrase).toBe(NEXT)
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
})

it('goes back from the words to the passphrase', async () => {
  await openFace(fake => fake.closed())
  await press('button', 'Use my recovery words')
  await press('button', 'Use my passphrase')
  await fill('Passphrase', PASSPHRASE)
  await press('button', 'Open')
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
})

it('changes the passphrase once the old one is proven, and says which copies it does not close', async () => {
  const { fake } = await settings()
  await press('button', 'Change the passphrase')
  expect(one('dialog').textContent).toContain('can still open that copy')
  await fill('Your passphrase now', 'not this one')
  await fill('A new passphrase', NEXT)
  await fill('The same passphrase again', NEXT)
  await press('button', 'Change it')
  expect(
    all('alert')
      .map(({ textContent }) => textContent)
      .join(),
  ).toContain('This passphrase does not open it.')
  await fill('Your passphrase now', PASSPHRASE)
  await fill('The same passphrase again', 'another one')
  await press('button', 'Change it')
  expect(fake.keys.passphrase).toBe(PASSPHRASE)
  expect(one('dialog').textContent).toContain('The two are not the same.')
  await fill('The same passphrase again', NEXT)
  await press('button', 'Change it')
  expect(all('dialog')).toHaveLength(0)
  expect(fake.keys.passphrase).toBe(NEXT)
  expect(said()).toContain('The new passphrase opens this notebook from now on.')
})

it('reminds quietly where there are no words, makes new ones in the place of old ones, and removes them', async () => {
  const { fake } = await settings()
  expect(said()).toContain('You have no recovery words.')
  expect(all('button', 'Remove the recovery words')).toHaveLength(0)
  await press('button', 'Make recovery words')
  await fill('Your passphrase now', 'not this one')
  await press('button', 'Go on')
  expect(one('dialog').textContent).toContain('This passphrase does not open it.')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Go on')
  await press('button', 'I have written them down')
  await answerThree()
  await press('button', 'Use these words from now on')
  expect(fake.keys.words).toEqual(FAKE_WORDS)
  expect(said()).toContain('You have recovery words.')

  await press('button', 'Make new recovery words')
  expect(one('dialog').textContent).toContain('The words that you have now stop working then.')
  await press('button', 'Leave it')
  await press('button', 'Remove the recovery words')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Remove them')
  expect(fake.keys.words).toBeNull()
  expect(said()).toContain('You have no recovery words.')
})

it('says after a new key that the words are void', async () => {
  await settings(fake => {
    fake.keys.voided = true
  })
  expect(said()).toContain('Your old recovery words stopped working when the notebook got a new key.')
})

async function beginNewKey() {
  await press('button', 'Give the notebook a new key')
  expect(one('dialog').textContent).toContain('Your recovery words stop working.')
  expect(one('dialog').textContent).toContain('Copies and backups from before keep their old key')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Begin')
}

it('shows how far a new key has come, cannot be closed meanwhile, and can be stopped', async () => {
  const { fake } = await settings()
  await beginNewKey()
  expect(said()).toContain('Copying your notebook.')
  await rest(600)
  expect(one('[role="progressbar"]', 'A new key').getAttribute('aria-valuetext')).toBe('25%')
  await key(one('dialog'), { key: 'Escape' })
  expect(all('dialog')).toHaveLength(1)
  await press('button', 'Stop')
  expect(all('dialog')).toHaveLength(0)
  expect(said()).toContain('It was stopped. Nothing has changed.')
  expect(fake.calls.some(({ name }) => name === 'keys.stopRekey')).toBe(true)
})

it('keeps the sheet of a new key in front wherever one turns, and goes on to where one was led when it was stopped', async () => {
  const { fake } = await settings()
  await press('button', 'Give the notebook a new key')
  await key(document.body, { key: 'j', ctrlKey: true })
  expect(all('dialog')).toHaveLength(0)
  await visit({ at: 'settings' })
  await beginNewKey()
  const { step } = usePlaces.getState()
  const steady = async () => {
    await rest(50)
    expect(all('dialog')).toHaveLength(1)
    expect(usePlaces.getState().step).toBe(step)
    expect(said()).toContain('Copying your notebook.')
  }
  await key(document.body, { key: 'j', ctrlKey: true })
  await steady()
  await act(async () => window.history.back())
  await steady()
  await visit({ at: 'join', invitation: 'kinfold:join#abc' })
  await steady()
  fake.keys.end?.('stopped')
  await rest()
  expect(all('dialog')).toHaveLength(0)
  expect(one('heading', 'Join a circle')).toBeTruthy()
  await act(async () => window.history.back())
  await rest(50)
  expect(one('heading', 'Settings')).toBeTruthy()
})

it('says that the notebook closes when it has its new key', async () => {
  const { fake } = await settings()
  await beginNewKey()
  fake.tell('keys.rekeying', { step: 'checking', part: 0 })
  await rest()
  expect(said()).toContain('Checking that every word is there.')
  fake.keys.end?.('done')
  await rest()
  expect(one('dialog').textContent).toContain('The notebook closes now.')
})

it('takes recovery words off the clipboard again, whoever put them there', async () => {
  const { fake } = await openFace(one => one.opened())
  await visit({ at: 'settings' })
  await press('button', 'Make recovery words')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Go on')
  // The list alone, and all of the page.
  for (const [i, selected] of [one('list', 'Recovery words'), document.body].entries()) {
    document.getSelection()?.selectAllChildren(selected)
    const copied = new Event('copy', { bubbles: true, cancelable: true })
    await act(async () => selected.dispatchEvent(copied))
    await rest()
    expect(copied.defaultPrevented).toBe(true)
    expect(fake.copied).toHaveLength(i + 1)
    expect(fake.copied[i]).toContain(FAKE_WORDS[0])
  }
  // The same sentence comes again a moment later.
  for (let tries = 0; !said().includes('After a minute') && tries < 500; tries++) await rest(20)
  expect(said()).toContain('After a minute Kinfold clears the clipboard.')
})

it('says that words are marked, once while the window is in front, and that they are to be forgotten when they go', async () => {
  const { fake } = await settings()
  await press('button', 'Make recovery words')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Go on')
  const mark = async () => {
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.selectAllChildren(one('list', 'Recovery words'))
    await act(async () => document.dispatchEvent(new Event('selectionchange')))
    await rest()
  }
  await mark()
  await mark()
  expect(fake.marked).toEqual([true])
  await act(async () => window.dispatchEvent(new Event('blur')))
  await mark()
  expect(fake.marked).toEqual([true, true])
  await press('button', 'Leave it')
  expect(fake.marked).toEqual([true, true, false])
})

it.each([
  ['recovery words', FAKE_WORDS.join(' '), 1],
  ['something else', 'a line for a friend', 0],
])('pasting %s on the cover: they leave the clipboard, and nothing else does', async (_, text, times) => {
  const { fake } = await openFace(face => face.closed())
  await press('button', 'Use my recovery words')
  const pasted = new Event('paste', { bubbles: true })
  Object.assign(pasted, { clipboardData: { getData: () => text } })
  await act(async () => one('textbox', /24 recovery words/).dispatchEvent(pasted))
  await rest()
  expect(fake.copied).toHaveLength(times)
})

async function wordsShown(replacing: boolean) {
  const opened = await settings(fake => replacing && withWords(fake))
  await press('button', replacing ? 'Make new recovery words' : 'Make recovery words')
  await fill('Your passphrase now', PASSPHRASE)
  await press('button', 'Go on')
  return opened
}

it('leaves the words to no Escape and no other page, and says what they are worth when they are left', async () => {
  await wordsShown(true)
  const stay = async () => {
    await key(document.activeElement as HTMLElement, { key: 'Escape' })
    await key(document.body, { key: 'j', ctrlKey: true })
    expect(all('dialog')).toHaveLength(1)
  }
  await stay()
  expect(shownWords()).toEqual(FAKE_WORDS)
  await press('button', 'I have written them down')
  await stay()
  await press('button', 'Look at them again')
  await press('button', 'Leave it')
  expect(all('dialog')).toHaveLength(0)
  expect(said()).toContain('Your earlier words open the notebook as before.')
})

it('tells the shell that somebody is there while words are copied by hand or asked for', async () => {
  const { fake } = await wordsShown(false)
  expect(fake.writesDown()).toBe(true)
  await press('button', 'I have written them down')
  expect(fake.writesDown()).toBe(true)
  await answerThree()
  await press('button', 'Use these words from now on')
  expect(fake.writesDown()).toBe(false)
})

it.each(['copy', 'cut'])(
  'takes recovery words off the clipboard again after a %s in their line',
  async how => {
    const { fake } = await openFace(face => face.closed())
    await press('button', 'Use my recovery words')
    await fill('Your 24 recovery words', FAKE_WORDS.join(' '))
    const area = one('textbox', /24 recovery words/) as HTMLTextAreaElement
    area.select()
    await act(async () => area.dispatchEvent(new Event(how, { bubbles: true, cancelable: true })))
    await rest()
    expect(fake.copied).toEqual([FAKE_WORDS.join(' ')])
  },
)

it.each([false, true])(
  'asks what closing means in the first run, too (words on the page: %s)',
  async shown => {
    const { fake } = await openFace(() => {})
    await press('button', 'Begin')
    await press('button', 'Go on')
    await press('button', 'Go on')
    await fill('Passphrase', PASSPHRASE)
    await fill('The same passphrase again', PASSPHRASE)
    await press('button', 'Make my notebook')
    if (shown) await press('button', 'Make recovery words')
    await act(async () => fake.closing())
    await rest()
    expect(all('dialog')).toHaveLength(1)
  },
)
