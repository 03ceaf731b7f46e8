/**
 * The app's sentences: all of them in the catalogues, every key used and none missing, no sentence longer than 25 words,
 * and none with a word that hurts, blames, counts or cheers, in any language. `words.mjs [ROOT]` reads another tree than
 * this one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { banned } from './words/banned.mjs'
import { bare, takersIn } from './words/bare.mjs'
import { unseen } from './words/planted.mjs'
import { faults, values } from './words/said.mjs'

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url))
/** The rooms that speak to people: the windows, what the system shows outside them, and what is written for other programs. */
const rooms = [
  'src/renderer/face',
  'src/main/shell',
  'src/shared/locales',
  'src/main/vault/circle/export',
].map(room => join(root, room))
const locales = join(root, 'src/shared/locales')
/** In development builds alone; it speaks to those who build. */
const unheard = join(root, 'src/renderer/face/gallery')

const catalogue = /^[a-z]{2}(-[A-Z]{2})?\.ts$/

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path === unheard ? [] : sources(path)
    const isCatalogue = folder === locales && catalogue.test(entry.name)
    return /\.tsx?$/.test(entry.name) && !isCatalogue ? [{ path, code: readFileSync(path, 'utf8') }] : []
  })
}

/** The keys a source asks for by their whole name. */
const asked = code => [...code.matchAll(/\bt\(\s*(['"`])([\w-]+(?:\.[\w-]+)+)\1/g)].map(match => match[2])

/** Which keys a source names: whole, or by how they begin (`fault.${code}`). */
function used(keys, code) {
  const beginnings = [...code.matchAll(/`([\w.-]+[.-])\$\{/g)].map(match => match[1])
  return keys.filter(
    key =>
      ["'", '"', '`'].some(mark => code.includes(mark + key + mark)) ||
      beginnings.some(begin => key.startsWith(begin)),
  )
}

const wrong = []

// The check itself, on planted sentences.
wrong.push(...unseen())
if (asked("t('no.such.key', { n })")[0] !== 'no.such.key') wrong.push('a planted key was not seen')

const files = rooms.flatMap(sources)
const code = files.map(file => file.code).join('\n')
const isPage = ({ path }) => path.endsWith('.tsx')
const takers = new Set(files.flatMap(file => [...takersIn(file.code, isPage(file))]))
for (const file of files)
  for (const words of bare(file.code, isPage(file), takers))
    wrong.push(`${file.path.slice(root.length)}: “${words}” is in no catalogue`)

let first
const names = readdirSync(locales).filter(name => catalogue.test(name))
if (!names.includes('en.ts')) wrong.push('src/shared/locales/en.ts is missing')
// English first: the others are held against it.
for (const file of names.sort((a, b) => (a === 'en.ts' ? -1 : b === 'en.ts' ? 1 : a < b ? -1 : 1))) {
  const module = await import(pathToFileURL(join(locales, file)).href)
  const messages = module[file.slice(0, 2)] ?? module.messages ?? {}
  const keys = Object.keys(messages)
  if (keys.length < 20)
    wrong.push(`${file} holds only ${keys.length} messages, so this check saw next to nothing`)
  const dead = new Set(keys)
  for (const key of used(keys, code)) dead.delete(key)
  for (const key of dead) wrong.push(`${file}: ${key} is used nowhere`)
  const language = file.slice(0, 2)
  if (!(language in banned)) wrong.push(`${file}: nobody has said which words this language leaves out`)
  for (const key of keys)
    for (const fault of faults(messages[key], language)) wrong.push(`${file}: ${key} ${fault}`)
  first ??= messages
  for (const [key, message] of Object.entries(first)) {
    if (!keys.includes(key)) wrong.push(`${file}: ${key} has no translation`)
    else if (values(messages[key]).join() !== values(message).join())
      wrong.push(`${file}: ${key} takes other values than in English`)
  }
}
for (const key of new Set(asked(code)))
  if (first && !(key in first)) wrong.push(`${key} is asked for and is in no catalogue`)

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`read ${Object.keys(first ?? {}).length} messages in ${names.length} catalogues\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
