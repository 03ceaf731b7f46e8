/** From a passphrase to a key: Argon2id (RFC 9106), as hard for a thief's computer as this one can bear. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import sodium from 'libsodium-wrappers'
import * as v from 'valibot'

/** Bytes with a lifetime one can see: `using` wipes them at the end of the block. */
export type Secret = { readonly bytes: Uint8Array } & Disposable
export const secret = (bytes: Uint8Array): Secret => ({ bytes, [Symbol.dispose]: () => void bytes.fill(0) })

/** Argon2id parameters as a slot stores them: memory in KiB, passes over it. One lane, as libsodium has it. */
export type Kdf = { readonly memory: number; readonly passes: number }

/** Beyond these a header is refused before anything runs: it would be an attack, not a vault. */
export const MOST: Kdf = { memory: 512 * 1024, passes: 4 }
/** Never made weaker than 64 MiB; RFC 9106 section 4, second recommended option, has the same floor. */
const LEAST_MEMORY = 64 * 1024
/** No computer is asked for more at creation, so that a smaller one can still open a copy. */
const DEAREST_MEMORY = 512 * 1024
const PASSES = 3
/** What unlocking may take, in ms: felt as a moment by a person, and multiplied by every guess of a thief. */
const AIM = 550
/** For tests alone, and only where a caller passes it in: fast, and worth nothing against a thief. */
export const TEST_KDF: Kdf = { memory: 8 * 1024, passes: 1 }

export const SALT_BYTES = 16
export const KEY_BYTES = 32

/** Derives the 32-byte key of a slot. `salt` is 16 bytes. */
export type Derive = (passphrase: string, salt: Uint8Array, kdf: Kdf) => Promise<Secret>

/** The same passphrase typed on two keyboards is one passphrase: NFC, then UTF-8. */
const encode = (passphrase: string): Uint8Array => new TextEncoder().encode(passphrase.normalize('NFC'))

async function argon2id(passphrase: Uint8Array, salt: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  await sodium.ready
  if (salt.length !== SALT_BYTES || kdf.memory > MOST.memory || kdf.passes > MOST.passes)
    throw new Error('key derivation out of bounds')
  return sodium.crypto_pwhash(
    KEY_BYTES,
    passphrase,
    salt,
    kdf.passes,
    kdf.memory * 1024,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )
}

/** In this thread: for tests and the command line. */
export const derive: Derive = async (passphrase, salt, kdf) => {
  using typed = secret(encode(passphrase))
  return secret(await argon2id(typed.bytes, salt, kdf))
}

const Task = v.object({
  passphrase: v.instance(Uint8Array),
  salt: v.instance(Uint8Array),
  kdf: v.object({ memory: v.number(), passes: v.number() }),
})
const DERIVES = { kinfold: 'derive' } as const

/**
 * In a thread that ends afterwards: the vault keeps answering meanwhile, and the memory Argon2id filled goes back to
 * the system (memory of a WebAssembly instance never shrinks). The first one starts at once, while a person types.
 * `entry` is the program's own first file, which must call `derivedHere()` before anything else: a bundle has no other
 * file to start a thread from.
 */
export function deriveApart(entry: URL): Derive {
  let waiting: Worker | undefined
  const begin = (): Worker => {
    const thread = new Worker(entry, { workerData: DERIVES, argv: [], env: {} })
    const gone = (): void => {
      if (waiting === thread) waiting = undefined
    }
    thread.on('error', gone)
    thread.on('exit', gone)
    thread.unref()
    return thread
  }
  waiting = begin()
  return async (passphrase, salt, kdf) => {
    using typed = secret(encode(passphrase))
    const thread = waiting ?? begin()
    waiting = undefined
    thread.ref()
    thread.postMessage({ passphrase: typed.bytes, salt, kdf })
    return new Promise((resolve, reject) => {
      thread.once('message', (key: Uint8Array) => resolve(secret(key)))
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('the deriving thread ended early')))
    })
  }
}

/** True in a thread started by `deriveApart`, which then does that one thing and ends. */
export function derivedHere(): boolean {
  if (isMainThread || !v.is(v.object({ kinfold: v.literal(DERIVES.kinfold) }), workerData)) return false
  parentPort?.once('message', async (asked: unknown) => {
    const { passphrase, salt, kdf } = v.parse(Task, asked)
    using _typed = secret(passphrase)
    const key = await argon2id(passphrase, salt, kdf)
    parentPort?.postMessage(key, [key.buffer as ArrayBuffer])
    parentPort?.close()
  })
  return true
}

/**
 * Parameters for a new slot on this computer, aimed at `AIM` ms: three passes over as much memory as fits, or fewer
 * passes over 64 MiB where the computer is slow. `derive` and `now` are passed in; `now` in ms.
 */
export async function calibrate(derive: Derive, now: () => number): Promise<Kdf> {
  const once = { memory: LEAST_MEMORY, passes: 1 }
  const time = async (): Promise<number> => {
    const start = now()
    using _key = await derive('a passphrase of usual length', new Uint8Array(SALT_BYTES), once)
    return now() - start
  }
  const fills = AIM / Math.max(Math.min(await time(), await time()), 1)
  if (fills < PASSES) return { memory: LEAST_MEMORY, passes: Math.max(1, Math.floor(fills)) }
  const memory = LEAST_MEMORY * Math.floor(fills / PASSES)
  return { memory: Math.min(DEAREST_MEMORY, memory), passes: PASSES }
}
