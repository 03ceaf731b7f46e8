/** Each bound of docs/protocol.md, "Limits", on both sides, as the program judges it. By hand: second-reader.test.ts. */
import { describe, expect, it } from 'vitest'
import { type Cbor, decode, encode } from '../../../src/main/vault/circle/cbor.ts'
import { readCheckpoint } from '../../../src/main/vault/circle/envelope/checkpoint.ts'
import { readHeader } from '../../../src/main/vault/circle/envelope/header.ts'
import { readHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import { readMessage } from '../../../src/main/vault/circle/link/message.ts'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import type { CircleId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

await sodiumReady

type ListOf = { readonly type: string; readonly at: string; readonly count: number; readonly taken: boolean }
type TextOf = { readonly type: string; readonly at: string; readonly text: string; readonly taken: boolean }
type TimeOf = { readonly type: string; readonly at: string; readonly time: number; readonly taken: boolean }
type Fields = Record<string, Cbor>

const { lists, texts, times } = vectors<{ lists: ListOf[]; texts: TextOf[]; times: TimeOf[] }>('limits')
const keys = deviceKeys(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2))
const circle = new Uint8Array(32).fill(3) as CircleId

const acts = vectors<{ type: string; bytes: string }[]>('acts')
const payloadOf = (type: string): Fields => {
  const entry = readEntry(fromHex(acts.find(act => act.type === type)!.bytes))
  if (!entry.ok) throw new Error(entry.fault)
  return entry.value.payload as Fields
}
const header = decode(fromHex(vectors<{ header: string }>('envelope').header), { maxBytes: 65_536 })
const fields = (header.ok ? header.value : []) as Cbor[]
const messages = vectors<{ message: { t: string }; bytes: string }[]>('messages')
const messageOf = (type: string) => messages.find(({ message }) => message.t === type)
const request = messageOf('request')!

const numbered = (n: number): Uint8Array => {
  const id = new Uint8Array(32)
  new DataView(id.buffer).setUint32(28, n)
  return id
}

/** The first element as the n-th. */
function nth(first: Cbor, n: number): Cbor {
  if (first instanceof Uint8Array) return first.length === 32 ? numbered(n) : first
  if (Array.isArray(first)) return [numbered(n), ...first.slice(1)]
  if (typeof first !== 'object' || first === null) return first
  const one = first as Fields
  for (const name of ['device', 'epoch']) if (name in one) return { ...one, [name]: numbered(n) }
  return one
}
const listOf = (list: Cbor | undefined, count: number): Cbor =>
  Array.from({ length: count }, (_, i) => nth((list as Cbor[])[0]!, i + 1))

const isAct = (type: string, payload: Fields): boolean => {
  const entry = { circle, parents: [numbered(1) as EntryId], type, payload, wallTime: 0 }
  const act = actOf(writeEntry(type === 'GENESIS' ? { ...entry, circle: null, parents: [] } : entry, keys))
  return act !== 'malformed' && act !== 'kept'
}

function isListTaken({ type, at, count }: ListOf): boolean {
  const places: Record<string, number> = { epochHeads: 9, logHeads: 10, deps: 11 }
  if (type === 'header') {
    const at10 = fields.map((field, i) => (i === places[at] ? listOf(field, count) : field))
    return readHeader(encode(at10)).ok
  }
  if (type === 'HEADS') {
    const at6 = ['have', 'logHeads', 'epochHeads'].map((name, i) =>
      name === at ? listOf(fields[[11, 10, 9][i]!], count) : [],
    )
    const body = encode([1, circle, keys.id, ...at6])
    return readHeads(encode([body, new Uint8Array(64)])).ok
  }
  if (type === 'entry') {
    const parents = Array.from({ length: count }, (_, i) => numbered(i + 1) as EntryId)
    return readEntry(writeEntry({ circle, parents, type: 'EXPORTED', payload: {}, wallTime: 0 }, keys).bytes)
      .ok
  }
  const of = messageOf(type)
  if (of) {
    const decoded = decode(fromHex(of.bytes), { maxBytes: 65_536 })
    const message = (decoded.ok ? decoded.value : {}) as Fields
    return readMessage(encode({ ...message, [at]: listOf(message[at], count) })) !== undefined
  }
  const payload = payloadOf(type)
  return isAct(type, { ...payload, [at]: listOf(payload[at], count) })
}

/** A list of ids may neither fall nor stand still. */
const isRising = (ids: readonly Uint8Array[]): boolean =>
  readHeads(encode([encode([1, circle, keys.id, [], ids as never, []]), new Uint8Array(64)])).ok &&
  readHeads(encode([encode([1, circle, keys.id, [], [], ids as never]), new Uint8Array(64)])).ok

function isTimeTaken({ type, at, time }: TimeOf): boolean {
  if (type === 'entry') {
    const parents = [numbered(1) as EntryId]
    return readEntry(
      writeEntry({ circle, parents, type: 'EXPORTED', payload: {}, wallTime: time }, keys).bytes,
    ).ok
  }
  if (type === 'checkpoint')
    return readCheckpoint(encode([1, time, [[keys.id, [[1, 0, 5]]]], new Uint8Array(2)])) !== undefined
  if (type === 'link') {
    const link = encode([1, numbered(1).subarray(0, 16), numbered(1), time, []])
    return readInvitation(`kinfold:device#${Buffer.from(link).toString('base64url')}`, '', 'device').ok
  }
  return isAct(type, { ...payloadOf(type), [at]: time })
}

describe('limits.json', () => {
  it('has lists of every kind, and texts, on both sides', () => {
    expect(lists.length).toBeGreaterThan(40)
    expect(texts.length).toBeGreaterThan(90)
  })

  for (const list of lists)
    it(`${list.type}.${list.at}: ${list.count} ${list.taken ? 'are' : 'are not'} taken`, () => {
      expect(isListTaken(list)).toBe(list.taken)
    })

  for (const time of times)
    it(`${time.type}.${time.at}: ${time.time} is ${time.taken ? '' : 'not '}taken`, () => {
      expect(isTimeTaken(time)).toBe(time.taken)
    })

  it('lists of ids rise', () => {
    expect(isRising([numbered(1), numbered(2)])).toBe(true)
    expect(isRising([numbered(2), numbered(1)])).toBe(false)
    expect(isRising([numbered(1), numbered(1)])).toBe(false)
  })

  it('texts', () => {
    const wrong = texts.filter(({ type, at, text, taken }) => {
      const change = at === 'line' ? { lines: [text] } : { [at]: text }
      return isAct(type, { ...payloadOf(type), ...change }) !== taken
    })
    expect(wrong).toEqual([])
  })

  it('names in GENESIS, ADMIT and a request are judged likewise', () => {
    for (const { at, text, taken } of texts.filter(({ at }) => at === 'name')) {
      expect(isAct('GENESIS', { ...payloadOf('GENESIS'), memberName: text }), `${at} ${text}`).toBe(taken)
      expect(isAct('GENESIS', { ...payloadOf('GENESIS'), name: text })).toBe(taken)
      expect(isAct('ADMIT', { ...payloadOf('ADMIT'), name: text })).toBe(taken)
      const decoded = decode(fromHex(request.bytes), { maxBytes: 65_536 })
      const message = { ...((decoded.ok ? decoded.value : {}) as Fields), name: text }
      expect(readMessage(encode(message)) !== undefined).toBe(taken)
    }
  })
})
