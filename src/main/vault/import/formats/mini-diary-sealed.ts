/**
 * The file that Mini Diary itself keeps: `mini-diary.txt`, its JSON under a password. Its salt and how its key is made are
 * Mini Diary's (copyright Samuel Meuli, MIT licence): needed to open what the program, which is no longer made,
 * has left. Its key and start are the same for everybody with that password; it is read here, and never written.
 */
import { createDecipheriv, createHash, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { BOUNDS, type Found, Refused } from '../source/source.ts'
import { bytesOf } from '../source/text.ts'
import type { Fields } from './fields.ts'

/** Taken as it is written, not decoded. */
const SALT =
  'KvAUQORXF8OBYXcYmIwHBpahc7I9Td+qe+H1/eGTaXvI9XfRLngERiC4ufpfx4mqvQgITb0t+ns840lJcRRTKQmF65vje5/Wfb99Nsu6kxDudTiM5pKUcmn36fEJ9/lhFIyBd18Unouh3OiTxO+5xhGugtujNARLijOzkDkYy/8='

/**
 * Whole blocks of AES and nothing beside them. It says nothing of itself; but where a ninth of all bytes are controls, and
 * none of them stands out, there is no text in any alphabet.
 */
export function isSealed(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length % 16 !== 0) return false
  let [controls, zeros] = [0, 0]
  for (const byte of bytes) {
    if (byte === 0) zeros++
    if (byte < 0x20 && ![9, 10, 12, 13].includes(byte)) controls++
  }
  return controls > 0.04 * bytes.length && zeros < 0.04 * bytes.length
}

const md5 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const sum = createHash('md5')
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** As OpenSSL's EVP_BytesToKey does it with MD5, one round and no salt. */
async function keyOf(password: string): Promise<{ key: Buffer; iv: Buffer }> {
  const made = await promisify(pbkdf2)(password, SALT, 500_000, 64, 'sha512')
  const hex = made.toString('hex')
  const first = md5(hex)
  const second = md5(first, hex)
  const all = Buffer.concat([first, second, md5(second, hex)])
  return { key: all.subarray(0, 24), iv: all.subarray(24, 40) }
}

/** Another password and harm look the same: there is no sum over it. @throws Refused */
export async function openSealed(
  file: Found,
  password: string | undefined,
  is: (value: unknown) => value is Fields,
): Promise<Fields> {
  if (password === undefined) throw new Refused('import-sealed')
  const sealed = await bytesOf(file, BOUNDS.text)
  const { key, iv } = await keyOf(password)
  try {
    const opening = createDecipheriv('aes-192-cbc', key, iv)
    const bytes = Buffer.concat([opening.update(sealed), opening.final()])
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (is(value)) return value
  } catch {
    // Said below.
  }
  throw new Refused('import-password')
}
