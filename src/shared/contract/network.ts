/** How a circle meets, on this computer alone: nothing of it is ever sent to the others. */
import * as v from 'valibot'
import { CircleId } from '../circle/circle.ts'
import { LONGEST_SERVER, MOST_SERVERS } from '../servers.ts'
import { call } from './wire.ts'

/**
 * `off`: by files alone, nothing is dialled and nothing listened for. `local`: on networks of one's own. `wide`: everywhere, by
 * servers that a person named.
 */
export const NETWORK_MODES = ['off', 'local', 'wide'] as const
export const NetworkMode = v.picklist(NETWORK_MODES)
export type NetworkMode = v.InferOutput<typeof NetworkMode>

/** UTF-16 units. */
export const LONGEST_CREDENTIAL = 300
const Url = v.pipe(v.string(), v.maxLength(LONGEST_SERVER))
const Credential = v.pipe(v.string(), v.maxLength(LONGEST_CREDENTIAL))
const several = <T extends v.GenericSchema>(one: T) => v.pipe(v.array(one), v.maxLength(MOST_SERVERS))

/** A STUN or TURN server as the face reads it: a password that was typed once does not come back. */
export const IceLine = v.object({ url: Url, username: v.nullable(Credential) })
export type IceLine = v.InferOutput<typeof IceLine>

export const CircleNetwork = v.object({
  /** The circle's name. */
  circle: v.string(),
  mode: NetworkMode,
  signalling: several(Url),
  ice: several(IceLine),
  /** Connections go by a TURN server alone: nobody of the circle sees this computer's address. */
  relay: v.boolean(),
  /** What was kept cannot be read: it is off until a person chooses anew. */
  harmed: v.boolean(),
})
export type CircleNetwork = v.InferOutput<typeof CircleNetwork>

export const networkCalls = {
  /** faults: not-found */
  'circle.network': call(v.object({ circle: CircleId }), CircleNetwork),
  /**
   * `password` of a TURN server: null where the one that is kept for this address and name stays. Servers are kept in every
   * mode, and used in `wide`. faults: not-found, server-unreadable, server-open (no TLS, and not near), server-named (STUN and
   * TURN go by number), server-password (TURN needs a name and a password), relay-alone (`relay` needs a TURN server and one
   * for signalling)
   */
  'circle.setNetwork': call(
    v.object({
      circle: CircleId,
      mode: NetworkMode,
      signalling: several(Url),
      ice: several(
        v.object({ url: Url, username: v.nullable(Credential), password: v.nullable(Credential) }),
      ),
      relay: v.boolean(),
    }),
    v.object({}),
  ),
  /**
   * Servers by which an invitation, or a code of one's other computer, would be answered; none: on one's own network. Nothing
   * is begun. faults: invitation-unreadable
   */
  'circle.way': call(
    v.object({ invitation: v.pipe(v.string(), v.maxLength(4096)), own: v.boolean() }),
    v.object({ servers: v.array(Url) }),
  ),
}
