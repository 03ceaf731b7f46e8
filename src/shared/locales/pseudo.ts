/**
 * Two languages that nobody speaks, for tests. `pseudo`: English made strange and a third longer; what stays plain on
 * screen never went through the catalogue. `bidi`: English written from the right, letter by letter.
 */
import { type Catalogue, en } from './en.ts'

const STRANGE: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  n: 'ñ',
  c: 'ç',
}

/** The end of the `{…}` that begins at `open`. */
function closing(message: string, open: number): number {
  let depth = 0
  for (let i = open; i < message.length; i++) {
    if (message[i] === '{') depth++
    if (message[i] === '}' && --depth === 0) return i + 1
  }
  return message.length
}

/** Around every `{…}` of the message: `words` on what stands outside, `argument` on each of them, braces included. */
function around(
  message: string,
  words: (text: string) => string,
  argument: (text: string) => string,
): string {
  const open = message.indexOf('{')
  if (open < 0) return words(message)
  const end = closing(message, open)
  return (
    words(message.slice(0, open)) +
    argument(message.slice(open, end)) +
    around(message.slice(end), words, argument)
  )
}

const CASES = /^\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/

/** `change` on what is said, within the cases of plurals too; values, selectors and `#` stay as they are. */
function outside(message: string, change: (words: string) => string): string {
  return around(
    message,
    words => (words === '' ? '' : change(words)),
    argument => {
      const head = CASES.exec(argument)?.[0]
      if (head === undefined) return argument
      const cases = argument.slice(head.length, -1)
      return `${head}${around(
        cases,
        selector => selector,
        one => `{${outside(one.slice(1, -1), change)}}`,
      )}}`
    },
  )
}

const strange = (words: string): string => [...words].map(letter => STRANGE[letter] ?? letter).join('')

/**
 * Between a right-to-left override and its end (Unicode Bidirectional Algorithm, UAX #9), with a right-to-left mark on
 * either side: without it a number beside the word would be drawn into it.
 */
const fromTheRight = (words: string): string =>
  words.replace(/[\p{L}\p{N}]+/gu, word => `\u200f\u202e${word}\u202c\u200f`)

/** Made when it is asked for: nobody who starts Kinfold waits for a language that nobody speaks. */
function made(change: (message: string) => string): () => Catalogue {
  let catalogue: Catalogue | undefined
  return () => {
    catalogue ??= Object.fromEntries(
      Object.entries(en).map(([key, message]) => [key, change(message)]),
    ) as unknown as Catalogue
    return catalogue
  }
}

export const pseudo = made(message => `[${outside(message, strange)} ···]`)
export const bidi = made(message => outside(message, fromTheRight))
