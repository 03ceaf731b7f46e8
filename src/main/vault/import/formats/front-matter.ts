/**
 * What stands before the words of a Markdown file, between two lines of `---`: YAML in which everything is text, so that
 * `no`, `1e3` and `2024-01-15` stay what they are. What is no YAML (a title with a colon, jrnl's export) is read line by line.
 */
import { parse } from 'yaml'
import { isFields } from './fields.ts'

export type Matter = Readonly<Record<string, string | readonly string[]>>
export type Parted = { readonly matter: Matter; readonly body: string }

const FENCE = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/
/** UTF-16 units. */
const LONGEST = 64 * 1024

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

function told(value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.map(plain)
  return value === null || value === undefined ? '' : plain(value)
}

function asYaml(text: string): Matter | undefined {
  try {
    const value: unknown = parse(text, {
      ...{ schema: 'failsafe', uniqueKeys: false, maxAliasCount: 16, logLevel: 'error' },
    })
    if (!isFields(value)) return undefined
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one)]))
  } catch {
    return undefined
  }
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim()

/** `name: value`, `- one of a list`, and after `name: |` whatever is indented. */
function byLine(text: string): Matter | undefined {
  const found = new Map<string, string | string[]>()
  let last = ''
  let verbatim: string[] | undefined
  for (const line of text.split(/\r?\n/)) {
    if (verbatim && (/^\s/.test(line) || line === '')) {
      verbatim.push(line.replace(/^(\t| {2})/, ''))
      continue
    }
    if (verbatim) found.set(last, verbatim.join('\n').trim())
    verbatim = undefined
    const [, item] = /^\s*-\s+(.*)$/.exec(line) ?? []
    const [, name, value = ''] = /^([\w][\w .-]{0,60}?)\s*:(?:\s+(.*))?$/.exec(line) ?? []
    if (item !== undefined && last !== '') {
      const before = found.get(last)
      found.set(last, [...(Array.isArray(before) ? before : []), unquoted(item)])
    } else if (name !== undefined) {
      last = name
      if (value.trim() === '|') verbatim = []
      else found.set(name, unquoted(value))
    } else if (line.trim() !== '' && !/^[.#]/.test(line)) return undefined
  }
  if (verbatim) found.set(last, verbatim.join('\n').trim())
  return found.size > 0 ? Object.fromEntries(found) : undefined
}

export function partFrontMatter(text: string): Parted {
  const [whole, inner = ''] = FENCE.exec(text) ?? []
  const none = { matter: {}, body: text }
  if (whole === undefined || inner.length > LONGEST) return none
  const matter = asYaml(inner) ?? byLine(inner)
  if (!matter) return none
  const body = text.slice(whole.length)
  // jrnl puts the words in it.
  const own = matter['body']
  return typeof own === 'string' && body.trim() === '' ? { matter, body: own } : { matter, body }
}

/** Front matter that holds all the words and ends as a document of YAML does. */
export const partJrnlYaml = (text: string): Parted | undefined => {
  const [, inner] = /^((?:[\w ]+:.*\r?\n|\s*-\s.*\r?\n|\r?\n)*body:\s*\|[\s\S]*)$/.exec(text) ?? []
  const matter = inner === undefined ? undefined : byLine(inner.replace(/\r?\n\.\.\.\s*$/, '\n'))
  const own = matter?.['body']
  return matter && typeof own === 'string' ? { matter, body: own } : undefined
}

/** The first of these that says something, however it is written. */
export function saidIn(matter: Matter, ...names: readonly string[]): string {
  for (const name of names)
    for (const [key, value] of Object.entries(matter))
      if (key.toLowerCase() === name.toLowerCase() && typeof value === 'string' && value.trim() !== '')
        return value.trim()
  return ''
}

/** A list, or one written with commas. */
export function listIn(matter: Matter, ...names: readonly string[]): string[] {
  for (const name of names)
    for (const [key, value] of Object.entries(matter))
      if (key.toLowerCase() === name) return typeof value === 'string' ? value.split(',') : [...value]
  return []
}
