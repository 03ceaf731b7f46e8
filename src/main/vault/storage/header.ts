/**
 * The header file: the vault key, wrapped once per slot, and which database file it opens.
 *
 * Byte-exact in docs/storage.md; integers are big-endian, every version ends with the checksum:
 *
 *   magic 4 "KINF" | version u16 = 1 | vaultId 16 | file 8 | generation u32 | cipher u8 | slots u8
 *   per slot: salt 16 | kind u8 | memory u32 KiB | passes u8 | nonce 24 | sealed 48
 *   mac 32 (keyed BLAKE2b over all before it) | checksum 32 (BLAKE2b over all before it)
 *
 * Three questions with three answers: does the checksum hold (else damaged), does a slot open (else wrong passphrase or
 * wrong words), does the mac hold (else damaged). Salts and nonces stand between the constants, so that two vaults made
 * with one passphrase share no run of eight bytes.
 */
import sodium from 'libsodium-wrappers'
import { concat, equal, toHex } from '../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { type Derive, type Kdf, MOST, SALT_BYTES, type Secret, secret } from '../crypto/passphrase.ts'

export const HEADER_FILE = 'header.kinfold'
const MAGIC = new TextEncoder().encode('KINF')
const VERSION = 1
const FIXED = 36
const SLOT = 94
const SUM = 32

export const CIPHERS = ['aegis', 'chacha20'] as const
export type Cipher = (typeof CIPHERS)[number]

/** What a slot is opened with. A number not known here is kept as it is and never opened. */
export const PASSPHRASE = 1
export const RECOVERY_WORDS = 2
/** Of these a header has one each at most. */
const KNOWN: readonly number[] = [PASSPHRASE, RECOVERY_WORDS]
/** More slots than this are no vault. */
export const MOST_SLOTS = 8
/** Bytes of a header with as many. */
export const MOST_HEADER = FIXED + MOST_SLOTS * SLOT + 2 * SUM

/** What somebody typed to open a slot of this kind: a passphrase, or recovery words written out as `readWords` has them. */
export type Typed = { readonly kind: typeof PASSPHRASE | typeof RECOVERY_WORDS; readonly text: string }

export type Slot = {
  readonly kind: number
  readonly kdf: Kdf
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

export type Header = {
  readonly vaultId: Uint8Array
  /** 8 random bytes; the database is `<hex>.db` beside the header. */
  readonly file: Uint8Array
  /** Grows by one whenever the header is written; the database remembers the last it saw. */
  readonly generation: number
  readonly cipher: Cipher
  readonly slots: readonly Slot[]
}

export const databaseFile = (header: Header): string => `${toHex(header.file)}.db`
export const isDatabaseFile = (name: string): boolean => /^[0-9a-f]{16}\.db$/.test(name)

const hash = (bytes: Uint8Array, key: Uint8Array | null = null): Uint8Array =>
  sodium.crypto_generichash(SUM, bytes, key)

function mac(body: Uint8Array, vaultKey: Uint8Array): Uint8Array {
  using key = secret(hash(new TextEncoder().encode('kinfold/header-mac/1'), vaultKey))
  return hash(body, key.bytes)
}

const u32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n)

/** What a slot's seal is bound to: taking it into another vault, kind or strength breaks it. */
const bound = (vaultId: Uint8Array, kind: number, kdf: Kdf, salt: Uint8Array): Uint8Array =>
  concat(
    new TextEncoder().encode('kinfold/slot/1'),
    vaultId,
    Uint8Array.of(kind),
    u32(kdf.memory),
    Uint8Array.of(kdf.passes),
    salt,
  )

/** The file's bytes. */
export function write(header: Header, vaultKey: Uint8Array): Uint8Array {
  const body = concat(
    MAGIC,
    Uint8Array.of(VERSION >> 8, VERSION & 0xff),
    header.vaultId,
    header.file,
    u32(header.generation),
    Uint8Array.of(CIPHERS.indexOf(header.cipher), header.slots.length),
    ...header.slots.flatMap(slot => [
      slot.salt,
      Uint8Array.of(slot.kind),
      u32(slot.kdf.memory),
      Uint8Array.of(slot.kdf.passes),
      slot.nonce,
      slot.sealed,
    ]),
  )
  const sealed = concat(body, mac(body, vaultKey))
  return concat(sealed, hash(sealed))
}

export type Read = { readonly header: Header; readonly body: Uint8Array; readonly mac: Uint8Array }

/** Shape and checksum, no secret needed. The checksum comes first: a flipped version byte is damage, not the future. */
export function read(file: Uint8Array): Result<Read, 'damaged' | 'newer-version'> {
  if (file.length < MAGIC.length + 2 + SUM) return err('damaged')
  if (!equal(hash(file.subarray(0, -SUM)), file.subarray(-SUM))) return err('damaged')
  if (!equal(file.subarray(0, 4), MAGIC)) return err('damaged')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (view.getUint16(4) > VERSION) return err('newer-version')
  const count = file[35] ?? 0
  const cipher = CIPHERS[file[34] ?? 255]
  if (view.getUint16(4) !== VERSION || count === 0 || count > MOST_SLOTS || !cipher) return err('damaged')
  const end = FIXED + count * SLOT
  if (file.length !== end + 2 * SUM) return err('damaged')
  const slots = Array.from({ length: count }, (_, i): Slot => {
    const at = FIXED + i * SLOT
    return {
      salt: file.slice(at, at + SALT_BYTES),
      kind: view.getUint8(at + 16),
      kdf: { memory: view.getUint32(at + 17), passes: view.getUint8(at + 21) },
      nonce: file.slice(at + 22, at + 46),
      sealed: file.slice(at + 46, at + SLOT),
    }
  })
  const { memory, passes } = MOST
  if (slots.some(({ kdf }) => kdf.memory > memory || kdf.memory < 8 || kdf.passes > passes || kdf.passes < 1))
    return err('damaged')
  // What is typed is tried once: a planted header must not ask for eight of the dearest derivations.
  const opened = slots.map(({ kind }) => kind).filter(kind => KNOWN.includes(kind))
  if (new Set(opened).size < opened.length) return err('damaged')
  const header: Header = {
    vaultId: file.slice(6, 22),
    file: file.slice(22, 30),
    generation: view.getUint32(30),
    cipher,
    slots,
  }
  return ok({ header, body: file.slice(0, end), mac: file.slice(end, end + SUM) })
}

/** A new slot around the vault key, opened by what is typed. */
export async function wrap(
  vaultKey: Uint8Array,
  vaultId: Uint8Array,
  { kind, text }: Typed,
  kdf: Kdf,
  derive: Derive,
): Promise<Slot> {
  const salt = sodium.randombytes_buf(SALT_BYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  using key = await derive(text, salt, kdf)
  const data = bound(vaultId, kind, kdf, salt)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(vaultKey, data, null, nonce, key.bytes)
  return { kind, kdf, salt, nonce, sealed }
}

/** Whether the holder of this vault key wrote the header: asked before anything of it is written again. */
export const authentic = ({ body, mac: expected }: Read, vaultKey: Uint8Array): boolean =>
  sodium.memcmp(mac(body, vaultKey), expected)

/**
 * The vault key, by what was typed. `wrong-passphrase` or `wrong-words`: no slot of that kind opens. `damaged`: one does,
 * and the mac does not hold.
 */
export async function unwrap(
  found: Read,
  { kind, text }: Typed,
  derive: Derive,
): Promise<Result<Secret, 'wrong-passphrase' | 'wrong-words' | 'damaged'>> {
  const { header } = found
  for (const slot of header.slots) {
    if (slot.kind !== kind) continue
    using key = await derive(text, slot.salt, slot.kdf)
    const vaultKey = open(slot, bound(header.vaultId, slot.kind, slot.kdf, slot.salt), key.bytes)
    if (!vaultKey) continue
    if (authentic(found, vaultKey)) return ok(secret(vaultKey))
    vaultKey.fill(0)
    return err('damaged')
  }
  return err(kind === PASSPHRASE ? 'wrong-passphrase' : 'wrong-words')
}

function open(slot: Slot, data: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, slot.sealed, data, slot.nonce, key)
  } catch {
    // libsodium throws where another library would answer false: the seal does not hold.
    return undefined
  }
}

/** A fresh identity: never two vaults alike, whatever the passphrase. */
export const fresh = (): { vaultId: Uint8Array; file: Uint8Array; vaultKey: Secret } => ({
  vaultId: sodium.randombytes_buf(16),
  file: sodium.randombytes_buf(8),
  vaultKey: secret(sodium.randombytes_buf(32)),
})

/** libsodium is WebAssembly: it must have started before anything here is called. */
export const ready = (): Promise<void> => sodium.ready
