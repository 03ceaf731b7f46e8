/** What a patched program could send: envelopes and entries sealed and signed with one's own real keys, past every gate. */

import type { Cbor } from '../../../src/main/vault/circle/cbor.ts'
import type { Header } from '../../../src/main/vault/circle/envelope/header.ts'
import { sealEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { type Entry, readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import type { DeviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { cid } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId, EntryId, EpochKey, Hash } from '../../../src/main/vault/crypto/keys.ts'
import { compare } from '../../../src/shared/bytes.ts'
import type { Person } from './people.ts'

export type Forgery = Partial<Omit<Header, 'bodyHash'>> & { key?: Uint8Array; keys?: DeviceKeys }

export function ring(person: Person, circle: CircleId): Map<string, EpochKey> {
  const rows = person.db.prepare('SELECT epoch, key FROM epoch_keys WHERE circle = ?').all(circle) as {
    epoch: Uint8Array
    key: EpochKey
  }[]
  return new Map(rows.map(({ epoch, key }) => [hex(epoch), key]))
}

/** The next envelope of this person's device, unless told otherwise. Their own vault hears nothing of it. */
export function forge(
  person: Person,
  circle: CircleId,
  doc: DocId,
  content: Uint8Array,
  { key, keys, ...changed }: Forgery = {},
) {
  const { store } = person
  const own = keys ?? store.me(circle).keys
  const mine = store.have(circle).find(({ device }) => compare(device, own.id) === 0)
  const { heads, epochHeads } = store.state(circle)
  const fields: Omit<Header, 'bodyHash'> = {
    v: 1,
    circle,
    device: own.id,
    seq: (mine?.seq ?? 0) + 1,
    prev: mine?.hash ?? null,
    doc,
    kind: 'note',
    type: 'update',
    cidN: 0,
    epochHeads,
    logHeads: heads,
    deps: store
      .have(circle)
      .filter(({ device }) => compare(device, own.id) !== 0)
      .sort((a, b) => compare(a.device, b.device)),
    ...changed,
  }
  const sealed = sealEnvelope(
    fields,
    content,
    key ?? (writingKey(epochHeads, ring(person, circle)) as Hash),
    own,
  )
  return { ...sealed, bytes: writeEnvelope(sealed) }
}

export const cidOf = (person: Person, circle: CircleId, doc: DocId, cidN = 0): number =>
  cid(circle, doc, person.store.me(circle).device, cidN)

/** An entry by this person's device over all it knows, whatever the rules say. */
export function say(
  person: Person,
  circle: CircleId,
  type: string,
  payload: Cbor,
  parents: readonly EntryId[] = person.store.logHeads(circle),
  keys: DeviceKeys = person.store.me(circle).keys,
): Entry {
  return writeEntry({ circle, parents, type, payload, wallTime: 0 }, keys)
}

export const entriesOf = (person: Person, circle: CircleId): Entry[] =>
  person.store.missingLog(circle, []).map(bytes => {
    const entry = readEntry(bytes)
    if (!entry.ok) throw new Error(entry.fault)
    return entry.value
  })
