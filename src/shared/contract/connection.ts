/** What the connection doctor looks at. Names and addresses in it are for the person's own screen alone. */
import * as v from 'valibot'
import { CircleId } from '../circle/circle.ts'
import { KeeperState } from './keeper.ts'
import { KeeperRests } from './keeping.ts'
import { InterfaceName, MOST_INTERFACES, NetworkSeen } from './lan.ts'
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

/**
 * A circle's keeper, on this computer. `rests`: it is not used now, as the circle meets. `state`: null while nothing is known
 * yet. `error`: the system's word, or null.
 */
export const KeeperOut = v.object({
  circle: CircleId,
  name: v.string(),
  rests: v.nullable(KeeperRests),
  state: v.nullable(KeeperState),
  error: v.nullable(v.string()),
})
export type KeeperOut = v.InferOutput<typeof KeeperOut>

const Names = v.pipe(v.array(InterfaceName), v.maxLength(MOST_INTERFACES))
/**
 * Interfaces of this computer by name: those that lead out of it, and those that may be used (null: all, those that come later
 * too). `harmed`: what was chosen cannot be read, so none is used until a person chooses anew.
 */
export const InterfaceChoice = v.object({
  here: v.array(v.string()),
  only: v.nullable(Names),
  harmed: v.boolean(),
})
export type InterfaceChoice = v.InferOutput<typeof InterfaceChoice>

export const Connection = v.object({
  circles: v.array(CircleOut),
  keepers: v.array(KeeperOut),
  interfaces: InterfaceChoice,
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
  /** On this computer, from now on. */
  'network.use': call(v.object({ only: v.nullable(Names) }), v.object({})),
} as const
export const connectionNews = {
  'network.changed': v.object({}),
} as const
