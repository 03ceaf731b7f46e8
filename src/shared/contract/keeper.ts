/**
 * Between vault and lan: what lies with a circle's keeper. The vault seals and opens; the lan process speaks with the server
 * and sees bytes that it has no key to. A parcel is numbered by the lan process, and its number is never used again.
 */
import * as v from 'valibot'
import { Bytes } from '../bytes.ts'

const bytes = Bytes()
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const Parcel = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `ws://` or `wss://`, as a person typed it and the vault read it. */
export const KeeperAddress = v.pipe(v.string(), v.maxLength(300))

/** The first bytes of a parcel say which it is: equal words under one key are one parcel. */
export const PARCEL_ID = 24
/** Bytes of one parcel, at most: an envelope that has a checkpoint in it, and what it is padded with. */
export const MOST_PARCEL = 20 * 1024 * 1024
/** Bytes that are taken from one document of a keeper; one that holds more is left alone. */
export const MOST_DOCUMENT = 32 * 1024 * 1024
/** Nothing is brought to one that would hold more than this: several may be bringing something at once. */
export const MOST_BROUGHT = 24 * 1024 * 1024
/** Parcels in one document, at most. */
export const MOST_PARCELS = 10_000
/** Bytes of what is known of one document without what lies in it. */
export const MOST_MARK = 4 * 1024 * 1024
/** Documents open at once, over all circles. */
export const MOST_DOCUMENTS = 24
/** Deletions in one message, at most: those of what lay side by side are one. */
export const MOST_RANGES = 200_000
/** Parcels that the vault asks for, or brings, before an answer has come. */
export const AT_ONCE = 4

/**
 * `refused`: the server says no. `full`: it took no more of what was brought. `harmed`: what lies there is not what a circle
 * puts there, or more than is taken from anybody.
 */
export const KeeperState = v.picklist(['up', 'unreachable', 'refused', 'full', 'harmed'])
export type KeeperState = v.InferOutput<typeof KeeperState>

/** What the lan process knew of a document when it was last there, in its own words; kept and handed back by the vault. */
export const KeeperMark = v.pipe(bytes, v.maxLength(MOST_MARK))
/** `mark`: with it what lay there then is not sent again, if the server still has it; null: nothing is known. */
export const KeeperDocument = v.object({ name: Name, url: KeeperAddress, mark: v.nullable(KeeperMark) })
export type KeeperDocument = v.InferOutput<typeof KeeperDocument>

export const ToKeeper = v.variant('kind', [
  /** All documents to be in from now on; what is not named is left. */
  v.object({
    kind: v.literal('documents'),
    documents: v.pipe(v.array(KeeperDocument), v.maxLength(MOST_DOCUMENTS)),
  }),
  v.object({ kind: v.literal('want'), name: Name, parcel: Parcel }),
  v.object({ kind: v.literal('put'), name: Name, bytes }),
  v.object({ kind: v.literal('drop'), name: Name, parcels: v.array(Parcel) }),
])
export type ToKeeper = v.InferOutput<typeof ToKeeper>

export const FromKeeper = v.variant('kind', [
  /**
   * `there`: all that lies there was told before this. Else nothing is known of it any more, and all is told anew. `error`: the
   * system's word (`ECONNREFUSED`), or null.
   */
  v.object({
    kind: v.literal('state'),
    name: Name,
    there: v.boolean(),
    state: KeeperState,
    error: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  }),
  /** All that was told of this document until now, to be handed back with it. */
  v.object({ kind: v.literal('mark'), name: Name, mark: KeeperMark }),
  /** Lies there: also what was brought, once the server said that it has it. */
  v.object({
    kind: v.literal('lies'),
    name: Name,
    parcels: v.array(v.object({ parcel: Parcel, id: Bytes(PARCEL_ID), size: v.number() })),
  }),
  v.object({ kind: v.literal('gone'), name: Name, parcels: v.array(Parcel) }),
  /** What was asked for; `bytes` null when it is not there any more. */
  v.object({ kind: v.literal('parcel'), name: Name, parcel: Parcel, bytes: v.nullable(bytes) }),
])
export type FromKeeper = v.InferOutput<typeof FromKeeper>
