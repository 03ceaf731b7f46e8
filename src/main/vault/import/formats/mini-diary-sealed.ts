/**
 * The file that Mini Diary itself keeps: `mini-diary.txt`, its JSON under a password. Its salt and how its key is made are
 * Mini Diary's (copyright 2018-2021 Samuel Meuli, MIT licence): needed to open what the program, which is no longer made,
 * has left. Its key and start are the same for everybody with that password; it is read here, and never written.
 */
import { createDecipheriv, createHash, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { BOUNDS, type Found, Refused } from '../source/source.ts'
import { textOf } from '../source/text.ts'
import type { Fields } from './fields.ts'

/** Taken as it is written, not decoded. */
const SALT =
  'KvAUQORXF8OBYXcYmIwHBpahc7I9Td+qe+H1/eGTaXvI9XfRLngERiC4ufpfx4mqvQgITb0t+ns840lJcRRTKQmF65vje5/Wfb99Nsu6kxDudTiM5pKUcmn36fEJ9/lhFIyBd18Unouh3OiTxO+5xhGugtujNARLijOzkDkYy/8='

/** AES in blocks of 16 bytes, in base64, and nothing beside it. */
export const isSealed = (text: string): boolean => {
  const bare = text.trim()
  return (
    /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && bare.length >= 24 && Buffer.from(bare, 'base64').length % 16 === 0
  )
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
  const sealed = Buffer.from(await textOf(file, BOUNDS.text), 'base64')
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
