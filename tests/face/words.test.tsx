/** How the house speaks: short, plain, never about what somebody did wrong, and all of it from the catalogue. */
import axe from 'axe-core'
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Place } from '../../src/renderer/face/places.ts'
import type { Computer, Waiting } from '../../src/shared/circle/circle.ts'
import { SAYINGS } from '../../src/shared/circle/log.ts'
import { FAULTS } from '../../src/shared/fault.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { de } from '../../src/shared/locales/de.ts'
import { en } from '../../src/shared/locales/en.ts'
import { pseudo } from '../../src/shared/locales/pseudo.ts'
import { speak } from '../../src/shared/locales/speak.ts'
import { readings, sentences } from '../arch/words/said.mjs'
import { NOBODY } from './fake-vault.ts'
import { openFace, press, rest, visit } from './house.tsx'

afterEach(() => speak('en', en))

/** The longest sentence a message can come to, as words; a colon, a dash and dots do not end one. */
const longest = (message: string): string[] =>
  readings(message)
    .flatMap(sentences)
    .reduce((long, words) => (words.length > long.length ? words : long), [])

it.each([
  ['English', en],
  ['German', de],
] as const)('speaks %s in sentences of at most 20 words', (_, catalogue) => {
  const long = Object.entries(catalogue).flatMap(([key, message]) => {
    const words = longest(message)
    return words.length > 20 ? [`${key}, ${words.length}: ${words.join(' ')}`] : []
  })
  expect(long).toEqual([])
})

it('never says that somebody failed, nor uses the words of machines for people', () => {
  const never = /\b(fail(ed|ure)?|invalid|errors?|illegal|wrong|user|peer|oops|streak|likes|views)\b/i
  for (const [key, message] of Object.entries(en))
    expect(`${key}: ${message}`.replace(/^[^:]*:/, '')).not.toMatch(never)
})

it('has for every fault what happened, what is safe, and what to do', () => {
  for (const catalogue of [en, de])
    for (const fault of FAULTS)
      expect(sentences(catalogue[`fault.${fault}`]).length).toBeGreaterThanOrEqual(3)
})

const PLACES: readonly Place[] = [
  { at: 'journal' },
  { at: 'search' },
  { at: 'bin' },
  { at: 'earlier', day: '2026-11-22' as Day, entry: '1'.padStart(32, '0') },
  { at: 'circles' },
  { at: 'found' },
  { at: 'join' },
  { at: 'settings' },
  { at: 'connection' },
  { at: 'low' },
]

it.each(PLACES)('takes every word of $at from the catalogue', async place => {
  speak('en', pseudo())
  await openFace()
  await visit(place)
  const own = new Set(['988', '911'])
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const bare: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue?.trim() ?? ''
    // Dates and sizes of letters are written by Intl.
    const byIntl = /^(Sunday 22 November|\d+%)?$/.test(text)
    // What is printed on the keyboard, and languages under their own names.
    if (node.parentElement?.closest('kbd, body [lang]')) continue
    if (text && !byIntl && !own.has(text) && !/^\[.*\]$/s.test(text)) bare.push(text)
  }
  expect(bare).toEqual([])
})

/** Sentences of the English catalogue that stand on the page or are read out from it, and are not marked as English. */
function inEnglish(): string[] {
  const own = new Set<string>(Object.values(de))
  const sentences = new Set<string>(Object.values(en).filter(message => !own.has(message)))
  const named = ['aria-label', 'placeholder', 'title', 'alt', 'aria-valuetext', 'aria-roledescription']
  return [...document.body.querySelectorAll('*')]
    .filter(one => !one.closest('body [lang="en"]'))
    .flatMap(one => [
      ...[...one.childNodes].map(node => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : '')),
      ...named.map(name => one.getAttribute(name)),
    ])
    .flatMap(text => (text && sentences.has(text.trim()) ? [text.trim()] : []))
}

it.each(PLACES)('leaves no English on a German page at $at', async place => {
  speak('de', de)
  await openFace()
  await visit(place)
  expect(document.querySelector('h1')?.textContent).toBeTruthy()
  expect(inEnglish()).toEqual([])
  // What is left in English is found, and found no more once it is marked.
  const left = document.body.appendChild(document.createElement('p'))
  left.textContent = en['search.hint']
  expect(inEnglish()).toEqual([en['search.hint']])
  left.lang = 'en'
  expect(inEnglish()).toEqual([])
  left.remove()
})

const barriers = async (): Promise<string[]> => {
  // jsdom draws nothing, so contrast is looked at elsewhere.
  const found = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      // Behind a dialog the page is hidden while the dialog holds the focus: nothing there can be reached.
      'aria-hidden-focus': { enabled: false },
    },
  })
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
}

it.each(PLACES)('puts no barrier before a screen reader at $at', async place => {
  await openFace()
  await visit(place)
  expect(await barriers()).toEqual([])
})

/** A circle in which everything has something to say. */
async function fullCircle() {
  const face = await openFace()
  const made = await face.house.vault.ask('circle.found', { name: 'Donnerstag', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const found = face.fake.circles.get(circle)
  const at = new Date(2026, 10, 22, 9).getTime()
  const moss = { id: 'b'.repeat(32), name: 'Moss', you: false, facilitator: false, seat: 1 } as const
  const waits = (letter: string, what: Waiting['what'], mayAgree: boolean): Waiting => ({
    ...{ id: letter.repeat(64), what, name: 'Fern', by: 'Moss', yours: false, mayAgree },
  })
  face.fake.changeCircle(circle, {
    members: [...(found?.members ?? []), { ...moss, compared: 'changed', may: ['promote', 'remove'] }],
    waiting: [waits('1', 'remove', true), waits('2', 'computer', false), waits('3', 'adopt', true)],
    newcomers: [
      { member: '5'.repeat(32), name: 'Fern', waits: 'answer' },
      { member: '6'.repeat(32), name: 'Ash', waits: 'second' },
    ],
    requests: [{ id: '7'.repeat(32), name: 'Wren', words: ['anchor'], byFile: true }],
    shutOut: [{ name: 'Moss', you: false, at: Date.now() }],
    refusals: [{ reason: 'wrong-writer', from: '', bytes: 412, at }],
    goesOn: { by: ['Moss'], from: true },
    closedNotes: 2,
    two: true,
    may: ['close', 'keys', 'propose', 'adopt', 'succeed'],
    sync: { ...NOBODY, people: 3, reached: 2, coming: 1, links: 0 },
  })
  const agreed = { id: 'e'.repeat(64), lines: ['Wir hören zu.'], by: 'Moss', at }
  face.fake.acts.agreements = {
    ...{ circle: 'Donnerstag', now: agreed, mayPropose: true },
    open: [{ ...agreed, id: 'f'.repeat(64), waits: true, mayAdopt: true }],
  }
  face.fake.acts.succession = {
    ...{ circle: 'Donnerstag', needed: 2, people: 3, may: true },
    hosts: [
      { name: 'Moss', heard: at },
      { name: 'Fern', heard: null },
    ],
    heirs: [{ id: moss.id, name: 'Moss', you: false }],
  }
  face.fake.acts.log = SAYINGS.slice(0, 3).map((what, n) => ({
    ...{ id: `${n}`.repeat(64), what, at, by: 'Moss', about: 'Fern', words: [] },
    standing: (['stands', 'waits', 'void'] as const)[n] ?? 'stands',
  }))
  const computer = (n: number, state: Computer['state']): Computer => ({
    ...{ id: `${n}`.repeat(64), this: n === 1, since: at, state, mayShutOut: n > 1, maySignOut: n === 1 },
  })
  const asking = { id: '8'.repeat(32), words: ['anchor'], agreed: false }
  face.fake.setComputers(circle, {
    ...{ computers: [computer(1, 'in'), computer(2, 'held'), computer(3, 'split')], hosts: 1 },
    asking: [asking],
  })
  face.fake.network.now = {
    ...{ mode: 'wide', signalling: ['wss://signal.example'], relay: true, harmed: true },
    ice: [{ url: 'turn:203.0.113.9:3478', username: 'kin' }],
  }
  const note = await face.house.vault.ask('note.create', { circle })
  if (!note.ok) throw new Error(note.fault)
  face.fake.readersOf.set(note.value.note, {
    ...{ opened: { by: 'Moss', at }, partial: true, closedTo: ['Fern', 'Ash'], mayErase: true },
  })
  return { ...face, circle, note: note.value.note }
}
const OF_CIRCLE = [
  ...([
    'circle',
    'people',
    'computers',
    'log',
    'sync',
    'agreements',
    'meet',
    'copy',
    'succession',
    'keeper',
    'anew',
    'invite',
  ] as const),
  ...(['file', 'note', 'noteEarlier'] as const),
]

it.each(OF_CIRCLE)(
  'leaves no English on a German page of a circle at %s, and puts no barrier there',
  async at => {
    speak('de', de)
    const { circle, note } = await fullCircle()
    await visit({ at, circle, note } as Place)
    expect(document.querySelector('h1')?.textContent).toBeTruthy()
    expect(inEnglish()).toEqual([])
    expect(await barriers()).toEqual([])
  },
)

it('leaves no English where somebody is no longer in a circle, or has put it away', async () => {
  speak('de', de)
  const { fake, circle } = await fullCircle()
  await visit({ at: 'circle', circle })
  for (const change of [
    ...(['left', 'removed', 'signedOut', 'closed', 'restored', 'held', 'newer'] as const).map(standing => ({
      standing,
    })),
    { standing: 'in', away: true } as const,
  ]) {
    await act(async () => fake.changeCircle(circle, change))
    await rest()
    expect(inEnglish()).toEqual([])
    expect(await barriers()).toEqual([])
  }
})

it('puts no barrier on the cover, in a circle, in a note, and in Help now', async () => {
  const { fake, house } = await openFace(vault => vault.closed())
  expect(await barriers()).toEqual([])
  await act(async () => {
    await house.vault.ask('vault.unlock', { passphrase: 'lamplight and rain' })
  })
  await rest()
  const { useStage } = await import('../../src/renderer/face/features/unlock/stage.ts')
  await act(async () => useStage.getState().set('open'))
  const founded = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!founded.ok) throw new Error(founded.fault)
  const { circle } = founded.value
  await visit({ at: 'circle', circle })
  expect(await barriers()).toEqual([])
  await press('button', /^Write a new note/)
  expect(fake.notes.size).toBe(1)
  expect(await barriers()).toEqual([])
  const [help] = Array.from(document.querySelectorAll('button')).filter(
    button => button.textContent === 'Help now',
  )
  await act(async () => help?.click())
  await rest()
  expect(await barriers()).toEqual([])
})
