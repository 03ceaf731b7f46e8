/** The lint of the sentences, over a small tree of its own: it is content with good ones and names the planted ones. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const lint = join(import.meta.dirname, '../../arch/words.mjs')
const trees: string[] = []
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true })
})

const GOOD = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [`app.line${i}`, 'Saved on this device.']),
)

/** `silent`: a key that no code asks for. */
type Tree = {
  readonly en?: Record<string, string>
  readonly de?: string
  readonly fr?: string
  readonly page?: string
  /** More of them, by their names. */
  readonly pages?: Readonly<Record<string, string>>
  readonly silent?: string
}

/** Runs the lint as `npm run check` does; answers how it ended and what it said. */
function linted({ en = {}, de, fr, page = '', pages = {}, silent }: Tree): {
  code: number | null
  said: string
} {
  const tree = mkdtempSync(join(tmpdir(), 'kinfold-words-'))
  trees.push(tree)
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  const messages = { ...GOOD, ...en }
  write('package.json', '{ "type": "module" }')
  write('src/shared/locales/en.ts', `export const en = ${JSON.stringify(messages)}`)
  if (de !== undefined) write('src/shared/locales/de.ts', de)
  if (fr !== undefined) write('src/shared/locales/fr.ts', fr)
  write(
    'src/main/shell/menu.ts',
    Object.keys(messages)
      .filter(key => key !== silent)
      .map(key => `t('${key}')`)
      .join('\n'),
  )
  for (const [name, text] of Object.entries({ 'Page.tsx': page, ...pages }))
    write(`src/renderer/face/${name}`, text)
  mkdirSync(join(tree, 'src/main/vault/circle/export'), { recursive: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [lint, tree], { encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}

it('is content with sentences as they should be', () => {
  const en = {
    'join.help': 'It looks like 192.168.1.20:48132.',
    'a.b': '{n, plural, one {# word} other {# words}}.',
  }
  const { code, said } = linted({ en, page: "const a = <p>{t('a.b')} · </p>" })
  expect(said).toBe('read 22 messages in 1 catalogues\n')
  expect(code).toBe(0)
})

/** What is planted, and what is to be said of it. */
const PLANTED = [
  ['blame', 'The sync failed.', 'says “failed”'],
  ['machine', 'This user left.', 'says “user”'],
  ['count', 'Ana likes this.', 'says “likes”'],
  ['streak', 'Five days in a row.', 'says “in a row”'],
  ['cheer', 'You did it.', 'says “You did it”'],
  ['shout', 'Saved!', 'says “!”'],
  ['branch', '{n, plural, one {# word} other {# errors}}.', 'says “errors”'],
  ['long', `${'One word after another '.repeat(7)}ends.`, 'has a sentence of 29 words'],
  ['empty', ' ', 'is empty'],
] as const

/** The same in German: blame, machines, games, streaks, cheer. */
const GERMAN = [
  ['blame', 'Speichern fehlgeschlagen.', 'says “fehlgeschlagen”'],
  ['person', 'Die Passphrase ist ungültig.', 'says “ungültig”'],
  ['fault', 'Ein Schreibfehler.', 'says “Schreibfehler”'],
  ['machine', 'Dieser Benutzer ist fort.', 'says “Benutzer”'],
  ['count', 'Drei Likes.', 'says “Likes”'],
  ['streak', 'Deine Serie geht weiter.', 'says “Serie”'],
  ['cheer', 'Gut gemacht.', 'says “Gut gemacht”'],
  ['shout', 'Gespeichert!', 'says “!”'],
  ['long', `${'Ein Wort nach dem anderen '.repeat(6)}endet.`, 'has a sentence of 31 words'],
] as const

const german = (): string => `export const de = ${JSON.stringify({ ...GOOD, 'app.name': 'Hallo {who}.' })}`
const NAMED = { 'app.name': 'Hello {name}.', 'app.more': 'More.' }

it('names every planted sentence, key and word, and ends with 1', () => {
  const en = {
    ...NAMED,
    ...Object.fromEntries(PLANTED.map(([key, sentence]) => [`planted.${key}`, sentence])),
  }
  const page = `const a = <p title="Your day">Written here. {t('no.such.key')}</p>`
  const { code, said } = linted({ en, page, de: german(), silent: 'app.line7' })
  for (const [key, , finding] of PLANTED) expect(said).toContain(`en.ts: planted.${key} ${finding}`)
  expect(said).toContain('/src/renderer/face/Page.tsx: “Written here.” is in no catalogue')
  expect(said).toContain('/src/renderer/face/Page.tsx: “Your day” is in no catalogue')
  expect(said).toContain('no.such.key is asked for and is in no catalogue')
  expect(said).toContain('en.ts: app.line7 is used nowhere')
  expect(said).toContain('de.ts: app.more has no translation')
  expect(said).toContain('de.ts: app.name takes other values than in English')
  expect(code).toBe(1)
})

it('names what is planted in German, and a language that has no list', () => {
  const planted = (sentences: (of: (typeof GERMAN)[number]) => string) =>
    Object.fromEntries(GERMAN.map(one => [`planted.${one[0]}`, sentences(one)]))
  const en = planted(() => 'Saved on this device.')
  const de = `export const de = ${JSON.stringify({ ...GOOD, ...planted(([, sentence]) => sentence) })}`
  const { code, said } = linted({ en, de })
  for (const [key, , finding] of GERMAN) expect(said).toContain(`de.ts: planted.${key} ${finding}`)
  expect(code).toBe(1)
  const other = linted({ fr: `export const fr = ${JSON.stringify(GOOD)}` })
  expect(other.said).toContain('fr.ts: nobody has said which words this language leaves out')
  expect(other.code).toBe(1)
})

/** Sentences that blame, count, cheer or find a person's words wanting, in words nobody thought of at first. */
const UNKIND = {
  en: [
    'You made a mistake.',
    'That was your fault.',
    'You did not write yesterday.',
    'You have not written for 3 days.',
    'You’ve never filled this in.',
    'You forgot the second word.',
    'You should have made a backup.',
    'Your input was rejected.',
    'That is not valid.',
    'That isn’t right.',
    'Unsuccessful.',
    'Day 5 of your journey.',
    'Day {n} of writing.',
    'You broke your chain.',
    '12 days straight.',
    'It has been 4 days since you wrote.',
    'We missed you.',
    '5 people liked it.',
    '{n, plural, one {# person loved this.} other {# people loved this.}}',
    'Read by {n} people.',
    'Your most popular note.',
    'Nice work.',
    'You are doing great.',
    'Excellent.',
    'Keep going.',
    'Unable to save.',
    'Your answer was not what we expected.',
    'Try harder next time.',
    'You are behind.',
    'You were away for 3 days.',
    '2 hearts.',
  ],
  de: [
    'Das ist nicht gültig.',
    'Das war nicht richtig.',
    'Das stimmt nicht.',
    'Deine Eingabe wurde abgelehnt.',
    'Das wurde nicht akzeptiert.',
    'Du hast seit drei Tagen nicht geschrieben.',
    'Gestern hast du nichts geschrieben.',
    'Du hast das zweite Wort vergessen.',
    'Du hättest eine Sicherung machen sollen.',
    'Das war deine Schuld.',
    'Da hast du dich vertippt.',
    'Ohne Erfolg.',
    'Tag 5 deiner Reise.',
    'Deine Kette ist unterbrochen.',
    'Schon 12 Tage am Stück.',
    'Wir haben dich vermisst.',
    '5 Menschen mögen das.',
    'Gelesen von {n} Menschen.',
    'Gute Arbeit.',
    'Du machst das wunderbar.',
    'Mach weiter so.',
    'Diese Antwort war unerwartet.',
    'Du warst lange weg.',
    '3 Herzen.',
  ],
} as const

it('hears blame, streaks, likes and praise in other words too', () => {
  const keyed = (language: keyof typeof UNKIND) =>
    Object.fromEntries(UNKIND[language].map((sentence, n) => [`unkind.${language}${n}`, sentence]))
  const plain = (messages: object) =>
    Object.fromEntries(Object.keys(messages).map(key => [key, 'Saved on this device.']))
  const [en, de] = [keyed('en'), keyed('de')]
  const { said } = linted({
    en: { ...en, ...plain(de) },
    de: `export const de = ${JSON.stringify({ ...GOOD, ...plain(en), ...de })}`,
  })
  for (const [language, sentences] of Object.entries(UNKIND)) {
    const heard = (n: number) => said.includes(`${language}.ts: unkind.${language}${n} says`)
    expect(sentences.filter((_, n) => heard(n))).toEqual(sentences)
  }
})

it('lets honest sentences stand that use the same words for something else', () => {
  const en = {
    'kind.a': 'You do not have to be sure.',
    'kind.b': 'You have no recovery words.',
    'kind.c': 'Come back within half a minute, and it is as you left it.',
    'kind.d': 'After 30 days of use. Older ones make room.',
    'kind.e': 'Hold the right mouse button. Not right now.',
    'kind.f': 'No other device can be reached right now.',
    'kind.g': 'Your newest good backup. Other days may well open.',
    'kind.h': 'It looks like 192.168.1.20:48132. Would you like to see it?',
  }
  const de = `export const de = ${JSON.stringify({
    ...GOOD,
    'kind.a': 'Du musst dir nicht sicher sein.',
    'kind.b': 'Du hast keine Rettungswörter.',
    'kind.c': 'Was du geschrieben hast, ist nicht verloren.',
    'kind.d': 'Dein Notizbuch reist als Sicherung.',
    'kind.e': 'Nimm die rechte Maustaste. Stell das Datum richtig ein.',
    'kind.f': 'Du hast die Seite verlassen, deshalb wurde nichts angehängt.',
    'kind.g': 'Dein Notizbuch ist wieder in Ordnung.',
    'kind.h': 'Ist die Passphrase vergessen, öffnet sie niemand.',
  })}`
  const { code, said } = linted({ en, de })
  expect(said).toBe('read 28 messages in 2 catalogues\n')
  expect(code).toBe(0)
})

const words = (n: number): string => Array.from({ length: n }, () => 'word').join(' ')
/** Each a sentence of more than 25 words that only its marks cut in two. */
const CUT = {
  colon: `${words(13)}: ${words(13)}.`,
  dots: `${words(13)}… ${words(13)}.`,
  semicolon: `${words(13)}; ${words(13)}.`,
  dash: `${words(13)} – ${words(13)}.`,
  example: `${words(12)}, e.g. Ana ${words(12)}.`,
  abbreviation: `${words(12)} approx. Ana ${words(13)}.`,
  arm: `{n, plural, one {${words(13)}: # ${words(13)}.} other {Fine.}}`,
} as const

it('counts a sentence through what only looks like its end, and not through its end', () => {
  const en = Object.fromEntries(Object.entries(CUT).map(([key, sentence]) => [`cut.${key}`, sentence]))
  const apart = `Word ${words(19)}. Word ${words(19)}? “Word ${words(19)}.” {name} ${words(19)}. 7 ${words(19)}.`
  const de = { ...GOOD, ...en, 'cut.german': `${words(13)}, z. B. Ana ${words(13)}.`, 'cut.apart': apart }
  const { said } = linted({
    en: { ...en, 'cut.german': 'Fine.', 'cut.apart': apart },
    de: `export const de = ${JSON.stringify(de)}`,
  })
  for (const key of Object.keys(CUT)) expect(said).toContain(`en.ts: cut.${key} has a sentence of`)
  expect(said).toContain('de.ts: cut.german has a sentence of')
  expect(said).not.toContain('cut.apart')
})

/** Words for people that are in no catalogue, wherever they may stand, and what is to be found. */
const BARE = [
  ["const a = <Field help='Only they see it' />", 'Only they see it'],
  ["const a = <Ask send='Send' />", 'Send'],
  ["const a = <Ask said={ok ? 'All is well' : t('a.b')} />", 'All is well'],
  ["const a = <Page lead='never shared' />", 'never shared'],
  ["const a = <Page heading='Your day' />", 'Your day'],
  ["const a = <List empty='Nothing yet' />", 'Nothing yet'],
  ["const a = <Field needed='Please' />", 'Please'],
  ['const a = <Door answer={`$' + '{name} may come`} />', '… may come'],
  ["const a = <Any thing='What nobody foresaw' />", 'What nobody foresaw'],
  ["const a = <b data-words='Two words' />", 'Two words'],
  ["const a = <Field hint={t('a.b')} />; const b = <Field hint='lower' />", 'lower'],
  ["const SAFE = 'Your words are safe.'", 'Your words are safe.'],
  ["const WHY = { full: 'The disk is full' }", 'The disk is full'],
  ["const WAYS = ['Go on', 'back']", 'Go on'],
  ["const ask = () => 'Is it you?'", 'Is it you?'],
  ["function why() { return 'the disk has no room' }", 'the disk has no room'],
  ["const done = 'Saved'", 'Saved'],
  ['const told = (n: number) => `$' + '{n} of them are here`', '… of them are here'],
  ["setAnswer('It is gone')", 'It is gone'],
  ["setAnswer(t('a.b')); setAnswer('gone')", 'gone'],
  ["new Notification('Kinfold says', { body: t('a.b') })", 'Kinfold says'],
  ["const html = '<b>Nothing here</b>'", '<b>Nothing here</b>'],
  ["const loud = 'READ THIS NOW'", 'READ THIS NOW'],
  ["el.append('À propos')", 'À propos'],
  ["setError('The disk is full')", 'The disk is full'],
  ["const a = shown(() => 'All is well').includes(b)", 'All is well'],
  ["new Notification('news')", 'news'],
  ["new Menu([{ label: 'open', role: 'copy' }])", 'open'],
  ["tray.setToolTip('notes')", 'notes'],
  ["dialog.showMessageBox({ title: t('a.b'), defaultTitle: 'Where to' })", 'Where to'],
] as const

const CODE = `
  import a from 'A package of Words'
  type Place = 'At home' | 'Far away from here'
  if (event.key === 'Escape' || event.key !== 'Enter') throw new Error('No such key at all')
  switch (tag) { case 'Quote': break }
  console.error('A thing was seen here')
  console.log(\`shell: \${call} was not done\`)
  const list = ['Serial', 'WebSerial', 'Translate']
  const only = ['Home', 'End'].includes(event.key)
  const ground = 'main, nav, header'
  document.querySelector('main section h1')
  process.env['Path']
  const a = <Slip className='told twice over' placement='bottom start' d='M16 7.500c2 0' look='quiet' />
  const b = <p id='a-b' data-testid='The one' lang='en' role='status' aria-labelledby='one two' />
  const media = '(prefers-color-scheme: dark)'
  const kind = 'text/html; charset=utf-8'
  const path = \`M\${x} \${y}h\${x}v1h-\${y}z\`
  const keys = { 'Shift-Enter': insertBreak, 'Mod-z': undo }
  const accelerator = 'CommandOrControl+Q'
  const fault = 'wrong-passphrase'
`

it('finds words for people wherever they stand in the code, and each of them once', () => {
  const pages = Object.fromEntries(BARE.map(([page], n) => [`Page${n}.tsx`, page]))
  const { code, said } = linted({ pages, en: { 'a.b': 'Saved.' } })
  const found = said.split('\n').filter(line => line.endsWith('is in no catalogue'))
  const planted = BARE.map(([, words], n) => `/src/renderer/face/Page${n}.tsx: “${words}” is in no catalogue`)
  expect(found.sort()).toEqual(planted.sort())
  expect(code).toBe(1)
})

it('takes no code for words', () => {
  expect(linted({ page: CODE }).said).toBe('read 20 messages in 1 catalogues\n')
})
