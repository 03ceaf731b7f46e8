/** English made strange and a third longer, for tests: what stays plain on screen never went through the catalogue. */
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

/** Changes words and leaves ICU arguments as they are. */
function strange(message: string): string {
  let depth = 0
  let out = ''
  for (const letter of message) {
    if (letter === '{') depth++
    if (letter === '}') depth--
    out += depth === 0 ? (STRANGE[letter] ?? letter) : letter
  }
  return `[${out} ···]`
}

export const pseudo = Object.fromEntries(
  Object.entries(en).map(([key, message]) => [key, strange(message)]),
) as unknown as Catalogue
