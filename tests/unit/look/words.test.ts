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
  readonly silent?: string
}

/** Runs the lint as `npm run check` does; answers how it ended and what it said. */
function linted({ en = {}, de, fr, page = '', silent }: Tree): { code: number | null; said: string } {
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
  write('src/renderer/face/Page.tsx', page)
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
