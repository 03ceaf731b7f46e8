/** What an entry says: its payload, parsed where it enters. A type or version of a newer Kinfold is kept, not applied. */
import * as v from 'valibot'
import type { Cbor } from '../cbor.ts'
import { ENTRY_VERSION, type Entry } from './entry.ts'
import { type Payloads, schemas } from './payloads.ts'

export type { KeyBoxes } from './payloads.ts'

export type ActType = keyof Payloads
export type Act = { [T in ActType]: { readonly type: T } & Payloads[T] }[ActType]
export type ActOf<T extends ActType> = Extract<Act, { type: T }>

const isApplied = (type: string): type is ActType => Object.hasOwn(schemas, type)

const parsed = new WeakMap<Entry, Act | 'kept' | 'malformed'>()

/** `kept`: a type or a version this program does not apply. `malformed`: one it knows, with a payload that is none. */
export function actOf(entry: Entry): Act | 'kept' | 'malformed' {
  const known = parsed.get(entry)
  if (known) return known
  const act = parse(entry)
  parsed.set(entry, act)
  return act
}

function parse(entry: Entry): Act | 'kept' | 'malformed' {
  if (entry.v > ENTRY_VERSION || !isApplied(entry.type)) return 'kept'
  const payload = v.safeParse(schemas[entry.type] as v.GenericSchema, entry.payload)
  return payload.success ? ({ type: entry.type, ...(payload.output as object) } as Act) : 'malformed'
}

/** The payload of an act, to write it. */
export function payloadOf({ type: _, ...payload }: Act): Cbor {
  return payload as unknown as Cbor
}
