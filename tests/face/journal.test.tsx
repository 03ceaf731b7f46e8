/** What a journal must never do to somebody's words: the rules taken from other journals' bugs (journal, section 6). */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Day } from '../../src/shared/journal/day.ts'
import { plainText } from '../../src/shared/writing/writing.ts'
import type { FakeVault } from './fake-vault.ts'
import {
  all,
  fill,
  key,
  MORNING,
  one,
  openFace,
  paste,
  press,
  rest,
  said,
  sheets,
  type,
  visit,
} from './house.tsx'
import { hit } from './ui/show.tsx'

const TODAY = '2026-11-22' as Day
const EARLIER = '2026-11-20' as Day

const texts = (fake: FakeVault, day?: Day): string[] =>
  [...fake.entries.values()].filter(entry => !day || entry.day === day).map(entry => plainText(entry.writing))
const sheet = (at = 0): HTMLElement => {
  const found = sheets().at(at)
  if (!found) throw new Error('no sheet')
  return found
}
const put = (fake: FakeVault, id: string, day: Day, text: string): void => {
  fake.entries.set(id.repeat(32), {
    id: id.repeat(32),
    day,
    writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text }] }] },
    created: MORNING - 1000,
    modified: MORNING - 1000,
    binned: false,
  })
}
const saves = (fake: FakeVault): number => fake.calls.filter(({ name }) => name === 'journal.save').length

it('opens ready to write, with the day for a title', async () => {
  await openFace()
  expect(one('heading', 'Sunday 22 November').tagName).toBe('H1')
  expect(document.activeElement).toBe(sheet())
})

it('keeps what was typed on a new date when the notebook is locked at once', async () => {
  const { fake } = await openFace()
  await type(sheet(), 'I only had a moment')
  await press('button', 'Hide and lock')
  expect(fake.locked()).toBe(1)
  expect(texts(fake)).toEqual(['I only had a moment'])
})

it('sends what is unsent when the shell is about to take the window, and says so', async () => {
  const { fake } = await openFace()
  await type(sheet(), 'almost gone')
  await act(async () => fake.flush())
  await rest()
  expect(texts(fake)).toEqual(['almost gone'])
  expect(fake.flushed()).toBe(1)
})

/** What the face says to the shell, in order. */
function overheard(fake: FakeVault): { call: string; args: unknown }[] {
  const { shell } = fake.kinfold
  const { post } = shell
  const heard: { call: string; args: unknown }[] = []
  shell.post = message => {
    const { call, args } = message as { call: string; args: unknown }
    if (call === 'shell.holds' || call === 'shell.flushed') heard.push({ call, args })
    post(message)
  }
  return heard
}

it('says that it holds words from the first letter until they are saved', async () => {
  let heard: unknown[] = []
  const { pass } = await openFace(fake => {
    fake.opened()
    heard = overheard(fake)
  })
  await type(sheet(), 'mine')
  expect(heard).toEqual([{ call: 'shell.holds', args: { words: true } }])
  await pass(500)
  expect(heard.slice(1)).toEqual([{ call: 'shell.holds', args: { words: false } }])
})

it('answers the shell only once a save that was on its way is answered, and says that it was refused', async () => {
  let heard: unknown[] = []
  const { fake, pass } = await openFace(vault => {
    vault.opened()
    heard = overheard(vault)
  })
  fake.delay.ms = 40
  await type(sheet(), 'the only copy')
  await pass(500)
  await act(async () => fake.flush())
  await rest()
  expect(heard).toEqual([{ call: 'shell.holds', args: { words: true } }])
  // The vault goes before it could say that the words are safe.
  await act(async () => fake.die())
  await rest()
  expect(heard.at(-1)).toEqual({ call: 'shell.flushed', args: { unsent: true } })
})

it('counts a shared note that is on its way as not saved', async () => {
  let heard: unknown[] = []
  const { fake, house } = await openFace(vault => {
    vault.opened()
    heard = overheard(vault)
  })
  let saved = () => {}
  house.notes.flush = () =>
    new Promise<void>(done => {
      saved = done
    })
  await act(async () => fake.flush())
  expect(heard).toEqual([{ call: 'shell.holds', args: { words: true } }])
  await act(async () => saved())
  await rest()
  expect(heard.slice(1)).toEqual([
    { call: 'shell.holds', args: { words: false } },
    { call: 'shell.flushed', args: { unsent: false } },
  ])
})

it('saves the day one leaves inside the half second', async () => {
  const { fake } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', EARLIER, 'an older day')
  })
  await type(sheet(), 'today, quickly')
  await press('link', 'Friday 20')
  expect(one('heading', 'Friday 20 November')).toBeTruthy()
  expect(texts(fake, TODAY)).toEqual(['today, quickly'])
  expect(texts(fake, EARLIER)).toEqual(['an older day'])
})

it('saves half a second after the first change, and says so', async () => {
  const { fake, pass } = await openFace()
  await type(sheet(), 'one')
  expect(said()).toContain('Saving…')
  await pass(300)
  await type(sheet(), ' two')
  expect(saves(fake)).toBe(0)
  await pass(200)
  expect(texts(fake)).toEqual(['one two'])
  expect(said()).toContain('Saved on this device.')
})

it('never saves what it only showed', async () => {
  const { fake, pass } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'written before')
    put(vault, 'b', EARLIER, 'an older day')
  })
  await press('link', 'Friday 20')
  await visit({ at: 'journal' })
  // Moving about in what is shown is no change either.
  await key(sheet(), { key: 'a', ctrlKey: true })
  expect(document.getSelection()?.toString()).toBe('written before')
  await pass(5000)
  expect(saves(fake)).toBe(0)
  expect(said()).not.toContain('Saving…')
})

it('makes no entry of a date that is only visited, nor of a blank leaf', async () => {
  const { fake, pass } = await openFace()
  await visit({ at: 'journal', day: EARLIER })
  await press('button', 'Another entry')
  await visit({ at: 'journal' })
  await pass(5000)
  expect(fake.entries.size).toBe(0)
})

it('keeps another entry that is written on at once', async () => {
  const { fake, pass } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'the first')
  })
  await press('button', 'Another entry')
  expect(document.activeElement).toBe(sheet(1))
  await type(sheet(1), 'the second')
  await pass(500)
  await pass(5000)
  expect(texts(fake, TODAY).sort()).toEqual(['the first', 'the second'])
  expect(sheets()).toHaveLength(2)
})

it('does not blank an entry by undo right after it was opened', async () => {
  const { fake, pass } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'still here')
  })
  await key(sheet(), { key: 'z', ctrlKey: true })
  await press('button', 'Undo writing')
  await pass(1000)
  expect(sheet().textContent).toBe('still here')
  expect(texts(fake)).toEqual(['still here'])
})

it('keeps the words on the page when the disk is full, says it plainly, and saves them later', async () => {
  const { fake, pass } = await openFace()
  fake.refuse('journal.save', 'disk-full')
  await type(sheet(), 'too much for the disk')
  await pass(500)
  expect(sheet().textContent).toBe('too much for the disk')
  expect(said()).toContain('disk is full. Your words are still on this page.')
  fake.refuse('journal.save', null)
  await pass(20_000)
  expect(texts(fake)).toEqual(['too much for the disk'])
  expect(said()).toContain('Saved on this device.')
})

it('hides the page when the notebook dies, and saves its words after it was opened again', async () => {
  const { fake, pass } = await openFace()
  await type(sheet(), 'in the middle of a')
  await act(async () => fake.die())
  await rest()
  expect(said()).not.toContain('in the middle of a')
  expect(said()).toContain('closed by itself')
  await act(async () => fake.comeBack())
  await fill('Passphrase', 'lamplight and rain')
  await press('button', 'Open')
  await pass(1000)
  expect(texts(fake)).toEqual(['in the middle of a'])
  expect(sheet().textContent).toBe('in the middle of a')
})

it('moves an entry to the bin and takes it back by one press', async () => {
  const { fake } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'not this one')
  })
  await press('button', 'Move to bin: entry 1')
  expect(sheet().textContent).toBe('')
  expect([...fake.entries.values()][0]?.binned).toBe(true)
  // Each of the two says what it undoes.
  expect(all('button', /^Undo/).map(button => button.getAttribute('aria-label'))).toEqual([
    'Undo writing',
    'Undo: Move to bin',
  ])
  await press('button', 'Undo: Move to bin')
  expect(sheet().textContent).toBe('not this one')
})

it('writes no empty line into the next entry when a hand presses twice to move one to the bin', async () => {
  const { fake, pass } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'not this one')
    put(vault, 'b', TODAY, 'the next')
  })
  await act(async () => one('button', 'Move to bin: entry 1').focus())
  await hit('Enter')
  for (let tries = 0; document.activeElement !== sheets()[0] && tries < 500; tries++) await rest(20)
  const next = sheets()[0] as HTMLElement
  expect(next.textContent).toBe('the next')
  await key(next, { key: 'Enter', repeat: true })
  await pass(1000)
  expect(next.children).toHaveLength(1)
  expect(texts(fake)).toContain('the next')
  // A person who writes there has their line.
  await key(next, { key: 'End' })
  await key(next, { key: 'Enter' })
  expect(next.children).toHaveLength(2)
})

it('calls each sheet by the number of its entry, also when one before it went', async () => {
  await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'alpha')
    put(vault, 'b', TODAY, 'beta')
    put(vault, 'c', TODAY, 'gamma')
  })
  await press('button', 'Move to bin: entry 1')
  for (const [n, words] of ['beta', 'gamma'].entries())
    expect(one('textbox', new RegExp(`Entry ${n + 1}`)).textContent).toBe(words)
})

it('puts an entry back from the bin page', async () => {
  const { fake } = await openFace(vault => {
    vault.opened()
    put(vault, 'a', TODAY, 'come back')
    for (const entry of vault.entries.values()) entry.binned = true
  })
  await press('link', 'Bin')
  await press('button', /^Put back/)
  expect([...fake.entries.values()][0]?.binned).toBe(false)
  expect(said()).toContain('The bin is empty.')
})

it('finds a word as it is typed, and marks it', async () => {
  await openFace(vault => {
    vault.opened()
    put(vault, 'a', EARLIER, 'the kettle clicked')
    put(vault, 'b', TODAY, 'nothing of the sort')
  })
  await press('link', 'Search')
  await fill('Words to look for', 'kettle')
  await rest(200)
  expect(document.querySelector('mark')?.textContent).toBe('kettle')
  expect(one('list', 'What was found').querySelectorAll('[role="listitem"]')).toHaveLength(1)
})

it('turns “# ” into a heading, and Enter after it into a plain line', async () => {
  const { fake, pass } = await openFace()
  await type(sheet(), '# ')
  await type(sheet(), 'Morning')
  await key(sheet(), { key: 'Enter', keyCode: 13 })
  await pass(500)
  const [entry] = [...fake.entries.values()]
  expect(entry?.writing.content?.map(block => block.attrs?.kind)).toEqual(['heading', 'paragraph'])
})

it('moves a line of a list in and out by Tab, and holds nobody there', async () => {
  const { fake, house } = await openFace()
  const sheet = sheets()[0]!
  /** Whether the page keeps the key to itself: else the focus goes on. */
  const keeps = async (init: KeyboardEventInit): Promise<boolean> => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
    await act(async () => void sheet.dispatchEvent(event))
    await rest()
    return event.defaultPrevented
  }
  const depth = async (): Promise<unknown> => {
    await house.keeper.flush()
    return [...fake.entries.values()][0]?.writing.content?.[0]?.attrs?.depth
  }
  await type(sheet, 'a plain line')
  expect([await keeps({ key: 'Tab' }), await keeps({ key: 'Tab', shiftKey: true })]).toEqual([false, false])
  await key(sheet, { key: '8', code: 'Digit8', ctrlKey: true, shiftKey: true })
  expect(sheet.querySelector('[data-kind="bullet"]')).not.toBe(null)
  expect([await keeps({ key: 'Tab' }), await depth()]).toEqual([true, 1])
  expect([await keeps({ key: 'Tab', shiftKey: true }), await depth()]).toEqual([true, 0])
  // Out as far as it goes, Shift Tab goes back to what was before.
  expect(await keeps({ key: 'Tab', shiftKey: true })).toBe(false)
  for (let i = 0; i < 20; i++) expect(await keeps({ key: 'Tab' })).toBe(true)
  const deepest = await depth()
  await keeps({ key: 'Escape' })
  expect([await keeps({ key: 'Tab' }), await keeps({ key: 'Shift' })]).toEqual([false, false])
  expect(await keeps({ key: 'Tab', shiftKey: true })).toBe(false)
  expect(await depth()).toBe(deepest)
  // Whoever stays and writes on has it as before.
  await keeps({ key: 'ArrowLeft' })
  expect(await keeps({ key: 'Tab', shiftKey: true })).toBe(true)
})

it('asks before a paste above 1 MB, and refuses one above 2 MB with nothing changed', async () => {
  const { fake, pass } = await openFace()
  await paste(sheet(), 'x'.repeat(2 * 1024 * 1024 + 1))
  expect(said()).toContain('more than 2 MB')
  expect(sheet().textContent).toBe('')
  await paste(sheet(), 'y'.repeat(1024 * 1024 + 1))
  expect(sheet().textContent).toBe('')
  await press('button', 'Paste it')
  expect(sheet().textContent).toHaveLength(1024 * 1024 + 1)
  await pass(500)
  expect(fake.entries.size).toBe(1)
})

it('refuses before asking what the page could not be kept with, and leaves it as it was', async () => {
  const { fake, pass } = await openFace()
  // Each line is an entry's JSON besides its words: 0.4 MB of these are more than 8 MiB.
  await paste(sheet(), 'rain\n'.repeat(80_000))
  expect(said()).toContain('This page would get too long')
  expect(sheet().textContent).toBe('')
  // Few lines, but signs that are kept as six bytes each.
  await paste(sheet(), '\u0001'.repeat(1_300_000))
  expect(sheet().textContent).toBe('')
  expect(document.body.textContent).not.toContain('Paste it')
  // With what stands there it would be too long; by itself it is not.
  await paste(sheet(), `${'\u0001'.repeat(1000)}\n`.repeat(800))
  const before = sheet().textContent
  expect(before).toHaveLength(800_000)
  await paste(sheet(), `${'\u0001'.repeat(1000)}\n`.repeat(800))
  expect(sheet().textContent).toBe(before)
  await pass(500)
  expect(fake.entries.size).toBe(1)
})

it('pastes lines as lines, and a foreign page as our few shapes', async () => {
  const { fake, pass } = await openFace()
  await paste(sheet(), 'one\n\ntwo')
  await pass(500)
  expect(texts(fake)).toEqual(['one\n\ntwo'])
  await press('button', 'Another entry')
  await paste(
    sheet(1),
    'x',
    '<script>alert(1)</script><h3>Head</h3><ul><li><p>first</p><ul><li>inner <b>bold</b></li></ul></li></ul><p><a href="javascript:alert(1)">bad</a> <a href="https://example.org">good</a></p>',
  )
  await pass(500)
  const entry = [...fake.entries.values()].at(-1)
  expect(entry?.writing.content?.map(({ attrs }) => [attrs?.kind, attrs?.depth])).toEqual([
    ['heading', 0],
    ['bullet', 0],
    ['bullet', 1],
    ['paragraph', 0],
  ])
  const json = JSON.stringify(entry?.writing)
  expect(json).toContain('https://example.org')
  expect(json).not.toContain('javascript:')
  expect(json).not.toContain('alert')
})
