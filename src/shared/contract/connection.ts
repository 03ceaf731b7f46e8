/** What the connection doctor looks at. Names and addresses in it are for the person's own screen alone. */
import * as v from 'valibot'
import { CircleId } from '../circle/circle.ts'
import { NetworkSeen } from './lan.ts'
import { Carried } from './shell.ts'
import { call } from './wire.ts'

/**
 * `paused`: by this person. `off`: it goes by files alone. `alone`: nobody else is in it. `rests`: it does not travel any more. `links`: other devices of
 * it that are connected now.
 */
export const CircleOut = v.object({
  id: CircleId,
  name: v.string(),
  state: v.picklist(['meets', 'alone', 'paused', 'off', 'rests']),
  links: v.number(),
})
export type CircleOut = v.InferOutput<typeof CircleOut>

export const Connection = v.object({
  circles: v.array(CircleOut),
  /** A circle is being joined, or a computer linked. */
  joining: v.boolean(),
  ...Carried.entries,
  seen: NetworkSeen,
  /** False: the hub has not said what it sees; of `seen` only `listening` and `hubs` are known. */
  told: v.boolean(),
})
export type Connection = v.InferOutput<typeof Connection>

export const connectionCalls = {
  /** Told anew by `network.changed`. */
  'network.read': call(v.object({}), Connection),
} as const
export const connectionNews = {
  'network.changed': v.object({}),
} as const
