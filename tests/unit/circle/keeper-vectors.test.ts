/** tests/vectors/keeper.json as the program reads it; by hand: second-reader.test.ts. */
import { expect, it } from 'vitest'
import {
  documentOf,
  openOnward,
  openParcel,
  sealParcel,
} from '../../../src/main/vault/circle/keeper/parcel.ts'
import { boxKeys } from '../../../src/main/vault/crypto/box.ts'
import type { EpochKey, Seed } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

await sodiumReady

const vector = vectors<{
  epochKey: string
  document: string
  entries: string[]
  parcel: string
  boxSeed: string
  onward: string
}>('keeper')
const key = fromHex(vector.epochKey) as EpochKey

it('the name of the document', () => {
  expect(documentOf(key)).toBe(vector.document)
})

it('a parcel: what is in it, and the same bytes again', () => {
  const parcel = openParcel(key, fromHex(vector.parcel))
  expect(parcel).toEqual({ t: 'entries', list: vector.entries.map(fromHex) })
  expect(toHex(sealParcel(key, parcel!).bytes)).toBe(vector.parcel)
})

it('what goes on, for one of those who are in', () => {
  const parcel = openParcel(key, fromHex(vector.onward))
  if (parcel?.t !== 'onward') throw new Error('not read')
  expect(openOnward(parcel, boxKeys(fromHex(vector.boxSeed) as Seed))).toEqual(vector.entries.map(fromHex))
  expect(openOnward(parcel, boxKeys(new Uint8Array(32).fill(9) as Seed))).toBeUndefined()
  expect(toHex(sealParcel(key, parcel).bytes)).toBe(vector.onward)
})
