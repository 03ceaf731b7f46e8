/** Other languages than English: every sentence is there, and takes the same values. */
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { afterEach, expect, it } from 'vitest'
import type { ContentFault } from '../../../src/main/vault/circle/receive/content.ts'
import { FAULTS } from '../../../src/shared/fault.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import { dayWhole, instantName, timeName } from '../../../src/shared/locales/days.ts'
import { de } from '../../../src/shared/locales/de.ts'
import { en, type MessageKey } from '../../../src/shared/locales/en.ts'
import { direction, LANGUAGES, nearest, speakIn } from '../../../src/shared/locales/languages.ts'
import { bidi, pseudo } from '../../../src/shared/locales/pseudo.ts'
import { refusalKey, refusalWords } from '../../../src/shared/locales/refusals.ts'
import { percentName, sizeName } from '../../../src/shared/locales/sizes.ts'
import { faultWords, speak, t } from '../../../src/shared/locales/speak.ts'

afterEach(() => speak('en', en))

/** The values a message takes, with what is done to them: `name`, `minutes plural`. Read by the compiler that fills them. */
function values(message: string): string[] {
  const found = new Set<string>()
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return
    const [name, how, branches] = part as [string, string?, object?]
    found.add(how ? `${name} ${how}` : name)
    for (const branch of Object.values(branches ?? {})) for (const one of [branch].flat(1)) walk(one)
  }
  const compiled = compileMessage(message)
  if (Array.isArray(compiled)) for (const part of compiled) walk(part)
  return [...found].sort()
}

const strangers = (catalogue: Readonly<Record<string, string>>): string[] =>
  Object.entries(catalogue).flatMap(([key, message]) => {
    const english = en[key as MessageKey]
    if (english === undefined) return [`${key} is no message`]
    return values(message).join() === values(english).join() ? [] : [`${key}: ${values(message).join()}`]
  })

it('takes in every language the values that English takes, and no others', () => {
  for (const catalogue of [de, pseudo(), bidi()]) expect(strangers(catalogue)).toEqual([])
  expect(strangers({ 'help.copied': '{nummer} ist kopiert.' })).toEqual(['help.copied: nummer'])
  expect(strangers({ 'locking.minutes': 'Nach {minutes} Minuten' })).toEqual(['locking.minutes: minutes'])
})

/** What a catalogue leaves out. */
const lacking = (catalogue: Readonly<Partial<Record<MessageKey, string>>>): string[] =>
  (Object.keys(en) as MessageKey[]).filter(key => !catalogue[key]?.trim())

it('leaves no sentence to English, and fills it', () => {
  for (const catalogue of [de, pseudo(), bidi()]) expect(lacking(catalogue)).toEqual([])
  const { 'circle.linked': _, ...almost } = de
  expect(lacking(almost)).toEqual(['circle.linked'])
  speakIn('de')
  expect(t('cover.open')).toBe('Öffnen')
  expect(t('help.copied', { number: '988' })).toBe(
    '988 ist kopiert. Nach einer Minute leert Kinfold die Zwischenablage.',
  )
  expect(t('locking.minutes', { minutes: 1 })).toBe('Nach 1 Minute')
  expect(t('circle.sync', { people: 3, reached: 2 })).toBe(
    'Auf diesem Gerät gespeichert. Alle Worte, die hier stehen, sind bei 2 von 3 Menschen angekommen.',
  )
})

/** The same words in both. */
const ALIKE: readonly MessageKey[] = [
  'app.name',
  'cover.passphrase',
  'create.passphrase',
  'attached.size',
  'file.name',
  'computers.name',
  'connection.report.version',
  'connection.system.darwin',
  'connection.system.win32',
  'connection.system.linux',
  'ways.vpn',
  'invite.link',
  'invite.code',
  'command.code',
  'openbackup.one',
]
it('has German words for all that it says in German', () => {
  expect((Object.keys(en) as MessageKey[]).filter(key => de[key] === en[key])).toEqual(ALIKE)
})

it('groups numbers in a sentence as the language does, alone and within a plural', () => {
  const told = (): string[] => [
    t('backups.made', { entries: 1000 }),
    t('words.count', { typed: 12, all: '1000' }),
    t('backup.checked', { entries: 12_345, size: sizeName(2_400_000) }),
    t('circle.sync', { people: 1200, reached: 1100 }),
    percentName(1.5),
    sizeName(412),
  ]
  expect(told()).toEqual([
    'A backup is made and checked. Entries in it: 1,000.',
    '12 of 1000 words',
    '12,345 entries, 2.4 MB. Checked.',
    'Saved on this device. All words here are on the devices of 1,100 of 1,200 people.',
    '150%',
    '412 bytes',
  ])
  speakIn('de')
  expect(told()).toEqual([
    'Eine Sicherung ist erstellt und geprüft. Einträge darin: 1.000.',
    '12 von 1000 Wörtern',
    '12.345 Einträge, 2,4 MB. Geprüft.',
    'Auf diesem Gerät gespeichert. Alle Worte, die hier stehen, sind bei 1.100 von 1.200 Menschen angekommen.',
    '150\u00a0%',
    '412 Byte',
  ])
})

it('writes days, times and plurals as the language does', () => {
  const day = '2026-11-22' as Day
  const at = new Date(2026, 10, 22, 16, 5).getTime()
  expect(dayWhole(day)).toBe('Sunday 22 November 2026')
  expect(instantName(at).replace(/\s/g, ' ')).toBe('Sunday 22 November 2026 at 4:05 PM')
  speakIn('de')
  expect(dayWhole(day)).toBe('Sonntag, 22. November 2026')
  expect(timeName(at)).toBe('16:05')
  expect(instantName(at)).toBe('Sonntag, 22. November 2026 um 16:05')
})

it('answers a language it does not speak with the nearest, and knows which begin at the right', () => {
  expect([nearest('de-AT'), nearest('fr'), nearest(undefined)]).toEqual(['de', 'en', 'en'])
  expect(Object.keys(LANGUAGES).map(direction)).toEqual(['ltr', 'ltr'])
  expect([direction('ar-XB'), direction('he'), direction('en-XA')]).toEqual(['rtl', 'rtl', 'ltr'])
})

it.each([
  [
    'en',
    /\b(safe|nothing|not touched|not move|kept|still (on|in)|stays?|nobody (opens|was let in)|no new one was made)\b/i,
  ],
  [
    'de',
    /\b(sicher|nichts|nicht berührt|noch (in|auf)|verloren|behalten|bleibt, wo|niemand (kann|kam herein|wurde hereingelassen|hereingelassen)|keine neue gemacht)\b/i,
  ],
] as const)('names in %s, for every fault, what is safe', (language, safe) => {
  speakIn(language)
  expect(FAULTS.map(faultWords).filter(words => !safe.test(words))).toEqual([])
})

it.each([
  ['en', /\b(here|as they were)\b/i, /\b(you can|change|please|settings|ask)\b/i, /\bremember\b/i],
  [
    'de',
    /\b(ist da|sind, wie sie waren)\b/i,
    /\b(kannst|ändere|bitte|einstellungen|sprich)\b/i,
    /\bmerken\b/i,
  ],
] as const)(
  'says in %s what is safe and what to do where it alarms, and promises no more than it keeps',
  (language, safe, todo, honest) => {
    speakIn(language)
    for (const words of [t('notice.header-older'), t('notice.log-harmed'), t('circle.refusals')]) {
      expect(words).toMatch(safe)
      expect(words).toMatch(todo)
    }
    expect(t('circle.refusals.lead')).toMatch(todo)
    // What a history of the clipboard keeps, nobody takes back.
    expect(t('words.copied')).toMatch(honest)
  },
)

/** Everything the vault may say of what it does not let in. The type names those that one of ours may have sent. */
const CONTENT: Readonly<Record<ContentFault, true>> = {
  'log-went-back': true,
  'inactive-device': true,
  closed: true,
  epoch: true,
  deps: true,
  'unknown-document': true,
  'other-kind': true,
  writer: true,
  'client-number': true,
  'client-taken': true,
  undecryptable: true,
  'beyond-past': true,
  'no-update': true,
  'foreign-client': true,
  'clock-gap': true,
  'unknown-reference': true,
  'foreign-node': true,
  crossed: true,
  empty: true,
  checkpoint: true,
}
const OTHERS = [
  ...['other-circle', 'unknown-device', 'signature', 'frozen', 'without-body', 'malformed'],
  ...['too-large', 'not-canonical', 'body', 'newer-version', 'newer-version-without-effect', 'fork'],
  ...['checkpoint-differs'],
  ...['log: malformed, not-allowed ×3'],
]

it('puts into words why something was not let in, and shows no code', () => {
  const reasons = [...Object.keys(CONTENT), ...OTHERS]
  expect(reasons.filter(reason => refusalKey(reason) === 'refusal.other')).toEqual([])
  for (const reason of [...reasons, 'something-new']) expect(refusalWords(reason)).toMatch(/^[A-Z].*\.$/)
  expect(refusalWords('something-new')).toBe('It did not pass the checks.')
})

/** Letters that pseudo changes; a name in capitals and dates stand for values. */
const PLAIN = /[aeiounc]/
it('makes every word strange, within the cases of plurals too, and turns every word in the language from the right', () => {
  const cased = (Object.keys(en) as MessageKey[]).filter(key => en[key].includes('plural'))
  expect(cased.length).toBeGreaterThan(5)
  const filled = (key: MessageKey, n: number): string => {
    const named = values(en[key]).map(value => value.split(' '))
    return t(key, Object.fromEntries(named.map(([name = '', how]) => [name, how ? n : 'X'])))
  }
  for (const [tag, plain] of [
    ['en-XA', PLAIN],
    ['ar-XB', /\p{L}{2}/u],
  ] as const) {
    speakIn(tag)
    for (const key of cased)
      for (const n of [0, 1, 7]) {
        const said = filled(key, n).replace(/\u202e[^\u202c]*\u202c/g, '')
        expect({ key, said, plain: plain.exec(said)?.[0] }).toEqual({ key, said, plain: undefined })
      }
  }
  speakIn('en-XA')
  expect(t('door.waiting', { count: 2 })).toBe('[Sómé péóplé áré át thé dóór ···]')
  speakIn('ar-XB')
  const turned = (words: string) => words.replace(/\p{L}+/gu, '\u200f\u202e$&\u202c\u200f')
  expect(t('door.waiting', { count: 1 })).toBe(turned('Someone is at the door'))
  expect(t('door.waiting', { count: 2 })).toBe(turned('Some people are at the door'))
})
