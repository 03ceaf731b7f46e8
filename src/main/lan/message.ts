/**
 * What may be said to a hub, and how much of it.
 *
 * A courier speaks y-webrtc's signalling: subscribe, unsubscribe, publish, ping.
 * Hubs speak to each other: hello once each, then want and unwant, then publish. A topic never crosses the wire between
 * hubs: each link has its own tags for topics (tag.ts), so a stranger's hub learns how many there are and nothing else.
 * A server that a circle configured is spoken to as a courier speaks to us, of the topics that are its own and no others.
 */
import * as v from 'valibot'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Ways } from '../../shared/ways.ts'

export const LIMITS = {
  /** Bytes of one message: an offer with many candidates is about 10 KB. */
  message: 64 * 1024,
  /** Room for a full message inside an envelope between hubs, in bytes. */
  wrapped: 66 * 1024,
  topics: 256,
  /** Couriers at once: one, and those before it that have not quite gone. */
  couriers: 4,
  /** Topics of one other hub: all that its couriers may hold. */
  tags: 1024,
  topicLength: 200,
  connections: 64,
  /** Connections from one address, so that one neighbour cannot take all the seats. */
  perAddress: 16,
  /** Further connections, for the addresses where we look for somebody. */
  awaited: 16,
  /** Bytes that may wait for somebody slow before the connection is given up. */
  waiting: 4 * 1024 * 1024,
  /** Bytes of the longest text taken from a signalling server, which passes on what anybody sends it. */
  server: 1024 * 1024,
  /** Messages a second, and how many may come at once. */
  local: { rate: 400, burst: 4000 },
  remote: { rate: 200, burst: 2000 },
  /** Milliseconds in which a hub must have said hello. */
  hello: 5000,
  /** Milliseconds between pings between hubs; two without an answer end the connection. */
  heartbeat: 4000,
} as const

const Topic = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.topicLength))
const Topics = v.pipe(v.array(Topic), v.maxLength(LIMITS.topics))
const Tag = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
const Tags = v.pipe(v.array(Tag), v.maxLength(LIMITS.topics))
const Sealed = v.pipe(v.string(), v.maxLength(LIMITS.message))

export const FromClient = v.variant('type', [
  v.object({ type: v.literal('subscribe'), topics: Topics }),
  v.object({ type: v.literal('unsubscribe'), topics: Topics }),
  /** `data` is sealed by y-webrtc with the room's password: text to us. */
  v.object({ type: v.literal('publish'), topic: Topic, data: Sealed }),
  v.object({ type: v.literal('ping') }),
])
export type FromClient = v.InferOutput<typeof FromClient>

export type ToClient =
  | { readonly type: 'publish'; readonly topic: string; readonly data: string }
  /** Somebody elsewhere came to this topic: announce yourself, they missed it when you did. */
  | { readonly type: 'arrived'; readonly topic: string }
  | { readonly type: 'pong' }
  /** By which networks connections may go: the first thing that is said, and at each change. Null: by any. */
  | { readonly type: 'ways'; readonly ways: Ways | null }

/** What a server of y-webrtc's signalling says. What else it says is not for us. */
export const FromServer = v.variant('type', [
  v.object({ type: v.literal('publish'), topic: Topic, data: Sealed }),
  v.object({ type: v.literal('pong') }),
])
export type FromServer = v.InferOutput<typeof FromServer>
export type ToServer = FromClient

export const HUB_VERSION = 1

export const Hello = v.object({
  kind: v.literal('hello'),
  version: v.number(),
  /** Random for each start of a hub: tells a hub that it has dialled itself. */
  hub: Tag,
  /** Random for each connection: salts the tags. */
  nonce: Tag,
})
export type Hello = v.InferOutput<typeof Hello>

export const FromHub = v.variant('kind', [
  v.object({ kind: v.literal('want'), tags: Tags }),
  v.object({ kind: v.literal('unwant'), tags: Tags }),
  /** `id` is random for each message: the same one may come over two connections and is passed on once. */
  v.object({ kind: v.literal('publish'), id: Tag, tag: Tag, data: Sealed }),
])
export type FromHub = v.InferOutput<typeof FromHub>

export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** One message as it came from a socket. faults: bad-request */
export function read<S extends v.GenericSchema>(
  schema: S,
  text: string,
): Result<v.InferOutput<S>, 'bad-request'> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err('bad-request')
  }
  const parsed = v.safeParse(schema, value)
  return parsed.success ? ok(parsed.output) : err('bad-request')
}
