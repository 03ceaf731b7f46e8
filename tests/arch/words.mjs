/** The app's sentences: every key is used, none is longer than 25 words, and none says a word that hurts or blames. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The rooms that speak to people: the windows, and what the system shows outside them. */
const speaking = ['src/renderer/face', 'src/main/shell', 'src/shared/locales'].map(room => join(root, room))
const locales = join(root, 'src/shared/locales')

/** practice.md, sections 4 and 7: what a sentence to a person never says. */
const banned = /\b(fail(s|ed|ure)?|invalid|errors?|users?|peers?|trigger warnings?)\b/i
const longest = 25

const catalogue = /^[a-z]{2}(-[A-Z]{2})?\.ts$/

/** Every sentence a message in ICU format can become, with one word for each of its values. */
export function readings(message) {
  const open = message.search(/\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,/)
  if (open < 0)
    return [
      message
        .replace(/\{[^{}]*\}/g, 'Ana')
        .replace(/<\/?\d+\/?>/g, '')
        .replace(/#/g, '7'),
    ]
  const branches = []
  let depth = 0
  let from = 0
  let end = open
  for (let i = open; i < message.length; i++) {
    if (message[i] === '{' && ++depth === 2) from = i + 1
    if (message[i] !== '}') continue
    if (--depth === 1) branches.push(message.slice(from, i))
    if (depth > 0) continue
    end = i + 1
    break
  }
  if (branches.length === 0) return [message]
  return branches.flatMap(branch => readings(message.slice(0, open) + branch + message.slice(end)))
}

/** The sentences in a text, each as its words. */
const sentences = text =>
  text
    .split(/(?<=[.!?…:])\s+|\n+/)
    .map(sentence => sentence.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)))

/** What is wrong with one message, as words; empty where nothing is. */
export function faults(message) {
  const found = []
  for (const text of readings(message)) {
    const word = banned.exec(text)?.[0]
    if (word) found.push(`says “${word}”`)
    const most = Math.max(...sentences(text).map(words => words.length))
    if (most > longest) found.push(`has a sentence of ${most} words`)
  }
  if (message.trim() === '') found.push('is empty')
  return [...new Set(found)]
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    const isCatalogue = folder === locales && catalogue.test(entry.name)
    return /\.tsx?$/.test(entry.name) && !isCatalogue ? [readFileSync(path, 'utf8')] : []
  })
}

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
const long = `${'word '.repeat(26)}.`
const planted = ['Saving failed.', 'Invalid code.', 'No such user.', 'Trigger warning: loss', '', long]
planted.push(`{n, plural, one {# error} other {Fine.}}`, `{n, plural, one {Fine.} other {${long}}}`)
for (const sentence of planted) {
  if (faults(sentence).length === 0) wrong.push(`a planted sentence was not seen: “${sentence}”`)
}
for (const sentence of [
  'Saved on this device.',
  '{n, plural, one {# person} other {# people}} used it. Perfect.',
]) {
  if (faults(sentence).length > 0)
    wrong.push(`a good sentence was refused: “${sentence}”: ${faults(sentence)}`)
}

const code = speaking.flatMap(sources).join('\n')
let first
const files = readdirSync(locales).filter(name => catalogue.test(name))
if (!files.includes('en.ts')) wrong.push('src/shared/locales/en.ts is missing')
for (const file of files) {
  const module = await import(pathToFileURL(join(locales, file)).href)
  const messages = module[file.slice(0, 2)] ?? module.messages ?? {}
  const keys = Object.keys(messages)
  if (keys.length < 20)
    wrong.push(`${file} holds only ${keys.length} messages, so this check saw next to nothing`)
  const dead = new Set(keys)
  for (const key of used(keys, code)) dead.delete(key)
  for (const key of dead) wrong.push(`${file}: ${key} is used nowhere`)
  for (const key of keys) for (const fault of faults(messages[key])) wrong.push(`${file}: ${key} ${fault}`)
  first ??= keys
  const missing = first.filter(key => !keys.includes(key))
  for (const key of missing) wrong.push(`${file}: ${key} has no translation`)
}

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`read ${first?.length ?? 0} messages in ${files.length} catalogues\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
