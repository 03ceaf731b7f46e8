import * as fc from 'fast-check'
import sodium from 'libsodium-wrappers'
import { beforeAll, describe, expect, it } from 'vitest'
import { calibrate, derive, MOST, secret, TEST_KDF } from '../../../src/main/vault/crypto/passphrase.ts'
import {
  fresh,
  type Header,
  MOST_SLOTS,
  PASSPHRASE,
  RECOVERY_WORDS,
  read,
  ready,
  type Slot,
  unwrap,
  wrap,
  write,
} from '../../../src/main/vault/storage/header.ts'
import { withoutKind, withSlot } from '../../../src/main/vault/storage/rewrite.ts'
import { passphrase } from '../../../src/main/vault/storage/typed.ts'

let header: Header
let file: Uint8Array
const key = new Uint8Array(32).fill(7)

beforeAll(async () => {
  await ready()
  const { vaultId, file: name } = fresh()
  const slot = await wrap(key, vaultId, passphrase('open sesame'), TEST_KDF, derive)
  header = { vaultId, file: name, generation: 3, cipher: 'chacha20', slots: [slot] }
  file = write(header, key)
})

/** As an attacker can: any change, and a checksum that fits it. */
const forged = (bytes: Uint8Array): Uint8Array => {
  const body = bytes.subarray(0, -32)
  return Buffer.concat([body, sodium.crypto_generichash(32, body, null)])
}
const parsed = (bytes: Uint8Array) => {
  const found = read(bytes)
  if (!found.ok) throw new Error(found.fault)
  return found.value
}

describe('the header', () => {
  it('reads back as it was written, and opens with its passphrase alone', async () => {
    expect(parsed(file).header).toEqual(header)
    const opened = await unwrap(parsed(file), passphrase('open sesame'), derive)
    expect(opened.ok && opened.value.bytes).toEqual(key)
    expect(await unwrap(parsed(file), passphrase('open Sesame'), derive)).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
  })

  it('notices an attacker who can fix the checksum but has no key', async () => {
    const generation = Uint8Array.from(file)
    generation[33] = 9
    expect(await unwrap(parsed(forged(generation)), passphrase('open sesame'), derive)).toEqual({
      ok: false,
      fault: 'damaged',
    })
    const vaultId = Uint8Array.from(file)
    vaultId[6] = (vaultId[6] ?? 0) ^ 1
    expect(await unwrap(parsed(forged(vaultId)), passphrase('open sesame'), derive)).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    const cheaper = Uint8Array.from(file)
    new DataView(cheaper.buffer).setUint32(36 + 17, 4096)
    expect(await unwrap(parsed(forged(cheaper)), passphrase('open sesame'), derive)).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
  })

  it('refuses a key derivation that would take the computer down, before running it', () => {
    const memory = Uint8Array.from(file)
    new DataView(memory.buffer).setUint32(36 + 17, MOST.memory + 1)
    expect(read(forged(memory))).toEqual({ ok: false, fault: 'damaged' })
    const passes = Uint8Array.from(file)
    passes[36 + 21] = MOST.passes + 1
    expect(read(forged(passes))).toEqual({ ok: false, fault: 'damaged' })
    passes[36 + 21] = MOST.passes
    expect(read(forged(passes)).ok).toBe(true)
  })

  it('answers any bytes at all without throwing', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        expect(read(bytes).ok).toBe(false)
        const fixed = bytes.length >= 32 ? read(forged(bytes)) : undefined
        expect(fixed?.ok ?? false).toBe(false)
      }),
    )
    void fc.assert(
      fc.property(fc.nat(file.length - 33), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(file)
        changed[at] = byte
        read(forged(changed))
      }),
    )
  })
})

describe('the slots', () => {
  const words = { kind: RECOVERY_WORDS, text: 'abandon '.repeat(23).concat('art') } as const

  it('open each with its own kind of key alone, whatever stands in the others', async () => {
    const second = await wrap(key, header.vaultId, words, TEST_KDF, derive)
    const both = parsed(write({ ...header, slots: [...header.slots, second] }, key))
    expect((await unwrap(both, words, derive)).ok).toBe(true)
    expect((await unwrap(both, passphrase('open sesame'), derive)).ok).toBe(true)
    expect(await unwrap(both, passphrase(words.text), derive)).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    expect(await unwrap(both, { kind: RECOVERY_WORDS, text: 'open sesame' }, derive)).toEqual({
      ok: false,
      fault: 'wrong-words',
    })
    expect(await unwrap(parsed(file), words, derive)).toEqual({ ok: false, fault: 'wrong-words' })
  })

  it('do not open as another kind, though an attacker writes that kind over it', async () => {
    const bytes = Uint8Array.from(file)
    bytes[36 + 16] = RECOVERY_WORDS
    expect(
      await unwrap(parsed(forged(bytes)), { kind: RECOVERY_WORDS, text: 'open sesame' }, derive),
    ).toEqual({
      ok: false,
      fault: 'wrong-words',
    })
  })

  const slot: fc.Arbitrary<Slot> = fc.record({
    kind: fc.integer({ min: 1, max: 255 }),
    kdf: fc.record({
      memory: fc.integer({ min: 8, max: MOST.memory }),
      passes: fc.integer({ min: 1, max: MOST.passes }),
    }),
    salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    nonce: fc.uint8Array({ minLength: 24, maxLength: 24 }),
    sealed: fc.uint8Array({ minLength: 48, maxLength: 48 }),
  })
  /** As `read` has it: of a kind that this Kinfold opens, one at most. */
  const once = (list: readonly Slot[]) =>
    [1, 2].every(one => list.filter(({ kind }) => kind === one).length < 2)
  const slots = fc.array(slot, { minLength: 1, maxLength: MOST_SLOTS }).filter(once)

  it('read back as they were written, known kinds and unknown ones', () => {
    void fc.assert(
      fc.property(slots, fc.integer({ min: 1, max: 2 ** 32 - 1 }), (list, generation) => {
        const written = { ...header, generation, slots: list }
        expect(parsed(write(written, key)).header).toEqual(written)
      }),
    )
  })

  it('are changed one kind at a time: what is not known stays, byte for byte and in its place', () => {
    void fc.assert(
      fc.property(slots, slot, (list, added) => {
        const others = list.filter(({ kind }) => kind !== added.kind)
        expect(withSlot(list, added)).toEqual([...others, added])
        expect(withoutKind(list, added.kind)).toEqual(others)
      }),
    )
  })

  /** `n` slots of this kind around the one that opens, which stands last. */
  const among = (n: number, kind: number) => {
    const one = header.slots[0] as Slot
    return write({ ...header, slots: [...Array.from({ length: n }, () => ({ ...one, kind })), one] }, key)
  }

  it('are at most eight, those of unknown kinds among them, which may stand several times', async () => {
    const most = parsed(among(MOST_SLOTS - 1, 77))
    expect(most.header.slots).toHaveLength(MOST_SLOTS)
    expect((await unwrap(most, passphrase('open sesame'), derive)).ok).toBe(true)
    expect(read(among(MOST_SLOTS, 77))).toEqual({ ok: false, fault: 'damaged' })
  })

  it('stand once of each kind that is tried: a planted header cannot ask for eight of the dearest derivations', async () => {
    expect(read(among(1, PASSPHRASE))).toEqual({ ok: false, fault: 'damaged' })
    expect(read(among(MOST_SLOTS - 1, PASSPHRASE))).toEqual({ ok: false, fault: 'damaged' })
    expect(read(among(1, RECOVERY_WORDS)).ok).toBe(true)
    expect(read(among(2, RECOVERY_WORDS))).toEqual({ ok: false, fault: 'damaged' })
  })

  it('ask for no derivation that a header may not ask for', async () => {
    let derived = 0
    const counting: typeof derive = (...args) => {
      derived++
      return derive(...args)
    }
    for (const [at, value] of [
      [17, MOST.memory + 1],
      [17, 7],
      [17, 0],
    ] as const) {
      const bytes = Uint8Array.from(file)
      new DataView(bytes.buffer).setUint32(36 + at, value)
      const found = read(forged(bytes))
      if (found.ok) await unwrap(found.value, passphrase('open sesame'), counting)
      expect(found, String(value)).toEqual({ ok: false, fault: 'damaged' })
    }
    expect(derived).toBe(0)
  })
})

describe('the passphrase', () => {
  it('is made as dear as this computer can bear, and never cheaper than 64 MiB', async () => {
    const asked = (seconds: number) => {
      let now = 0
      const slow = async () => {
        now += seconds * 1000
        return secret(new Uint8Array(32))
      }
      return calibrate(slow, () => now)
    }
    expect(await asked(0.001)).toEqual({ memory: 512 * 1024, passes: 3 })
    expect(await asked(0.09)).toEqual({ memory: 128 * 1024, passes: 3 })
    expect(await asked(0.18)).toEqual({ memory: 64 * 1024, passes: 3 })
    expect(await asked(0.25)).toEqual({ memory: 64 * 1024, passes: 2 })
    expect(await asked(3)).toEqual({ memory: 64 * 1024, passes: 1 })
  })

  it('leaves no key behind after its block', async () => {
    let seen: Uint8Array | undefined
    {
      using made = await derive('open sesame', new Uint8Array(16), TEST_KDF)
      seen = made.bytes
      expect(seen.some(byte => byte !== 0)).toBe(true)
    }
    expect(seen.every(byte => byte === 0)).toBe(true)
  })
})
