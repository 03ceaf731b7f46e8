/** What is said to somebody who does not see it: at once, wherever they are, and once. */
import { act } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { useReminding } from '../../src/renderer/face/features/backup/reminding.ts'
import { useHarm } from '../../src/renderer/face/features/unlock/harm.ts'
import { useStage } from '../../src/renderer/face/features/unlock/stage.ts'
import type { Place } from '../../src/renderer/face/places.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { all, fill, openFace, press, rest, sheets, type, visit } from './house.tsx'

const LIVE = '[role="alert"], [role="status"], [aria-live="polite"]'

/** What a screen reader speaks: the words that come into a region which was there before, and a new alert. */
const heard: string[] = []
let ends: (() => void) | undefined
function listen(): void {
  ends?.()
  heard.length = 0
  const watch = new MutationObserver(records => {
    const spoken = new Set<Element>()
    const fresh = records.flatMap(({ addedNodes }) => [...addedNodes])
    for (const { target, addedNodes } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE)
      if (region && !fresh.some(node => node.contains(region))) spoken.add(region)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const alert of [node, ...node.querySelectorAll('*')])
            if (alert.getAttribute('role') === 'alert') spoken.add(alert)
    }
    for (const region of spoken) if (region.isConnected && region.textContent) heard.push(region.textContent)
  })
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
  ends = () => watch.disconnect()
}
beforeEach(() => () => ends?.())

/** As often as it is there to be read. */
const read = (sentence: string): number => {
  const page = document.body.cloneNode(true) as HTMLElement
  for (const hidden of page.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
  return (page.textContent ?? '').split(sentence).length - 1
}

async function inCircle() {
  const face = await openFace()
  const made = await face.house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  return { ...face, circle: made.value.circle }
}

/** Presses it as somebody who stands on it, and expects the sentence to be spoken, once, at its field. */
async function speaks(button: string, sentence: string): Promise<void> {
  const pressed = all('button', button)[0]
  await act(async () => pressed?.focus())
  listen()
  await press('button', button)
  expect(heard.filter(words => words.includes(sentence))).toHaveLength(1)
  expect(read(sentence)).toBe(1)
  const fields = [...document.querySelectorAll('[aria-invalid="true"]')]
  const told = fields.flatMap(field => (field.getAttribute('aria-describedby') ?? '').split(' '))
  expect(told.some(id => document.getElementById(id)?.textContent?.includes(sentence))).toBe(true)
}

it('speaks what erasing everything still needs, each time, and why nothing was erased', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  await press('button', 'Erase everything…')
  await fill('Type “erase” to go on', 'everything')
  await speaks('Erase everything now', 'Nothing was erased. Type the word “erase”')
  await speaks('Erase everything now', 'Nothing was erased. Type the word “erase”')
  fake.refuse('vault.erase', 'not-erased')
  await fill('Type “erase” to go on', 'erase')
  await speaks('Erase everything now', en['fault.not-erased'])
  await speaks('Erase everything now', en['fault.not-erased'])
})

it.each([
  [{ at: 'found' }, 'found.make', 'name.empty'],
  [{ at: 'join' }, 'join.go', 'join.invitation.empty'],
  [{ at: 'own' }, 'own.go', 'join.invitation.empty'],
] as const)('speaks what the form of %o still needs', async (place, send, needed) => {
  await openFace()
  await visit(place)
  if (place.at === 'found') await fill(en['found.own'], 'Juniper')
  await speaks(en[send], en[needed])
  await speaks(en[send], en[needed])
})

it.each([
  ['agreements', 'agree.send', 'agree.empty'],
  ['keeper', 'keeper.use', 'keeper.empty'],
  ['anew', 'anew.make', 'name.empty'],
  ['meet', 'meet.add.finding', 'meet.empty'],
] as const)('speaks what the page “%s” of a circle still needs', async (at, send, needed) => {
  const { circle } = await inCircle()
  await visit({ at, circle } as Place)
  if (at === 'anew') await fill(en['found.name'], '')
  if (at === 'meet') {
    const wide = all('label', /^Over the internet too/)[0]
    await act(async () => wide?.click())
    await rest()
  }
  await speaks(en[send], en[needed])
})

it('says of a wrong passphrase what it is once, on the cover and before something is done', async () => {
  await openFace()
  await visit({ at: 'settings' })
  await press('button', en['access.rekey'])
  await fill('Your passphrase now', 'not this one')
  await speaks(en['access.rekey.yes'], en['fault.wrong-passphrase'])
  await act(async () => useStage.getState().set('closed'))
  await fill('Passphrase', 'not this one')
  await speaks(en['cover.open'], en['fault.wrong-passphrase'])
  await press('button', en['cover.words'])
  await fill(en['words.entry'], 'river lamp')
  await speaks(en['cover.open'], en['fault.words-unreadable'])
})

it('has “Saved on this device.” on the page once', async () => {
  const { pass } = await openFace()
  await type(sheets()[0] as HTMLElement, 'rain')
  listen()
  await pass(5000)
  expect(read(en['status.saved'])).toBe(1)
  await rest(1600)
  expect(heard.filter(words => words === en['status.saved'])).toHaveLength(1)
  expect(read(en['status.saved'])).toBe(1)
})

it('speaks that a part cannot be read, what is worth a sentence after opening, a backup’s trouble and the date’s question', async () => {
  const { fake } = await openFace()
  listen()
  await act(async () => useHarm.getState().set('seen'))
  await rest()
  expect(heard.join()).toContain(en['harm.title'])
  listen()
  await act(async () => useReminding.setState({ trouble: 'folder-full' }))
  await rest()
  expect(heard.join()).toContain(en['fault.folder-full'])
  listen()
  fake.asksFor('2036-11-22' as Day)
  await rest()
  expect(heard.join()).toContain('Is today Saturday 22 November 2036?')
  await act(async () => useStage.getState().set('closed'))
  listen()
  await act(async () => useStage.getState().set('open', ['words-void']))
  await rest()
  expect(heard.join()).toContain(en['notice.words-void'])
})

it.each(['joined', 'declined', 'second'] as const)(
  'speaks how a joining goes on from the words: %s',
  async step => {
    const { fake } = await openFace()
    await visit({ at: 'join' })
    await fill('Link or code', 'kinfold:join#abc')
    await fill('Your name in this circle', 'Dana')
    await press('button', en['join.byFile'])
    const [joining] = fake.joinings.values()
    const id = joining?.id ?? ''
    await act(async () => fake.joinStep(id, { step: 'looking' }))
    for (const [now, sentence] of [
      ['compare', en['join.compare']],
      [step, en[`join.${step}`]],
    ] as const) {
      listen()
      await act(async () => fake.joinStep(id, { step: now, words: ['amber', 'birch'] }))
      await rest()
      expect(heard.filter(words => words.includes(sentence))).toHaveLength(1)
    }
  },
)
