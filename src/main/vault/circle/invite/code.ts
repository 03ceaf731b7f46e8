/**
 * The typed code of an invitation: a 128-bit seed as 26 characters of Crockford's base32 and 2 check characters.
 * Forgiving to read (case, spaces, dashes, O for 0, I and L for 1), strict to accept: any single wrong character, and any
 * two neighbours exchanged, is noticed. Source of the alphabet: https://www.crockford.com/base32.html
 *
 * The code that links one's own computer has the same make and another sum, so that neither is taken for the other.
 */
import { err, ok, type Result } from '../../../../shared/result.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SEED_BYTES = 16
const WORDS = 26
const CHECKS = 2
/** The largest prime below 32²: position-weighted sums modulo a prime see every single error and every exchange. */
const MODULUS = 1021
/** What the sum begins with. */
const BEGIN = { join: 0, device: 509 } as const
export type CodeFor = keyof typeof BEGIN

/** Two check characters over the 26 five-bit values: Σ (i + 1)·value(i) modulo 1021. */
function checksOf(values: readonly number[], what: CodeFor): [number, number] {
  const sum = values.reduce((total, value, i) => (total + (i + 1) * value) % MODULUS, BEGIN[what])
  return [sum >> 5, sum & 31]
}

/** `seed` is 16 bytes; the answer is seven groups of four characters, `K7Q2-…`. */
export function writeCode(seed: Uint8Array, what: CodeFor = 'join'): string {
  if (seed.length !== SEED_BYTES) throw new Error('a seed has 16 bytes')
  let bits = 0n
  for (const byte of seed) bits = (bits << 8n) | BigInt(byte)
  bits <<= 2n
  const values = Array.from({ length: WORDS }, (_, i) => Number((bits >> BigInt(5 * (WORDS - 1 - i))) & 31n))
  const text = [...values, ...checksOf(values, what)].map(value => ALPHABET[value]).join('')
  return text.match(/.{4}/g)?.join('-') ?? text
}

/** The seed in a code that somebody typed, or `invitation-unreadable`: a character is wrong, missing or one too many. */
export function readCode(typed: string, what: CodeFor = 'join'): Result<Uint8Array, 'invitation-unreadable'> {
  const text = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const values = [...text].map(character => ALPHABET.indexOf(character))
  if (values.length !== WORDS + CHECKS || values.includes(-1)) return err('invitation-unreadable')
  const words = values.slice(0, WORDS)
  const [high, low] = checksOf(words, what)
  if (values[WORDS] !== high || values[WORDS + 1] !== low) return err('invitation-unreadable')
  const bits = words.reduce((all, value) => (all << 5n) | BigInt(value), 0n)
  if ((bits & 3n) !== 0n) return err('invitation-unreadable')
  const seed = new Uint8Array(SEED_BYTES)
  for (let i = 0; i < SEED_BYTES; i++) seed[i] = Number((bits >> BigInt(2 + 8 * (SEED_BYTES - 1 - i))) & 255n)
  return ok(seed)
}
