/** A message in ICU format as people come to read it: its readings, its sentences, and what is wrong with them. */
import { anywhere, banned, plain } from './banned.mjs'

const longest = 25

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

/** What a dot follows without ending a sentence: one letter (e.g., z. B.), an ordinal (22. November), these. */
const short = String.raw`(?<![^\p{L}\p{N}](?:approx|etc|vs|bzw|ca|ggf|evtl|inkl|usw|vgl|Nr)\.)(?<![^\p{L}\p{N}]\p{L}\.)(?<!(?<![\p{L}\p{N}:.])\d{1,2}\.)`
const end = new RegExp(`(?<=[.!?][”“’"')»]?)${short}\\s+(?=[^\\p{L}]*[\\p{Lu}\\p{N}])|\\n+`, 'u')

/**
 * The sentences in a reading, each as its words. Only a full stop, a question mark or a new line ends one: a colon, a dash,
 * a semicolon and dots go on within it.
 */
export const sentences = text =>
  text
    .split(end)
    .map(sentence => sentence.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)))
    .filter(words => words.length > 0)

/** What is wrong with one message in this language, as words; empty where nothing is. */
export function faults(message, language = 'en') {
  const found = []
  for (const text of readings(message)) {
    const said = plain.reduce((rest, context) => rest.replaceAll(context, ''), text)
    for (const word of [anywhere, ...(banned[language] ?? [])].flatMap(one => one.exec(said)?.[0] ?? []))
      found.push(`says “${word}”`)
    const most = Math.max(0, ...sentences(text).map(words => words.length))
    if (most > longest) found.push(`has a sentence of ${most} words`)
  }
  if (message.trim() === '') found.push('is empty')
  return [...new Set(found)]
}

/** The names of the values a message takes. */
export const values = message =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(match => match[1]))].sort()
