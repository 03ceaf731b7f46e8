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

/** `change` on what is said; ICU arguments stay as they are. */
function outside(message: string, change: (words: string) => string): string {
  let depth = 0
  let out = ''
  let words = ''
  const settle = (): void => {
    out += words === '' ? '' : change(words)
    words = ''
  }
  for (const letter of message) {
    if (letter === '{' && depth++ === 0) settle()
    if (depth === 0) words += letter
    else out += letter
    if (letter === '}') depth--
  }
  settle()
  return out
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
