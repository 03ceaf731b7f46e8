import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as at } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { syncFile } from '../../../src/main/vault/circle/file/contents.ts'
import { readIn, writeOut } from '../../../src/main/vault/circle/file/disk.ts'
import { MOST_RECIPIENTS, streamKey, writeHead } from '../../../src/main/vault/circle/file/head.ts'
import { paddedLength, SEALED_CHUNK, writeStream } from '../../../src/main/vault/circle/file/stream.ts'
import { takeFile } from '../../../src/main/vault/circle/file/take.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { boxKeys, openSealed } from '../../../src/main/vault/crypto/box.ts'
import type { CircleId, Seed } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { pullStream, pushStream } from '../../../src/main/vault/crypto/stream.ts'
import { concat } from '../../../src/shared/bytes.ts'
import { ring, say } from './forge.ts'
import { everything, Face, join, note, type Person, pair, person, send, sync, wordsOf } from './people.ts'
import { cameTo, memberOf, writeFor } from './syncfile.ts'

/** Where the chunks begin and end, the file's own end among it. */
function borders(file: Uint8Array): number[] {
  const start = 46 + (file[45] ?? 0) * 80 + 24
  const at = [0, 12, 13, 46, start - 24, start]
  for (let end = start + SEALED_CHUNK; end < file.length; end += SEALED_CHUNK) at.push(end)
  return at
}

/** Alice has written what Bob has not, in more than one chunk. */
function apart(lines = 400) {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  const face = new Face(alice, circle, shared)
  for (let i = 0; i < lines; i++) face.write(`Line ${i}. ${'It rains. '.repeat(30)}`)
  return { alice, bob, circle, shared }
}

/** Sealed for who reads it and signed with these keys, whatever it holds. */
function madeBy(
  keys: ReturnType<typeof deviceKeys>,
  reader: Person,
  circle: CircleId,
  entries: readonly Uint8Array[],
): Uint8Array {
  const { head, key } = writeHead([reader.store.me(circle).keys.box.publicKey])!
  const heads = reader.store.ownHeads(circle)
  return concat(...writeStream(head, key, circle, keys, { heads, entries, envelopes: [] }))
}

describe('a sync file', () => {
  it('brings Bob what Alice wrote, both are equal after the reply, and then nothing is new', async () => {
    const { alice, bob, circle, shared } = apart(5)
    expect(await cameTo(bob, writeFor(alice, circle))).toMatchObject({
      circle: hex(circle),
      name: 'Tuesday',
      from: { member: memberOf(alice, circle), name: 'Alice', own: false },
      updates: 6,
      people: 1,
      refused: 0,
      missing: 0,
      lacks: 0,
      reply: true,
    })
    expect(wordsOf(bob, circle, shared)).toContain('Line 4.')
    new Face(bob, circle, shared).write('From Bob.')
    expect(await cameTo(alice, writeFor(bob, circle))).toMatchObject({ updates: 1, people: 1, missing: 0 })
    expect(everything(alice, circle)).toEqual(everything(bob, circle))
    expect(await cameTo(alice, writeFor(bob, circle))).toMatchObject({ updates: 0, people: 0, lacks: 0 })
  })

  it('acknowledges: after a reply, only what is new goes into the next file', async () => {
    const { alice, bob, circle, shared } = apart(300)
    await cameTo(bob, writeFor(alice, circle))
    const long = writeFor(alice, circle).length
    await cameTo(alice, writeFor(bob, circle))
    new Face(alice, circle, shared).write('One more.')
    const file = writeFor(alice, circle)
    expect(file.length).toBeLessThan(long / 10)
    expect(await cameTo(bob, file)).toMatchObject({ updates: 1, missing: 0 })
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
  })

  it('changes nothing when it is read again, by whoever wrote it, or after a newer one', async () => {
    const { alice, bob, circle, shared } = apart(5)
    const first = writeFor(alice, circle)
    new Face(alice, circle, shared).write('Later.')
    const second = writeFor(alice, circle)
    await cameTo(bob, second)
    const before = everything(bob, circle)
    expect(before).toEqual(everything(alice, circle))
    for (const file of [first, second, first])
      expect(await cameTo(bob, file)).toMatchObject({ updates: 0, people: 0, refused: 0, log: 0, missing: 0 })
    expect(everything(bob, circle)).toEqual(before)
    expect(await cameTo(alice, second)).toMatchObject({ from: { own: true }, updates: 0, reply: false })
  })

  it('tells what is missing when it was written for somebody who had more', async () => {
    const { alice, bob, circle, shared } = apart(3)
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    await cameTo(alice, writeFor(cleo, circle))
    new Face(alice, circle, shared).write('Only Cleo hears of this, and Bob was chosen too late.')
    const gap = writeFor(alice, circle, cleo)
    await cameTo(cleo, gap)
    await cameTo(alice, writeFor(cleo, circle))
    new Face(alice, circle, shared).write('And this.')
    // For all, and yet without what Bob lacks: as though he had said that he has it.
    const claimed = alice.store
      .acks(circle)
      .find(({ device }) => hex(device) === hex(cleo.store.me(circle).device))
    expect(claimed).toBeTruthy()
    const head = writeHead([bob.store.me(circle).keys.box.publicKey])!
    const bytes = concat(
      ...writeStream(head.head, head.key, circle, alice.store.me(circle).keys, {
        heads: alice.store.ownHeads(circle),
        entries: [],
        envelopes: [...alice.store.missing(circle, claimed!.have)].map(({ bytes }) => bytes),
      }),
    )
    expect(await cameTo(bob, bytes)).toMatchObject({ updates: 0, missing: 2, people: 0 })
    expect(await cameTo(bob, writeFor(alice, circle, bob))).toMatchObject({ updates: 2, missing: 0 })
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
  })

  it('can be read in any order of several, once all are there', async () => {
    const { alice, bob, circle, shared } = apart(2)
    const files: Uint8Array[] = []
    const face = new Face(alice, circle, shared)
    for (let i = 0; i < 4; i++) {
      face.write(`Day ${i}`)
      const head = writeHead([bob.store.me(circle).keys.box.publicKey])!
      const all = [...alice.store.missing(circle, [])].map(({ bytes }) => bytes)
      const envelopes = i === 0 ? all : all.slice(-1)
      const content = { heads: alice.store.ownHeads(circle), entries: [], envelopes }
      files.push(concat(...writeStream(head.head, head.key, circle, alice.store.me(circle).keys, content)))
    }
    const came = []
    for (const n of [3, 1, 2, 0]) came.push(await cameTo(bob, files[n]!))
    expect(came[0]).toMatchObject({ updates: 0, missing: expect.any(Number) })
    expect((came[0] as { missing: number }).missing).toBeGreaterThan(0)
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
  })

  it('works months later, after the key was changed twice and somebody came in', async () => {
    const { alice, bob, circle, shared } = apart(3)
    const old = writeFor(alice, circle)
    alice.store.rekey(circle)
    new Face(alice, circle, shared).write('Under a newer key.')
    const cleo = join(alice, circle, 'Cleo')
    alice.store.rekey(circle)
    const hers = new Face(cleo, circle, shared)
    hers.write('From Cleo.')
    send(cleo, alice, circle)
    bob.clock.now = () => Date.UTC(2027, 5, 1)
    expect(await cameTo(bob, writeFor(alice, circle))).toMatchObject({ updates: 6, people: 2, missing: 0 })
    expect(await cameTo(bob, old)).toMatchObject({ updates: 0 })
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
  })

  it('brings in its own author, when whoever reads it has never heard of them', async () => {
    const { alice, bob, circle, shared } = apart(2)
    const cleo = join(alice, circle, 'Cleo')
    new Face(cleo, circle, shared).write('Hello, I am new.')
    expect(await cameTo(bob, writeFor(cleo, circle))).toMatchObject({ from: { name: 'Cleo' }, people: 2 })
    expect(everything(bob, circle)).toEqual(everything(cleo, circle))
  })
})

describe('whom it is for', () => {
  it('opens for those who were chosen, and says the same plain no to everybody else', async () => {
    const { alice, bob, circle, shared } = apart(2)
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    new Face(alice, circle, shared).write('For Cleo.')
    const file = writeFor(alice, circle, cleo)
    const before = everything(bob, circle)
    expect(await cameTo(bob, file)).toBe('sync-not-ours')
    expect(await cameTo(person(), file)).toBe('sync-not-ours')
    expect(everything(bob, circle)).toEqual(before)
    expect(await cameTo(cleo, file)).toMatchObject({ updates: 1 })
  })

  it('shows 8, 16, 32 or 64 boxes, in byte order, and neither circle, device nor words', () => {
    const own = boxKeys(random(32) as Seed).publicKey
    for (const [recipients, boxes] of [
      [1, 8],
      [8, 8],
      [9, 16],
      [33, 64],
      [64, 64],
    ] as const) {
      const made = writeHead(Array.from({ length: recipients }, () => own))!
      expect(made.head.boxes).toHaveLength(boxes)
      expect(made.head.boxes.map(hex)).toEqual(made.head.boxes.map(hex).sort())
    }
    expect(writeHead(Array.from({ length: MOST_RECIPIENTS + 1 }, () => own))).toBeUndefined()
    const { alice, circle } = apart(3)
    const file = Buffer.from(writeFor(alice, circle))
    const { devices } = alice.store.state(circle)
    for (const secret of [
      circle,
      ...[...devices.values()].flatMap(({ id, sign, box, member }) => [id, sign, box, member]),
    ])
      expect(file.includes(Buffer.from(secret))).toBe(false)
    expect(file.includes('rains')).toBe(false)
  })

  it('puts the boxes of those it is for anywhere among them', () => {
    const { secretKey: _, ...mine } = boxKeys(random(32) as Seed)
    const places = new Set<number>()
    for (let i = 0; i < 60; i++) {
      const keys = boxKeys(new Uint8Array(32).fill(i) as Seed)
      const { head } = writeHead([keys.publicKey, mine.publicKey])!
      places.add(head.boxes.findIndex(box => opens(box, keys)))
    }
    expect(places.size).toBeGreaterThan(5)
  })

  it('is not written for nobody, nor by somebody who left', () => {
    const alone = person()
    const circle = alone.store.found({ name: 'Alone', ownName: 'Alice' })
    expect(syncFile(alone.store, circle, [])).toEqual({ ok: false, fault: 'sync-nobody' })
    const { alice, bob, circle: other } = pair()
    expect(syncFile(alice.store, other, ['00'.repeat(16)])).toEqual({ ok: false, fault: 'sync-nobody' })
    bob.store.leave(other)
    expect(syncFile(bob.store, other, [])).toEqual({ ok: false, fault: 'sync-left' })
  })
})

function opens(box: Uint8Array, keys: ReturnType<typeof boxKeys>): boolean {
  return openSealed(box, keys) !== undefined
}

describe('what is not a whole file', () => {
  it('changes nothing wherever it was cut off', async () => {
    const { alice, bob, circle } = apart()
    const file = writeFor(alice, circle)
    const before = everything(bob, circle)
    expect(borders(file).length).toBeGreaterThan(8)
    const random = Array.from({ length: 12 }, () => Math.floor(Math.random() * file.length))
    for (const at of [...borders(file), ...random, file.length - 1, ...borders(file).map(at => at + 1)]) {
      const said = await cameTo(bob, file.slice(0, at))
      expect(said, `cut at ${at}`).toBe(at === 0 ? 'sync-empty' : 'sync-cut')
      expect(everything(bob, circle), `cut at ${at}`).toEqual(before)
      expect(bob.store.refusals(circle)).toEqual([])
      expect(bob.store.acks(circle)).toEqual([])
    }
    expect(await cameTo(bob, concat(file, Uint8Array.of(0)))).toBe('sync-cut')
    expect(await cameTo(bob, file)).toMatchObject({ updates: 401 })
  })

  it('changes nothing when a bit is another, anywhere in it', async () => {
    const { alice, bob, circle } = apart()
    const file = writeFor(alice, circle)
    const before = everything(bob, circle)
    const anywhere = Array.from({ length: 30 }, () => Math.floor(Math.random() * file.length))
    for (const at of [...borders(file), ...anywhere, file.length - 1]) {
      const harmed = file.slice()
      harmed[at] = (harmed[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8))
      const said = await cameTo(bob, harmed)
      expect(said, `bit at ${at}`).toMatch(/^sync-(unreadable|newer|not-ours|cut|harmed)$/)
      expect(everything(bob, circle)).toEqual(before)
    }
  })

  it('says of each kind of strange file what it is, at once, however large', async () => {
    const { alice, bob, circle } = apart(3)
    const file = writeFor(alice, circle)
    expect(await cameTo(bob, new Uint8Array())).toBe('sync-empty')
    expect(await cameTo(bob, new Uint8Array(5000))).toBe('sync-unreadable')
    expect(await cameTo(bob, new TextEncoder().encode('Dear Bob,'))).toBe('sync-unreadable')
    const newer = file.slice()
    newer[12] = 2
    expect(await cameTo(bob, newer)).toBe('sync-newer')
    let asked = 0
    const huge = (first: Uint8Array) => ({
      size: 10 * 1024 ** 3,
      read: async (from: number, length: number) => {
        asked += length
        const bytes = new Uint8Array(length)
        bytes.set(first.subarray(from, from + length))
        return bytes
      },
    })
    const { store } = bob
    const rest = { store, open: () => true, received: () => {}, imported: () => {} }
    expect(await takeFile({ ...rest, source: huge(new Uint8Array()) })).toMatchObject({
      fault: 'sync-unreadable',
    })
    expect(await takeFile({ ...rest, source: huge(file) })).toMatchObject({ fault: 'sync-large' })
    expect(asked).toBeLessThan(20_000)
  })

  it('takes nothing that whoever has the key, but not the device, put together', async () => {
    const { alice, bob, circle, shared } = apart(2)
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    new Face(alice, circle, shared).write('New.')
    const before = everything(bob, circle)
    const made = (changed: (own: ReturnType<typeof deviceKeys>) => ReturnType<typeof deviceKeys>) => {
      const { head, key } = writeHead([bob.store.me(circle).keys.box.publicKey])!
      const keys = changed(cleo.store.me(circle).keys)
      const envelopes = [...alice.store.missing(circle, bob.store.have(circle))].map(({ bytes }) => bytes)
      return concat(
        ...writeStream(head, key, circle, keys, {
          heads: cleo.store.ownHeads(circle),
          entries: [],
          envelopes,
        }),
      )
    }
    // Signed by Cleo, in Alice's name.
    const alices = alice.store.me(circle).keys
    const forged = (own: ReturnType<typeof deviceKeys>) => ({
      ...own,
      sign: { publicKey: alices.sign.publicKey, secretKey: own.sign.secretKey },
      box: alices.box,
    })
    expect(await cameTo(bob, made(forged))).toBe('sync-harmed')
    // A stranger's own, though the key was for Bob.
    expect(
      await cameTo(
        bob,
        made(() => deviceKeys(random(32), random(16))),
      ),
    ).toBe('sync-stranger')
    expect(everything(bob, circle)).toEqual(before)
  })

  it('carries a log however long it is, by who is known here: a host who was let out held up no removal, and no words', async () => {
    const { alice, bob, circle, shared } = apart(2)
    expect(alice.store.promote(circle, bob.store.me(circle).member).ok).toBe(true)
    sync(alice, bob, circle)
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    const lines = Array.from({ length: 10 }, () => '\u2014'.repeat(400))
    const keys = bob.store.me(circle).keys
    let last = bob.store.logHeads(circle)
    let size = 0
    for (const round of [1, 2]) {
      const entries = Array.from({ length: 725 }, () => {
        const said = say(bob, circle, 'AGREEMENT_PROPOSE', { lines, after: null, review: null }, last, keys)
        last = [said.id]
        size += said.bytes.length
        return said.bytes
      })
      expect(alice.store.importLog(circle, entries)).toMatchObject({ refused: 0 })
      // What a host's word follows takes up no room any more.
      expect(alice.store.rename(circle, `Alice ${round}`).ok).toBe(true)
      last = [...alice.store.logHeads(circle)]
    }
    expect(size).toBeGreaterThan(16 * 1024 * 1024)
    new Face(alice, circle, shared).write('Alice, on the worst day.')
    expect(alice.store.remove(circle, bob.store.me(circle).member, true).ok).toBe(true)
    expect(await cameTo(cleo, writeFor(alice, circle, cleo))).toMatchObject({ refused: 0, missing: 0 })
    expect(cleo.store.state(circle).members.get(memberOf(bob, circle))?.status).toBe('removed')
    expect(wordsOf(cleo, circle, shared)).toContain('the worst day')
    expect(everything(cleo, circle)).toEqual(everything(alice, circle))
  }, 120_000)

  it('of somebody who is not known here, with more log than can be looked through, says so and changes nothing', async () => {
    const { bob, circle } = apart(2)
    const before = everything(bob, circle)
    const nobody = deviceKeys(random(32), random(16))
    const nothing = (n: number) =>
      encode([encode([1, circle, nobody.id, [circle], 'X', {}, n]), new Uint8Array(64)])
    const much = Array.from({ length: 20_001 }, (_, n) => nothing(n))
    expect(await cameTo(bob, madeBy(nobody, bob, circle, much))).toBe('sync-crowded')
    expect(await cameTo(bob, madeBy(nobody, bob, circle, much.slice(0, 1000)))).toBe('sync-stranger')
    expect(everything(bob, circle)).toEqual(before)
    expect(bob.store.refusals(circle)).toEqual([])
  }, 60_000)

  it('has one length and nothing behind its end, so that two files cannot say the same', async () => {
    const { alice, bob, circle } = apart(2)
    const { head, key } = writeHead([bob.store.me(circle).keys.box.publicKey])!
    const content = { heads: alice.store.ownHeads(circle), entries: [], envelopes: [] }
    const [front, ...sealed] = [...writeStream(head, key, circle, alice.store.me(circle).keys, content)]
    const pull = pullStream(streamKey(key, head.bytes), front!.slice(-24))!
    const plain = concat(...sealed.map(chunk => pull.pull(chunk)!.message))
    const again = (bytes: Uint8Array) => {
      const push = pushStream(streamKey(key, head.bytes))
      return concat(head.bytes, push.header, push.push(bytes, true))
    }
    const hidden = plain.slice()
    hidden[hidden.length - 1] = 1
    for (const odd of [hidden, concat(plain, new Uint8Array(256)), plain.slice(0, -1), concat(plain, plain)])
      expect(await cameTo(bob, again(odd))).toBe('sync-harmed')
    expect(await cameTo(bob, again(plain))).toMatchObject({ updates: 0 })
  })

  it('opens under one key alone: a box with another one is nobody’s', async () => {
    const { alice, bob, circle } = apart(2)
    const box = bob.store.me(circle).keys.box.publicKey
    const [one, other] = [writeHead([box])!, writeHead([box])!]
    const own = (head: typeof one.head) =>
      head.boxes.findIndex(each => opens(each, bob.store.me(circle).keys.box))
    const boxes = [...one.head.boxes]
    boxes[own(one.head)] = other.head.boxes[own(other.head)]!
    boxes.sort((a, b) => Buffer.compare(a, b))
    const bytes = concat(one.head.bytes.slice(0, 46), ...boxes)
    const { keys } = alice.store.me(circle)
    const content = { heads: alice.store.ownHeads(circle), entries: [], envelopes: [] }
    const file = concat(...writeStream({ ...one.head, bytes, boxes }, other.key, circle, keys, content))
    expect(await cameTo(bob, file)).toBe('sync-not-ours')
  })

  it('takes nothing of another circle, though it is for this device and signed', async () => {
    const { alice, bob, circle } = apart(2)
    const other = alice.store.found({ name: 'Friday', ownName: 'Alice' })
    const { head, key } = writeHead([bob.store.me(circle).keys.box.publicKey])!
    const content = { heads: alice.store.ownHeads(other), entries: [], envelopes: [] }
    const { keys } = alice.store.me(circle)
    expect(await cameTo(bob, concat(...writeStream(head, key, other, keys, content)))).toBe('sync-harmed')
  })

  it('heeds no HEADS but the author’s own', async () => {
    const { alice, bob, circle } = apart(2)
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    const { head, key } = writeHead([bob.store.me(circle).keys.box.publicKey])!
    const content = { heads: alice.store.ownHeads(circle), entries: [], envelopes: [] }
    const file = concat(...writeStream(head, key, circle, cleo.store.me(circle).keys, content))
    expect(await cameTo(bob, file)).toMatchObject({ updates: 0, missing: 0, lacks: 0 })
    expect(bob.store.acks(circle)).toEqual([])
  })

  it('hides how long it is, but for a little', () => {
    expect([1, 4096, 4097, 65_536, 65_537, 1e6, 1e8].map(length => paddedLength(length))).toEqual([
      4096, 4096, 4352, 65_536, 67_584, 1_015_808, 100_663_296,
    ])
    for (let i = 0; i < 2000; i++) {
      const length = Math.ceil(2 ** (12 + Math.random() * 20))
      expect(paddedLength(length)).toBeGreaterThanOrEqual(length)
      expect(paddedLength(length) / length).toBeLessThan(1.12)
      expect(paddedLength(paddedLength(length))).toBe(paddedLength(length))
    }
  })
})

describe('somebody who was removed', () => {
  it('brings nothing in by file, whenever it was written, and gets nothing by file', async () => {
    const { alice, bob, circle, shared } = apart(2)
    const cleo = join(alice, circle, 'Cleo')
    for (const one of [bob, cleo]) sync(alice, one, circle)
    new Face(cleo, circle, shared).write('Said in time.')
    const early = writeFor(cleo, circle)
    send(cleo, alice, circle)
    const gone = removal(alice, circle, cleo)
    alice.store.importLog(circle, [gone])
    new Face(alice, circle, shared).write('After she left.')
    // Cleo does not know, or does not want to.
    new Face(cleo, circle, shared).write('Said after the cut.')
    const late = writeFor(cleo, circle)

    // Bob, who has not heard of it yet, has no reason to doubt her; once he has, nothing more of hers comes in.
    const dora = join(alice, circle, 'Dora')
    const hers = everything(dora, circle)
    for (const file of [early, late]) expect(await cameTo(dora, file)).toBe('sync-not-ours')
    const forced = forBoth(cleo, circle, dora)
    expect(await cameTo(dora, forced)).toBe('sync-stranger')
    expect(everything(dora, circle)).toEqual(hers)
    const file = writeFor(alice, circle)
    expect(await cameTo(bob, file)).toMatchObject({ refused: 0, missing: 0 })
    const stands = everything(bob, circle)
    expect(wordsOf(bob, circle, shared)).toContain('Said in time.')
    for (const file of [early, late]) expect(await cameTo(bob, file)).toBe('sync-stranger')
    expect(everything(bob, circle)).toEqual(stands)
    // And nothing goes to her.
    expect(await cameTo(cleo, file)).toBe('sync-not-ours')
    expect(syncFile(alice.store, circle, [memberOf(cleo, circle)])).toMatchObject({ fault: 'sync-nobody' })
  })
})

/** REMOVE of a person, cut where `by` has them, with a new key for all others. */
function removal(by: Person, circle: CircleId, who: Person): Uint8Array {
  const state = by.store.state(circle)
  const { member, device } = who.store.me(circle)
  const newest = by.store.have(circle).find(have => hex(have.device) === hex(device))
  const others = [...state.devices.values()].filter(({ id }) => hex(id) !== hex(device))
  const made = rekey(circle, makeEpochKey(), others, state.epochHeads, ring(by, circle))
  if (!made) throw new Error('no key')
  const { type: _, ...keys } = made
  const cuts = [{ device, seq: newest?.seq ?? 0, hash: newest?.hash ?? null }]
  const act = { type: 'REMOVE', member, cuts, emergency: true, rekey: keys } as const
  return say(by, circle, 'REMOVE', payloadOf(act)).bytes
}

/** What a patched program could write: for a device that its own log does not name. */
function forBoth(from: Person, circle: CircleId, to: Person): Uint8Array {
  const { head, key } = writeHead([to.store.me(circle).keys.box.publicKey])!
  const envelopes = [...from.store.missing(circle, [])].map(({ bytes }) => bytes)
  const entries = from.store.missingLog(circle, [])
  const content = { heads: from.store.ownHeads(circle), entries, envelopes }
  return concat(...writeStream(head, key, circle, from.store.me(circle).keys, content))
}

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void
/** Bytes that are still held when what is thrown away is gone. */
function alive(): number {
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

describe('a large file', () => {
  it('is written to the disk and read from it with little in memory', async () => {
    const { alice, bob, circle } = apart(1)
    const dir = mkdtempSync(at(tmpdir(), 'kinfold-large-'))
    const path = at(dir, 'large.kinfold-sync')
    const vault = at(dir, 'vault')
    mkdirSync(vault)
    try {
      const { head, key } = writeHead([bob.store.me(circle).keys.box.publicKey])!
      const MEGABYTES = 24
      function* nonsense(): Generator<Uint8Array> {
        for (let i = 0; i < MEGABYTES; i++) yield new Uint8Array(1024 * 1024).fill(i)
      }
      const content = { heads: alice.store.ownHeads(circle), entries: [], envelopes: nonsense() }
      const pieces = writeStream(head, key, circle, alice.store.me(circle).keys, content)
      let most = 0
      let looked = 0
      const before = alive()
      const look = () => {
        if (looked++ % 100 === 0) most = Math.max(most, alive() - before)
        return true
      }
      expect(await writeOut(pieces, { path, dir: vault, open: look })).toMatchObject({ ok: true })
      const { store } = bob
      const rest = { store, received: () => {}, imported: () => {} }
      const came = await readIn(path, source => takeFile({ ...rest, source, open: look }))
      expect(came).toMatchObject({ ok: true, value: { updates: 0, refused: MEGABYTES } })
      expect(looked).toBeGreaterThan(400)
      expect(most / 1024 / 1024).toBeLessThan(MEGABYTES / 2)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }, 60_000)
})
