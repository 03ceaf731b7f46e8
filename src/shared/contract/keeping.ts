/** A circle's keeper, as the face asks for it and names it. */
import * as v from 'valibot'
import { CircleId } from '../circle/circle.ts'
import { KeeperAddress, KeeperState } from './keeper.ts'
import { call } from './wire.ts'

/**
 * Why it is not used now: how this circle meets does not reach that far, or this computer's address is to be hidden, which a
 * keeper sees; or so many circles have one that there is no place for this one.
 */
export const KeeperRests = v.picklist(['reach', 'hidden', 'many'])
export type KeeperRests = v.InferOutput<typeof KeeperRests>

/** On this computer. `circle`: its name. `state`: null while there is none, or nothing is known yet. `since`: UTC ms. */
export const Keeper = v.object({
  circle: v.string(),
  address: v.nullable(KeeperAddress),
  state: v.nullable(KeeperState),
  since: v.nullable(v.number()),
  /** Null: it is used. */
  rests: v.nullable(KeeperRests),
})
export type Keeper = v.InferOutput<typeof Keeper>

export const keeperCalls = {
  /** Told anew by `circle.changed`. faults: not-found */
  'keeper.read': call(v.object({ circle: CircleId }), Keeper),
  /**
   * `address`: `wss://`, or `ws://` on a network of one's own; null: none any more. faults: not-found, keeper-unreadable,
   * keeper-open (no TLS, and not near)
   */
  'keeper.set': call(v.object({ circle: CircleId, address: v.nullable(KeeperAddress) }), v.object({})),
}
