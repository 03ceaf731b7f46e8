/** Every file of tests/vectors, read from docs/protocol.md alone. What the program makes of them: *-vectors.test.ts, codec.test.ts. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { blake2b } from '../crypto/blake2b.ts'
import { ristretto } from '../crypto/ristretto.ts'
import {
  byteString,
  bytesOf,
  cidOf,
  deviceOf,
  H,
  hex,
  inviteKeyOf,
  isBytes,
  type Json,
  K,
  open,
  read,
  rounds,
  signed,
  spelled,
  unhex,
  vectors,
  write,
  x25519Public,
} from './second-reader.ts'
import { openSealed, openStream, readByHand, x25519 } from './syncfile-by-hand.ts'

const filled = (byte: number, length = 32): Buffer => Buffer.alloc(length, byte)
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
/** The device and the other one, the circle and the time that the vectors are about. */
const one = deviceOf(filled(1), filled(2, 16))
const other = deviceOf(filled(4), filled(5, 16))
const circle = filled(3)
const AT = 1_795_000_000_000

const ALLOWED = /^(?:node:|yjs$|vitest$|\.\/(?:second|sync)|\.\.\/crypto\/(?:blake2b|ristretto))/

it('reads all there are, and takes nothing from the project', () => {
  const files = readdirSync(new URL('../../vectors', import.meta.url)).sort()
  const own = readFileSync(new URL('./second-reader.test.ts', import.meta.url), 'utf8')
  for (const file of files)
    expect(own, file).toMatch(new RegExp(`vectors(?:<[^(]*>)?\\(\\s*'${file.replace(/\.json$/, '')}'`))
  expect(files.length).toBeGreaterThan(8)
  for (const name of [
    'second-reader.test.ts',
    'second-reader.ts',
    'syncfile-by-hand.ts',
    '../crypto/blake2b.ts',
    '../crypto/ristretto.ts',
  ]) {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8')
    const from = [...text.matchAll(/^(?:import|\}) .*from '([^']+)'$/gm)].map(([, path = '']) => path)
    expect(from.length, name).toBe((text.match(/^import\b/gm) ?? []).length)
    for (const path of from) expect(path, name).toMatch(ALLOWED)
  }
})

it('words.json: as many words as eleven bits can name', () => {
  const { words } = vectors<{ words: string[] }>('words')
  expect(new Set(words).size).toBe(2 ** 11)
})

it('cbor.json', () => {
  const { accepted, refused } = vectors<{
    accepted: { value: Json; bytes: string }[]
    refused: { why: string; bytes: string }[]
  }>('cbor')
  for (const { value, bytes } of accepted) {
    expect(read(unhex(bytes))).toEqual(value)
    expect(hex(write(value))).toBe(bytes)
  }
  for (const { why, bytes } of refused) expect(() => read(unhex(bytes)), why).toThrow()
})

it('names.json', () => {
  const seed = filled(12, 16)
  const rendezvous = H('kinfold/invite-rendezvous/1', seed)
  expect(vectors('names')).toEqual({
    signPk: hex(one.sign),
    boxPk: hex(one.box),
    deviceId: hex(one.id),
    docId: hex(H('kinfold/doc/1', write([byteString(circle), byteString(one.id), 7]))),
    cid0: String(cidOf(circle, filled(5), one.id, 0)),
    cid255: String(cidOf(circle, filled(5), one.id, 255)),
    roomName: base64url(K(filled(11), 'kinfold/room/1')),
    roomPassword: base64url(K(filled(11), 'kinfold/room-password/1')),
    invitePk: hex(inviteKeyOf(seed)),
    inviteRendezvous: hex(rendezvous),
    inviteRoomName: base64url(K(rendezvous, 'kinfold/invite-room/1')),
  })
})

describe('limits.json', () => {
  type Bound = { least: number; most: number }
  const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')
  const bounds = new Map<string, Bound>()
  for (const [, names = '', least, most] of text.matchAll(/^\| (`.*) \| (\d+) \| (\d+) \|$/gm))
    for (const [, name = ''] of names.matchAll(/`([A-Za-z_]+\.[A-Za-z]+)`/g))
      bounds.set(name, { least: Number(least), most: Number(most) })
  const boundOf = (type: string, at: string): Bound => {
    const bound = bounds.get(`${type}.${at}`)
    if (!bound) throw new Error(`no bound for ${type}.${at}`)
    return bound
  }
  /** Code points that a paragraph lists. */
  const listed = (begins: string): ((code: number) => boolean) => {
    const line = text.split('\n').find(one => one.startsWith(begins)) ?? ''
    const ranges = [...line.matchAll(/U\+([0-9A-F]+)(?:–([0-9A-F]+))?/g)].map(([, from = '', to = from]) =>
      [from, to].map(code => Number.parseInt(code, 16)),
    )
    expect(ranges.length, begins).toBeGreaterThan(10)
    return code => ranges.some(([from = 0, to = 0]) => code >= from && code <= to)
  }
  const { lists, texts, times } = vectors<{
    lists: { type: string; at: string; count: number; taken: boolean }[]
    times: { type: string; at: string; time: number; taken: boolean }[]
    texts: { type: string; at: string; text: string; taken: boolean }[]
  }>('limits')

  it('lists: every bound of the table, and each side of it', () => {
    const seen = new Set<string>()
    for (const { type, at, count, taken } of lists) {
      const { least, most } = boundOf(type, at)
      expect(count >= least && count <= most, `${type}.${at} ${count}`).toBe(taken)
      seen.add(`${type}.${at}`)
      for (const side of least === 0 ? [most, most + 1] : [least - 1, least, most, most + 1])
        expect(
          lists.some(one => one.type === type && one.at === at && one.count === side),
          `${type}.${at} ${side}`,
        ).toBe(true)
    }
    for (const { type, at } of [...texts, ...times]) seen.add(`${type}.${at}`)
    expect([...bounds.keys()].filter(name => !seen.has(name))).toEqual([])
  })

  it('times: each side of both bounds', () => {
    for (const { type, at, time, taken } of times) {
      const { least, most } = boundOf(type, at)
      expect(time >= least && time <= most, `${type}.${at} ${time}`).toBe(taken)
      for (const side of [least - 1, least, most, most + 1])
        expect(times.some(one => one.type === type && one.at === at && one.time === side)).toBe(true)
    }
  })

  it('texts: lengths, blanks at the ends, and names in which nothing is seen', () => {
    const isBlank = listed('**Blanks.**')
    const isUnseen = listed('**A name is seen.**')
    for (const { type, at, text: words, taken } of texts) {
      const codes = [...words].map(letter => letter.codePointAt(0) ?? 0)
      const { least, most } = boundOf(type, at)
      const ends = codes.length > 0 ? [codes[0] ?? 0, codes.at(-1) ?? 0] : []
      const good =
        words.length >= least &&
        words.length <= most &&
        !ends.some(isBlank) &&
        (at !== 'name' || codes.some(code => !isBlank(code) && !isUnseen(code)))
      expect(good, JSON.stringify(words)).toBe(taken)
    }
  })
})

type Opens = { readonly seed?: string; readonly key?: string; readonly older?: string }
type Act = { type: string; payload: Record<string, Json>; id: string; bytes: string; opens?: Opens }

/** `[v, circleId, author, parents, type, payload, wallTime]`, once id and signature hold. */
function entryOf(bytes: string, id: string): Json {
  const entry = unhex(bytes)
  const [body, signature] = read(entry) as Json[]
  expect(hex(H('kinfold/entry/1', entry))).toBe(id)
  expect(signed('kinfold/entry-body/1', [bytesOf(body)], bytesOf(signature), one.sign)).toBe(true)
  return read(bytesOf(body))
}

it('the link of an invitation, with and without servers, and that of one’s own computer', () => {
  const v = vectors<
    Record<'seed' | 'circle' | 'invite' | 'join' | 'device' | 'plain', string> & {
      expires: number
      addresses: string[]
      servers: string[]
    }
  >('invitation')
  const id = (name: 'seed' | 'circle' | 'invite'): Json => ({ hex: v[name] })
  const fields: Json[] = [1, id('seed'), id('circle'), v.expires, v.addresses]
  const link = (path: string, ...more: Json[]) => `kinfold:${path}#${base64url(write([...fields, ...more]))}`
  expect(v.plain).toBe(link('join', id('invite')))
  expect(v.join).toBe(link('join', id('invite'), v.servers))
  expect(v.device).toBe(link('device', v.servers))
})

describe('acts.json', () => {
  const acts = vectors<Act[]>('acts')
  /** The first of a type, or the n-th. */
  const act = (type: string, n = 0): Act => {
    const found = acts.filter(one => one.type === type)[n]
    if (!found) throw new Error(`no ${type}`)
    return found
  }

  for (const { type, payload, id, bytes } of acts)
    it(`${type}: body, id and signature`, () => {
      const begins = type === 'GENESIS'
      const parents = begins ? [] : [byteString(filled(6))]
      expect(entryOf(bytes, id)).toEqual([
        1,
        begins ? null : byteString(circle),
        byteString(one.id),
        parents,
        type,
        payload,
        AT,
      ])
    })

  it('lists of ids, and of what is said by device, rise', () => {
    const rises = (value: Json): void => {
      if (Array.isArray(value)) {
        const ids = value.flatMap(each => (isBytes(each) ? [each] : [])).filter(id => id.hex.length === 64)
        const named = value.flatMap(each => {
          const id =
            typeof each === 'object' && each !== null && !Array.isArray(each) ? at(each, 'device') : undefined
          return isBytes(id) ? [id.hex] : []
        })
        for (const list of [ids.map(id => id.hex), named]) expect(list).toEqual([...new Set(list)].sort())
        value.forEach(rises)
      } else if (typeof value === 'object' && value !== null && !isBytes(value))
        Object.values(value).forEach(rises)
    }
    for (const { payload } of acts) rises(payload)
  })

  it('GENESIS: its author is the device in it', () => {
    const { payload } = act('GENESIS')
    expect(payload['device']).toEqual({ sign: byteString(one.sign), box: byteString(one.box) })
    expect(payload['history']).toBe('from-joining')
  })

  it('REKEY: what it commits to is in each box, and the key before it in a wrap, or nowhere', () => {
    const [wrapping, bare] = [act('REKEY'), act('REKEY', 1)]
    for (const { payload, opens } of [wrapping, bare]) {
      const key = unhex(opens?.key ?? '')
      expect(payload['commit']).toEqual(byteString(H('kinfold/epoch-commit/1', key)))
      const boxes = payload['boxes'] as { device: Json; box: Json }[]
      expect(boxes.map(({ device }) => device)).toEqual([one, other].map(({ id }) => byteString(id)))
      for (const [i, { boxSecret, box }] of [one, other].entries())
        expect(openSealed(bytesOf(boxes[i]?.box), boxSecret, box)).toEqual(key)
    }
    const [wrap] = wrapping.payload['wraps'] as { epoch: Json; key: Json }[]
    const wrapKey = K(unhex(wrapping.opens?.key ?? ''), 'kinfold/epoch-wrap/1')
    const ad = Buffer.concat([circle, bytesOf(wrap?.epoch)])
    expect(hex(open(bytesOf(wrap?.key), ad, wrapKey))).toBe(wrapping.opens?.older)
    expect((bare.payload['wraps'] as { key: Json }[]).map(({ key }) => key)).toEqual([null])
  })

  it('INVITE: the seed’s key, and the rendezvous secret under the writing key', () => {
    const { payload, opens } = act('INVITE')
    const seed = unhex(opens?.seed ?? '')
    const pk = inviteKeyOf(seed)
    expect(payload['pk']).toEqual(byteString(pk))
    const writing = K(unhex(opens?.older ?? ''), 'kinfold/writing/1')
    const secret = open(
      bytesOf(payload['sealed']),
      Buffer.concat([circle, pk]),
      K(writing, 'kinfold/invite-seal/1'),
    )
    expect(secret).toEqual(H('kinfold/invite-rendezvous/1', seed))
  })

  it('ADMIT: both proofs over circle, invitation, member, devices and session; the key for the newcomer', () => {
    const { payload, opens } = act('ADMIT')
    const { invite = null, member = null, transcript = null } = payload
    expect(payload['devices']).toEqual([{ sign: byteString(other.sign), box: byteString(other.box) }])
    const message = write([byteString(circle), invite, member, [byteString(other.id)], transcript])
    const pk = inviteKeyOf(unhex(opens?.seed ?? ''))
    expect(signed('kinfold/join/1', [message], bytesOf(payload['proof']), pk)).toBe(true)
    const [deviceProof] = payload['deviceProofs'] as Json[]
    expect(signed('kinfold/join-device/1', [message], bytesOf(deviceProof), other.sign)).toBe(true)
    const [{ boxes } = { boxes: [] }] = payload['keys'] as { boxes: { device: Json; box: Json }[] }[]
    expect(boxes.map(({ device }) => device)).toEqual([byteString(other.id)])
    expect(openSealed(bytesOf(boxes[0]?.box), other.boxSecret, other.box)?.toString('hex')).toBe(opens?.older)
  })

  it('DEVICE_ADD: the new device’s word, over both devices, circle and session', () => {
    const { payload } = act('DEVICE_ADD')
    const device = payload['device'] as { sign: Json; box: Json }
    const [sign, box] = [bytesOf(device.sign), bytesOf(device.box)]
    const message = write([
      byteString(circle),
      byteString(one.id),
      byteString(H('kinfold/device/1', sign, box)),
      payload['transcript'] ?? null,
    ])
    expect(signed('kinfold/device-add/1', [message], bytesOf(payload['proof']), sign)).toBe(true)
  })
})

const at = (value: Json, key: string): Json | undefined => (value as { readonly [key: string]: Json })[key]

it('entry.json', () => {
  const { bytes, id } = vectors<{ bytes: string; id: string }>('entry')
  const body = [
    1,
    byteString(circle),
    byteString(one.id),
    [byteString(filled(6))],
    'PROFILE',
    { name: 'Ana' },
    AT,
  ]
  expect(entryOf(bytes, id)).toEqual(body)
})

it('envelope.json', () => {
  const v = vectors<{ header: string; envelope: string; id: string; key: string; content: string }>(
    'envelope',
  )
  const [header, signature, body] = (read(unhex(v.envelope)) as Json[]).map(bytesOf) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  expect(hex(header)).toBe(v.header)
  expect(hex(H('kinfold/envelope/1', signature, header))).toBe(v.id)
  expect(signed('kinfold/header/1', [header], signature, one.sign)).toBe(true)
  const fields = read(header) as Json[]
  const id = (byte: number): Json => byteString(filled(byte))
  expect(fields.slice(0, 12)).toEqual([
    1,
    id(3),
    byteString(one.id),
    7,
    id(4),
    id(5),
    'note',
    'update',
    0,
    [id(6)],
    [id(7), id(8)],
    [[id(9), 3, id(10)]],
  ])
  expect(fields[12]).toEqual(byteString(H('kinfold/body/1', body)))
  const bound = write([...fields.slice(0, 12), { hex: '' }])
  const padded = open(body, bound, unhex(v.key))
  const end = padded.lastIndexOf(0x80)
  expect(padded.length % 64).toBe(0)
  expect(padded.length - end).toBeLessThanOrEqual(64)
  expect(padded.subarray(end + 1).every(byte => byte === 0)).toBe(true)
  expect(hex(padded.subarray(0, end))).toBe(v.content)
})

/** Yjs's own reading of an update: no code of the project. */
const structsOf = (update: Uint8Array) => {
  const { structs, ds } = Y.decodeUpdateV2(update)
  const told = structs.map(struct => ({
    id: struct.id,
    length: struct.length,
    ...(struct instanceof Y.Item
      ? {
          origin: struct.origin,
          right: struct.rightOrigin,
          parent: struct.parent,
          key: struct.parentSub,
          holds: struct.content.constructor.name,
        }
      : { holds: struct.constructor.name }),
  }))
  return { told, deletions: [...ds.clients] }
}

it('outline.json: the same structs, neighbours and deletions, and none of the words', () => {
  const outlines = vectors<{ update: string; outline: string }[]>('outline')
  const words = ['Thursday', 'afraid', 'heading', 'So was I', 'bold', 'pfel', '🍎', '記念日', 'roof']
  let emptied = 0
  for (const { update, outline } of outlines) {
    if (outline === '') {
      expect(() => structsOf(unhex(update))).toThrow()
      continue
    }
    const [before, after] = [structsOf(unhex(update)), structsOf(unhex(outline))]
    expect(after.deletions).toEqual(before.deletions)
    expect(after.told).toEqual(
      before.told.map(struct =>
        ['ContentType', 'GC'].includes(struct.holds) ? struct : { ...struct, holds: 'ContentDeleted' },
      ),
    )
    emptied += after.told.filter(({ holds }) => holds === 'ContentDeleted').length
    for (const word of words) expect(unhex(outline).includes(word), word).toBe(false)
  }
  expect(emptied).toBeGreaterThan(5)
  expect(words.every(word => outlines.some(({ update }) => unhex(update).includes(word)))).toBe(true)
})

describe('checkpoint.json', () => {
  type Written = { device: string; seq: number; cidN: number; to: number; update: string }
  const v = vectors<{
    circle: string
    doc: string
    at: number
    envelopes: Written[]
    content: string
    erased: { device: string; seq: number }
    left: string
  }>('checkpoint')
  const devices = [...new Set(v.envelopes.map(({ device }) => device))].sort()
  const covers = devices.map(device => [
    { hex: device },
    v.envelopes.filter(one => one.device === device).map(({ seq, cidN, to }) => [seq, cidN, to]),
  ])
  const clientOf = ({ device, cidN }: Written): number =>
    cidOf(unhex(v.circle), unhex(v.doc), unhex(device), cidN)
  const laid = (...updates: Uint8Array[]): Y.Doc => {
    const doc = new Y.Doc()
    doc.getXmlFragment('body')
    doc.getMap('head')
    for (const update of updates) Y.applyUpdateV2(doc, update)
    return doc
  }
  const seen = (doc: Y.Doc): unknown => [doc.getXmlFragment('body').toJSON(), doc.getMap('head').toJSON()]
  const stateOf = (content: string): Buffer => {
    const fields = read(unhex(content)) as Json[]
    expect(fields.slice(0, 3)).toEqual([1, v.at, covers])
    expect(fields).toHaveLength(4)
    return bytesOf(fields[3])
  }

  it('is what its envelopes say, under the clients of exactly those, from 0 to where they end', () => {
    const state = stateOf(v.content)
    expect(seen(laid(state))).toEqual(seen(laid(...v.envelopes.map(({ update }) => unhex(update)))))
    const ends = new Map(v.envelopes.map(one => [clientOf(one), one.to]))
    for (const content of [v.content, v.left])
      expect([...Y.parseUpdateMetaV2(stateOf(content)).to].sort()).toEqual([...ends].sort())
    expect([...Y.parseUpdateMetaV2(state).from.values()]).toEqual([...ends].map(() => 0))
  })

  it('each envelope ends the clock of its own client there, and only that one’s', () => {
    for (const written of v.envelopes) {
      const { to } = Y.parseUpdateMetaV2(unhex(written.update))
      for (const [client, clock] of to) expect([client, clock]).toEqual([clientOf(written), written.to])
    }
  })

  it('without what was erased: none of those words, and all that others wrote where it stood', () => {
    const left = stateOf(v.left)
    const isErased = ({ device, seq }: Written): boolean => device === v.erased.device && seq <= v.erased.seq
    for (const word of ['Thursday', 'afraid', 'heading', '🍎', '記念日'])
      expect([unhex(v.content).includes(word), left.includes(word)], word).toEqual([true, false])
    const outlines = vectors<{ update: string; outline: string }[]>('outline')
    const without = v.envelopes.map(written =>
      unhex(
        (isErased(written) && outlines.find(({ update }) => update === written.update)?.outline) ||
          written.update,
      ),
    )
    expect(seen(laid(left))).toEqual(seen(laid(...without)))
    expect(JSON.stringify(seen(laid(left)))).toContain('So was I.')
    expect(JSON.stringify(seen(laid(left)))).toContain('Rain on the roof.')
  })
})

describe('messages.json', () => {
  const messages = vectors<{ message: Json; bytes: string }[]>('messages')
  const said = (t: string): Json => messages.find(({ message }) => at(message, 't') === t)?.message ?? null
  const part = (t: string, key: string): Buffer => bytesOf(at(said(t), key))
  const isSaidBy = (t: string, { sign, box }: typeof one): void =>
    expect([part(t, 'sign'), part(t, 'box')], t).toEqual([sign, box])
  const { seed, epochKey, ...link } = vectors<{ transcript: string; seed: string; epochKey: string }>('link')
  const linking = vectors<{ transcript: string; seed: string; member: string }>('linking')
  const transcript = unhex(link.transcript)

  it('each is these bytes', () => {
    for (const { message, bytes } of messages) {
      expect(read(unhex(bytes))).toEqual(message)
      expect(hex(write(message))).toBe(bytes)
    }
  })

  it('in the room of an epoch: who speaks, that they hold its key, and what they have', () => {
    isSaidBy('auth', one)
    const claim = [circle, Buffer.from('initiator'), one.id, transcript]
    expect(signed('kinfold/hs/1', claim, part('auth', 'sig'), one.sign)).toBe(true)
    const proof = (of: Uint8Array): Buffer => K(unhex(epochKey), 'kinfold/room-proof/1', transcript, of)
    expect(part('auth', 'proof')).toEqual(proof(one.id))
    expect(part('who', 'proof')).toEqual(proof(Buffer.from('who')))
    const areSaidBy = (heads: Buffer, { sign }: typeof one): void => {
      const [body, signature] = (read(heads) as Json[]).map(bytesOf) as [Buffer, Buffer]
      expect(signed('kinfold/heads/1', [body], signature, sign)).toBe(true)
    }
    areSaidBy(part('heads', 'heads'), one)
    const [own, theirs] = (at(said('gathered'), 'list') as Json[]).map(bytesOf) as [Buffer, Buffer]
    areSaidBy(own, one)
    areSaidBy(theirs, other)
    expect(at(said('gathered'), 'among')).toEqual([byteString(other.id)])
  })

  it('at the door of an invitation: that one has its seed, whose door it is, and under which keys one comes', () => {
    const pk = inviteKeyOf(unhex(seed))
    expect(signed('kinfold/knock/1', [transcript], part('knock', 'sig'), pk)).toBe(true)
    isSaidBy('host', one)
    const invite = part('host', 'invite')
    const claim = [part('host', 'circle'), invite, transcript]
    expect(signed('kinfold/host/1', claim, part('host', 'sig'), one.sign)).toBe(true)
    const asked = said('request') as { member: Json; devices: Json; invite: Json; proofs: Json[] }
    expect(asked.devices).toEqual([{ sign: byteString(other.sign), box: byteString(other.box) }])
    const ids = [byteString(other.id)]
    const message = write([byteString(circle), byteString(invite), asked.member, ids, byteString(transcript)])
    expect(signed('kinfold/join/1', [message], bytesOf(asked.invite), pk)).toBe(true)
    expect(
      asked.proofs.map(one => signed('kinfold/join-device/1', [message], bytesOf(one), other.sign)),
    ).toEqual([true])
  })

  it('between two computers of one person: that both have the code, and the new one’s word', () => {
    const session = unhex(linking.transcript)
    const secret = H('kinfold/device-secret/1', unhex(linking.seed))
    expect(part('device-knock', 'proof')).toEqual(K(secret, 'kinfold/device-knock/1', session))
    isSaidBy('device-host', one)
    expect(part('device-host', 'proof')).toEqual(K(secret, 'kinfold/device-answer/1', session, one.id))
    const hosts = [circle, unhex(linking.member), session]
    expect(part('device-host', 'member')).toEqual(hosts[1])
    expect(signed('kinfold/device-host/1', hosts, part('device-host', 'sig'), one.sign)).toBe(true)
    isSaidBy('device-mine', other)
    const mine = [circle, one.id, session]
    expect(signed('kinfold/device-mine/1', mine, part('device-mine', 'sig'), other.sign)).toBe(true)
    const word = write([circle, one.id, other.id, session].map(byteString))
    expect(signed('kinfold/device-add/1', [word], part('device-yes', 'proof'), other.sign)).toBe(true)
  })
})

it('together.json: a point each, one proof that both mean one note, and a word that is signed over it', () => {
  const v = vectors<{ note: string; secrets: string[]; points: string[] }>('together')
  const { transcript, epochKey } = vectors<{ transcript: string; epochKey: string }>('link')
  const messages = vectors<{ message: Json }[]>('messages')
  const part = (t: string, key: string): Json | undefined =>
    at(messages.find(({ message }) => at(message, 't') === t)?.message ?? null, key)
  const [secrets, points, note, link] = [
    v.secrets.map(unhex),
    v.points.map(unhex),
    unhex(v.note),
    unhex(transcript),
  ]
  const domain = 'kinfold/together-point/1'
  const meant = blake2b(64, Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain), circle, note]))
  expect(secrets.map(secret => ristretto(meant, secret))).toEqual(points)
  expect(bytesOf(part('together-ask', 'point'))).toEqual(points[0])
  const shared = ristretto(meant, ...secrets)
  const proof = K(shared, 'kinfold/together-same/1', link, one.id, ...points)
  expect(bytesOf(part('together-same', 'proof'))).toEqual(proof)
  const [n, here, place] = ['n', 'here', 'at'].map(key => part('together', key) ?? null)
  const about = [circle, H('kinfold/epoch-commit/1', unhex(epochKey)), note, one.id, link].map(byteString)
  const claim = write([...about, n, here, place] as Json[])
  expect(signed('kinfold/together/1', [claim], bytesOf(part('together', 'sig')), one.sign)).toBe(true)
  // Of which letter of the note it speaks: an item by its client id and clock, and no side of it.
  expect(Y.decodeRelativePosition(bytesOf(place!)).item).toEqual({ client: 4503599627370497, clock: 7 })
})

describe('link.json', () => {
  type End = 'initiator' | 'responder'
  type Room = { name: string; password: string }
  const v = vectors<
    Record<End, { secret: string; public: string; nonce: string }> & {
      frames: string[]
      transcript: string
      keys: Record<End, string>
      said: Record<End, { header: string; frame: string; message: string }>
      epochKey: string
      room: Room
      auth: Record<End, { sig: string; proof: string }>
      who: string
      seed: string
      inviteRoom: Room
      knock: string
      host: string
      request: { invite: string; proofs: string[] }
      words: string[]
    }
  >('link')
  const ephemeral = (end: End): Buffer => unhex(v[end].public)
  const shown = (end: End): Buffer => Buffer.concat([ephemeral(end), unhex(v[end].nonce)])
  const commit = H('kinfold/link-commit/1', shown('initiator'))
  const transcript = H('kinfold/link/1', commit, shown('responder'), shown('initiator'))
  const inviteId = filled(7)

  it('the frames that agree on keys, and the transcript of both', () => {
    for (const end of ['initiator', 'responder'] as const)
      expect(hex(x25519Public(unhex(v[end].secret)))).toBe(v[end].public)
    const bodies = [commit, shown('responder'), shown('initiator')]
    expect(v.frames).toEqual(bodies.map((body, kind) => hex(Buffer.concat([Uint8Array.of(kind, 1), body]))))
    expect(v.transcript).toBe(hex(transcript))
  })

  it('a key for each direction, by crypto_kx with the initiator as its client, and what was sealed under it', () => {
    const shared = x25519(unhex(v.initiator.secret), ephemeral('responder'))
    expect(x25519(unhex(v.responder.secret), ephemeral('initiator'))).toEqual(shared)
    const both = blake2b(64, Buffer.concat([shared, ephemeral('initiator'), ephemeral('responder')]))
    // The client receives under the first half and sends under the second.
    const halves = { initiator: both.slice(32), responder: both.slice(0, 32) }
    for (const end of ['initiator', 'responder'] as const) {
      const key = K(halves[end], 'kinfold/link-key/1', transcript)
      expect(v.keys[end]).toBe(hex(key))
      const [header, frame] = [unhex(v.said[end].header), unhex(v.said[end].frame)]
      expect([...header.subarray(0, 2), frame[0]]).toEqual([3, 1, 4])
      const piece = openStream(key, header.subarray(2), [frame.subarray(1)], true)
      expect(hex(piece)).toBe(`01${v.said[end].message}`)
      expect(at(read(piece.subarray(1)), 't')).toBe(end === 'initiator' ? 'second' : 'closed')
    }
  })

  it('who shows themselves how in the room of an epoch', () => {
    const key = unhex(v.epochKey)
    expect(v.room).toEqual({
      name: base64url(K(key, 'kinfold/room/1')),
      password: base64url(K(key, 'kinfold/room-password/1')),
    })
    const proof = (of: Uint8Array): string => hex(K(key, 'kinfold/room-proof/1', transcript, of))
    const { initiator, responder } = v.auth
    const called = [circle, Buffer.from('initiator'), one.id, transcript]
    expect(signed('kinfold/hs/1', called, unhex(initiator.sig), one.sign)).toBe(true)
    const answered = [circle, Buffer.from('responder'), other.id, one.id, transcript]
    expect(signed('kinfold/hs/1', answered, unhex(responder.sig), other.sign)).toBe(true)
    expect([initiator.proof, responder.proof]).toEqual([proof(one.id), proof(other.id)])
    expect(v.who).toBe(proof(Buffer.from('who')))
  })

  it('what is said at the door of an invitation, and the four words', () => {
    const R = H('kinfold/invite-rendezvous/1', unhex(v.seed))
    expect(v.inviteRoom).toEqual({
      name: base64url(K(R, 'kinfold/invite-room/1')),
      password: base64url(K(R, 'kinfold/invite-password/1')),
    })
    const pk = inviteKeyOf(unhex(v.seed))
    expect(signed('kinfold/knock/1', [transcript], unhex(v.knock), pk)).toBe(true)
    expect(signed('kinfold/host/1', [circle, inviteId, transcript], unhex(v.host), one.sign)).toBe(true)
    const ids = [byteString(other.id)]
    const join = write([...[circle, inviteId, filled(13, 16)].map(byteString), ids, byteString(transcript)])
    expect(signed('kinfold/join/1', [join], unhex(v.request.invite), pk)).toBe(true)
    expect(v.request.proofs).toHaveLength(1)
    expect(signed('kinfold/join-device/1', [join], unhex(v.request.proofs[0]!), other.sign)).toBe(true)
    expect(spelled(H('kinfold/safety/1', transcript, one.id, other.id), 4)).toEqual(v.words)
  })
})

it('syncfile.json', () => {
  const v = vectors<
    Record<'circle' | 'sign' | 'box' | 'file', string> & {
      items: { type: number; content: string }[]
      recipient: { root: string; salt: string }
    }
  >('syncfile')
  const to = deviceOf(unhex(v.recipient.root), unhex(v.recipient.salt))
  const { circle, sign, box, items } = v
  expect(readByHand(unhex(v.file), to.boxSecret, to.box)).toEqual({ circle, sign, box, items })

  // HEADS: `[body, signature]`, body = `[v, circleId, deviceId, have, logHeads, epochHeads]`.
  const [heads] = items
  const [body, signature] = read(unhex(heads?.content ?? '')) as Json[]
  expect(heads?.type).toBe(1)
  expect(signed('kinfold/heads/1', [bytesOf(body)], bytesOf(signature), unhex(sign))).toBe(true)
  const id = (byte: number): Json => byteString(filled(byte))
  expect(read(bytesOf(body))).toEqual([
    1,
    { hex: circle },
    byteString(one.id),
    [[id(7), 9, id(8)]],
    [id(6)],
    [id(6)],
  ])

  // However little it holds.
  const sealed = v.file.length / 2 - 46 - 80 * 8 - 24
  expect(sealed - 17 * Math.ceil(sealed / 65_553)).toBe(4096)
})

describe('joinfile.json', () => {
  const v = vectors<
    Record<string, string> & { expires: number; words: string[]; device: Record<string, string> }
  >('joinfile')
  const file = unhex(v['file']!)
  const rendezvous = H('kinfold/invite-rendezvous/1', unhex(v['seed']!))
  const id = (name: string): Json => ({ hex: v[name]! })
  const device = { hex: v.device['id']! }
  const transcript = H(
    'kinfold/join-file/1',
    write([id('circle'), id('invite'), id('member'), v['name']!, [device], id('nonce')]),
  )

  it('the link, with the INVITE as its sixth field', () => {
    const body = write([1, id('seed'), id('circle'), v.expires, [v['address']!], id('invite')])
    expect(v['link']).toBe(`kinfold:join#${base64url(body)}`)
  })

  it('the head: magic, version and the tag of the invitation', () => {
    expect(file).toHaveLength(2133)
    expect(file.subarray(0, 13).toString('latin1')).toBe('kinfold-join\u0001')
    expect(hex(rendezvous)).toBe(v['rendezvous'])
    expect(file.subarray(13, 45)).toEqual(H('kinfold/join-file-tag/1', rendezvous))
  })

  it('what is sealed, its padding and its proofs', () => {
    const plain = open(file.subarray(45), file.subarray(0, 45), K(rendezvous, 'kinfold/join-file-key/1'))
    expect(plain).toHaveLength(2048)
    const end = plain.lastIndexOf(0x80)
    expect(plain.subarray(end + 1).every(byte => byte === 0)).toBe(true)
    const fields = read(plain.subarray(0, end)) as Json[]
    const { sign, box } = v.device as { sign: string; box: string }
    expect(fields.slice(0, 6)).toEqual([
      id('circle'),
      id('invite'),
      id('member'),
      v['name'],
      [[{ hex: sign }, { hex: box }]],
      id('nonce'),
    ])
    expect(hex(H('kinfold/device/1', unhex(sign), unhex(box)))).toBe(device.hex)
    expect(hex(transcript)).toBe(v['transcript'])
    const message = write([id('circle'), id('invite'), id('member'), [device], byteString(transcript)])
    const [deviceProof] = fields[7] as Json[]
    expect(fields).toHaveLength(8)
    expect(hex(inviteKeyOf(unhex(v['seed']!)))).toBe(v['invitePk'])
    expect(signed('kinfold/join/1', [message], bytesOf(fields[6]), unhex(v['invitePk']!))).toBe(true)
    expect(signed('kinfold/join-device/1', [message], bytesOf(deviceProof), unhex(sign))).toBe(true)
  })

  it('the six words', () => {
    expect(spelled(rounds(H('kinfold/join-file-words/1', transcript)), 6)).toEqual(v.words)
  }, 60_000)
})

describe('linking.json', () => {
  const v = vectors<
    Record<string, string> & {
      expires: number
      first: Record<string, string>
      second: Record<string, string>
      words: string[]
      memberWords: string[]
      circleWords: string[]
    }
  >('linking')
  const at = (name: string): Buffer => unhex(v[name]!)
  const [first, second] = [unhex(v.first['id']!), unhex(v.second['id']!)]

  it('room, password and proofs', () => {
    const L = H('kinfold/device-rendezvous/1', at('seed'))
    const S = H('kinfold/device-secret/1', at('seed'))
    expect(base64url(K(L, 'kinfold/device-room/1'))).toBe(v['room'])
    expect(base64url(K(L, 'kinfold/device-password/1'))).toBe(v['password'])
    expect(hex(K(S, 'kinfold/device-knock/1', at('transcript')))).toBe(v['knock'])
    expect(hex(K(S, 'kinfold/device-answer/1', at('transcript'), first))).toBe(v['answer'])
    const hosts = [at('circle'), at('member'), at('transcript')]
    expect(signed('kinfold/device-host/1', hosts, at('host'), unhex(v.first['sign']!))).toBe(true)
    const mine = [at('circle'), first, at('transcript')]
    expect(signed('kinfold/device-mine/1', mine, at('mine'), unhex(v.second['sign']!))).toBe(true)
  })

  it('the typed code, whose sum begins elsewhere than an invitation’s', () => {
    const values = [...(v['code'] ?? '').replaceAll('-', '')].map(sign =>
      '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(sign),
    )
    const sum = values.slice(0, 26).reduce((all, value, i) => (all + (i + 1) * value) % 1021, 509)
    expect(values.slice(26)).toEqual([sum >> 5, sum & 31])
    const bits = values
      .slice(0, 26)
      .map(value => value.toString(2).padStart(5, '0'))
      .join('')
    expect(bits.slice(128)).toBe('00')
    expect(BigInt(`0b${bits.slice(0, 128)}`)).toBe(BigInt(`0x${v['seed']}`))
  })

  it('the link', () => {
    const body = write([1, byteString(at('seed')), byteString(at('circle')), v.expires, [v['address']!]])
    expect(v['link']).toBe(`kinfold:device#${base64url(body)}`)
  })

  it('the words of a linking, of a member and of a circle', () => {
    expect(spelled(H('kinfold/device-safety/1', at('transcript'), first, second), 4)).toEqual(v.words)
    const devices = [first, second].sort(Buffer.compare).map(byteString)
    const own = write([byteString(at('circle')), byteString(at('member')), devices])
    expect(spelled(rounds(H('kinfold/member-words/1', own)), 5)).toEqual(v.memberWords)
    expect(spelled(rounds(H('kinfold/circle-words/1', at('circle'))), 6)).toEqual(v.circleWords)
  }, 60_000)
})

describe('keeper.json', () => {
  const v = vectors<Record<string, string> & { entries: string[] }>('keeper')
  const key = unhex(v['epochKey']!)
  const least = (n: number): number => {
    const e = Math.floor(Math.log2(n))
    const step = 2 ** (e - Math.floor(Math.log2(e)) - 1)
    return Math.ceil(n / step) * step
  }
  const opened = (parcel: Buffer): Json => {
    const plain = open(parcel, Buffer.alloc(0), K(key, 'kinfold/keeper-key/1'))
    expect(parcel.subarray(0, 24)).toEqual(K(key, 'kinfold/keeper-parcel/1', plain).subarray(0, 24))
    const end = plain.lastIndexOf(0x80)
    expect(plain.subarray(end + 1).every(byte => byte === 0)).toBe(true)
    expect(plain).toHaveLength(least(Math.max(1024, end + 1)))
    return read(plain.subarray(0, end))
  }

  it('the name of the document', () => {
    expect(base64url(K(key, 'kinfold/keeper-document/1'))).toBe(v['document'])
  })

  it('a parcel, its nonce and its padding', () => {
    expect(opened(unhex(v['parcel']!))).toEqual({ t: 'entries', list: v.entries.map(hex => ({ hex })) })
  })

  it('what goes on: a key in one of the boxes, and the entries under it', () => {
    const { t, boxes, sealed } = opened(unhex(v['onward']!)) as { t: string; boxes: Json[]; sealed: Json }
    expect([t, boxes.length]).toEqual(['onward', 8])
    expect(boxes.map(bytesOf)).toEqual(boxes.map(bytesOf).sort(Buffer.compare))
    const secret = createHash('sha512').update(unhex(v['boxSeed']!)).digest().subarray(0, 32)
    const keys = boxes.flatMap(box => openSealed(bytesOf(box), secret, x25519Public(secret)) ?? [])
    expect(keys).toHaveLength(1)
    const plain = open(bytesOf(sealed), Buffer.alloc(0), K(keys[0]!, 'kinfold/keeper-onward/1'))
    expect(read(plain)).toEqual(v.entries.map(hex => ({ hex })))
  })
})

it('file.json', () => {
  const { key, size, last, hashes, id } = vectors<{
    key: string
    size: number
    last: { i: number; plain: string; sealed: string }
    hashes: string
    id: string
  }>('file')
  const place = Buffer.alloc(4)
  place.writeUInt32BE(last.i)
  expect(hex(open(unhex(last.sealed), place, unhex(key)))).toBe(last.plain)
  expect(hashes.length / 64).toBe(Math.ceil(size / 65_496))
  expect(size - 65_496).toBe(last.plain.length / 2)
  expect(hex(H('kinfold/file-chunk/1', unhex(last.sealed)))).toBe(hashes.slice(64))
  expect(hex(H('kinfold/file/1', unhex(hashes)))).toBe(id)
})

/** An entry of a log, once its id and its form hold. `by`: the id of the device that wrote it. */
function lineOf(bytes: string) {
  const entry = unhex(bytes)
  const [body, signature] = (read(entry) as Json[]).map(bytesOf) as [Buffer, Buffer]
  const [, , author, parents, type, payload] = read(body) as Json[]
  const names = (parents as Json[]).map(parent => hex(bytesOf(parent)))
  return {
    id: hex(H('kinfold/entry/1', entry)),
    by: hex(bytesOf(author)),
    parents: names,
    type: type as string,
    payload: payload as { readonly [key: string]: Json },
    signedBy: (key: Uint8Array) => signed('kinfold/entry-body/1', [body], signature, key),
  }
}
type Line = ReturnType<typeof lineOf>

/** "Reading": topological, the smallest id first among those that may come next. */
function inOrder(lines: readonly Line[]): Line[] {
  const out: Line[] = []
  const rest = new Map(lines.map(line => [line.id, line]))
  while (rest.size > 0) {
    const next = [...rest.values()]
      .filter(({ parents }) => parents.every(parent => !rest.has(parent)))
      .sort((a, b) => (a.id < b.id ? -1 : 1))[0]
    if (!next) throw new Error('a ring')
    out.push(next)
    rest.delete(next.id)
  }
  return out
}

function pastsOf(lines: readonly Line[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pasts = new Map<string, Set<string>>()
  for (const { id, parents } of lines)
    pasts.set(id, new Set(parents.flatMap(parent => [parent, ...(pasts.get(parent) ?? [])])))
  return pasts
}

describe('log.json', () => {
  type Told = {
    readonly what: string
    readonly circle: string
    readonly entries: readonly string[]
    readonly means: {
      readonly invalid: Readonly<Record<string, string>>
      readonly order: readonly string[]
      readonly void: Readonly<Record<string, string>>
      readonly heads: readonly string[]
      readonly members: Readonly<Record<string, { readonly rank: number | null }>>
      readonly devices: Readonly<Record<string, { readonly member: string; readonly status: string }>>
      readonly epochs: readonly string[]
      readonly epochEnds: readonly string[]
      readonly epochHeads: readonly string[]
    }
  }
  const all = vectors<Told[]>('log')
  const listOf = (value: Json | undefined): readonly { readonly [key: string]: Json }[] =>
    value as readonly { readonly [key: string]: Json }[]
  const idOfDevice = (device: Json): string => {
    const { sign, box } = device as { readonly [key: string]: Json }
    return hex(H('kinfold/device/1', bytesOf(sign), bytesOf(box)))
  }
  const bringsIn = ({ type, payload }: Line): readonly Json[] => {
    if (type === 'ADMIT') return payload['devices'] as readonly Json[]
    return type === 'GENESIS' || type === 'DEVICE_ADD' ? [payload['device']!] : []
  }
  /** The epoch that an entry is: its boxes. */
  const epochIn = ({ type, payload }: Line) => {
    const epoch = type === 'REKEY' ? payload : type === 'REMOVE' ? payload['rekey'] : null
    return epoch ? listOf((epoch as { readonly [key: string]: Json })['boxes']) : undefined
  }

  it('has histories of all that can become of an entry', () => {
    expect(all.length).toBeGreaterThan(20)
    const words = all.flatMap(({ means }) => [...Object.values(means.invalid), ...Object.values(means.void)])
    for (const why of ['removed', 'demoted', 'revoked', 'ring', 'facilitator-there', 'followed-from-void'])
      expect(words).toContain(why)
    for (const why of ['chain', 'closed', 'not-allowed', 'inactive-device', 'too-much', 'admitted-otherwise'])
      expect(words).toContain(why)
  })

  for (const { what, circle, entries, means } of all) {
    const lines = inOrder(entries.map(lineOf))
    const pasts = pastsOf(lines)

    it(`${what}: what is invalid before any state is read`, () => {
      const found: Record<string, string> = {}
      const keys = new Map<string, { key: Buffer; by: string }[]>()
      for (const line of lines) {
        const { id, by, parents } = line
        const own = line.type === 'GENESIS' ? bringsIn(line) : []
        const key =
          own.length > 0
            ? bytesOf((own[0] as { readonly [key: string]: Json })['sign'])
            : keys.get(by)?.find(one => pasts.get(id)!.has(one.by))?.key
        if (parents.some(parent => means.invalid[parent] !== undefined)) found[id] = 'invalid-parent'
        else if (!key) found[id] = 'unknown-device'
        else if (!line.signedBy(key)) found[id] = 'signature'
        if (means.invalid[id] !== undefined) continue
        for (const device of bringsIn(line)) {
          const { sign } = device as { readonly [key: string]: Json }
          const name = idOfDevice(device)
          keys.set(name, [...(keys.get(name) ?? []), { key: bytesOf(sign), by: id }])
        }
      }
      const early = ['invalid-parent', 'unknown-device', 'signature']
      const said = Object.entries(means.invalid).filter(([, why]) => early.includes(why))
      expect(found).toEqual(Object.fromEntries(said))
    })

    it(`${what}: the order, the ends and who came in`, () => {
      const valid = lines.filter(({ id }) => means.invalid[id] === undefined)
      expect(valid[0]?.id).toBe(circle)
      expect(means.order).toEqual(valid.map(({ id }) => id))
      const followed = new Set(valid.flatMap(({ parents }) => parents))
      expect(means.heads).toEqual(
        valid
          .map(({ id }) => id)
          .filter(id => !followed.has(id))
          .sort(),
      )
      const stands = valid.filter(({ id }) => means.void[id] === undefined)
      expect(Object.keys(means.devices).sort()).toEqual(
        [...new Set(stands.flatMap(bringsIn).map(idOfDevice))].sort(),
      )
    })

    it(`${what}: the epochs, their ends and the heads`, () => {
      const epochs = lines.filter(line => means.invalid[line.id] === undefined && epochIn(line))
      expect([...means.epochs].sort()).toEqual(epochs.map(({ id }) => id).sort())
      const stand = epochs.filter(({ id }) => means.void[id] === undefined)
      const ends = stand.filter(({ id }) => !stand.some(other => pasts.get(other.id)!.has(id)))
      expect(means.epochEnds).toEqual(ends.map(({ id }) => id).sort())
      const isOut = ({ device }: { readonly [key: string]: Json }): boolean => {
        const status = means.devices[hex(bytesOf(device))]?.status
        return status === undefined || ['removed', 'left', 'revoked'].includes(status)
      }
      const told = ends
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(line => {
          const member = means.devices[line.by]?.member ?? ''
          return { id: line.id, member, open: epochIn(line)!.some(isOut) ? 1 : 0 }
        })
      const places = told.map((one, i) => {
        const nth = told.slice(0, i).filter(({ member }) => member === one.member).length
        return { ...one, nth, rank: means.members[one.member]?.rank ?? Number.POSITIVE_INFINITY }
      })
      const chosen = places.sort(
        (a, b) => a.open - b.open || a.nth - b.nth || a.rank - b.rank || (a.id < b.id ? -1 : 1),
      )
      expect(means.epochHeads).toEqual(
        chosen
          .slice(0, 16)
          .map(({ id }) => id)
          .sort(),
      )
    })
  }
})

describe('counts.json', () => {
  type Heard = {
    readonly what: string
    readonly circle: string
    readonly entries: readonly string[]
    readonly envelopes: readonly string[]
    readonly means: {
      readonly envelopes: Readonly<Record<string, { status: string; fault: string | null; aside: boolean }>>
      readonly devices: Readonly<
        Record<string, { member: string; cut: number | null; forked: boolean; reach: number | null }>
      >
    }
  }
  /** "Envelopes": its header's fields, once id, body and form hold. */
  function sealedOf(bytes: string) {
    const [header, signature, body] = (read(unhex(bytes)) as Json[]).map(bytesOf) as [Buffer, Buffer, Buffer]
    const fields = read(header) as Json[]
    expect(fields).toHaveLength(13)
    expect(fields[12]).toEqual(byteString(H('kinfold/body/1', body)))
    const [, , device, seq, prev, , kind] = fields
    return {
      id: hex(H('kinfold/envelope/1', signature, header)),
      circle: hex(bytesOf(fields[1])),
      device: hex(bytesOf(device)),
      seq: seq as number,
      prev: prev === null ? null : hex(bytesOf(prev)),
      kind: kind as string,
      deps: (fields[11] as readonly (readonly [Json, number, Json])[]).map(([who, to, id]) => ({
        device: hex(bytesOf(who)),
        seq: to,
        id: hex(bytesOf(id)),
      })),
      signedBy: (key: Uint8Array) => signed('kinfold/header/1', [header], signature, key),
    }
  }

  for (const { what, circle, entries, envelopes, means } of vectors<Heard[]>('counts')) {
    const keys = new Map<string, Buffer>()
    for (const { type, payload } of entries.map(lineOf)) {
      const come = type === 'ADMIT' ? payload['devices'] : type === 'GENESIS' ? [payload['device']!] : []
      for (const { sign, box } of come as readonly { readonly [key: string]: Json }[])
        keys.set(hex(H('kinfold/device/1', bytesOf(sign), bytesOf(box))), bytesOf(sign))
    }
    const all = envelopes.map(sealedOf)

    it(`${what}: chains, names and signatures`, () => {
      expect(new Set(all.map(({ id }) => id))).toEqual(new Set(Object.keys(means.envelopes)))
      const ids = new Map(all.map(one => [one.id, one]))
      for (const one of all) {
        expect(one.circle).toBe(circle)
        expect(one.signedBy(keys.get(one.device)!)).toBe(true)
        const before = one.prev === null ? undefined : ids.get(one.prev)
        expect([before?.device, before?.seq]).toEqual(
          one.seq === 1 ? [undefined, undefined] : [one.device, one.seq - 1],
        )
        for (const dep of one.deps)
          expect([ids.get(dep.id)?.device, ids.get(dep.id)?.seq]).toEqual([dep.device, dep.seq])
        expect(one.deps.map(({ device }) => device)).toEqual([...one.deps.map(({ device }) => device)].sort())
      }
    })

    it(`${what}: a cut, how far one is heard past it, and what is apart`, () => {
      const lines = all.filter(({ device }) => means.devices[device]?.forked === false)
      const reach = new Map(
        Object.entries(means.devices).flatMap(([device, { cut, forked }]) =>
          cut === null || forked ? [] : [[device, cut]],
        ),
      )
      const isWithin = (one: (typeof lines)[number]): boolean =>
        one.seq <= (reach.get(one.device) ?? Number.POSITIVE_INFINITY)
      for (let more = true; more; ) {
        more = false
        for (const one of lines.filter(line => isWithin(line) && means.envelopes[line.id]?.fault === null))
          for (const { device, seq } of one.deps) {
            const known = reach.get(device)
            const others = means.devices[device]?.member !== means.devices[one.device]?.member
            if (known === undefined || known >= seq || !others) continue
            reach.set(device, seq)
            more = true
          }
      }
      for (const [device, { reach: said, forked, cut }] of Object.entries(means.devices))
        if (!forked && cut !== null) expect(said).toBe(reach.get(device))
      for (const one of lines.filter(({ kind }) => kind === 'note')) {
        const { status, fault } = means.envelopes[one.id]!
        if (fault === null) expect(status === 'apart').toBe(!isWithin(one))
      }
      for (const one of all)
        if (means.envelopes[one.id]!.aside) expect(means.envelopes[one.id]!.status).not.toBe('accepted')
    })
  }
})
