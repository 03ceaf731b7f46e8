/** The one next thing to try: from what is known of the network, the first that stands in the way. */
import type { Connection, KeeperOut } from '../../../../shared/contract/connection.ts'
import { isOut } from './interfaces.ts'
import { type Trouble, troubleOf } from './kinds.ts'

export type Next =
  | 'well'
  | 'none'
  | 'paused'
  | 'off'
  | 'alone'
  | 'hub'
  | 'courier'
  | 'starting'
  | 'meeting'
  | 'served'
  | 'permission'
  | 'closed'
  | 'no-network'
  | 'not-used'
  | 'barred'
  | 'taken'
  | 'server'
  | 'deaf'
  | 'far'
  | 'turned'
  | 'kept'
  | 'keeper'
  | 'nobody'

/** Wanted at all, then there at all, then reached: what stands later is not looked at while something before is in the way. */
export function nextThing(connection: Connection): Next {
  return unwanted(connection) ?? unready(connection) ?? unreached(connection)
}

function unwanted({ circles, joining, hub }: Connection): Next | undefined {
  const travelling = circles.filter(({ state }) => state !== 'rests')
  if (joining) return undefined
  if (travelling.length === 0) return 'none'
  if (travelling.every(({ state }) => state === 'paused')) return 'paused'
  if (!travelling.some(({ state }) => state === 'meets'))
    return travelling.some(({ state }) => state === 'off') ? 'off' : 'alone'
  return hub === 'off' ? 'off' : undefined
}

function unready({ circles, hub, courier }: Connection): Next | undefined {
  if (hub === 'fallen') return 'hub'
  if (courier === 'fallen') return 'courier'
  if (circles.some(({ links }) => links > 0)) return 'well'
  return hub === 'up' && courier === 'up' ? undefined : 'starting'
}

function unreached(connection: Connection): Next {
  const { seen, told, interfaces: choice } = connection
  const { hubs, signalling, interfaces, listening, multicast } = seen
  const isUp = ({ state }: { readonly state: string }) => state === 'up'
  // A stranger's Kinfold is near as well, and nobody is waited for because of it.
  if (hubs.some(one => isUp(one) && one.met !== false)) return 'meeting'
  if (isKept(connection)) return 'kept'
  const troubles = new Set<Trouble | null>(hubs.map(troubleOf))
  const ofServers = new Set<Trouble | null>(signalling.map(troubleOf))
  if (multicast === 'blocked' || troubles.has('denied') || ofServers.has('denied')) return 'permission'
  // Somebody's computer said no: so there is a network, and it is the right one.
  if (troubles.has('closed')) return 'closed'
  if (signalling.some(isUp)) return 'served'
  if (told && !interfaces.some(isOut)) return 'no-network'
  if (told && !interfaces.some(({ used }) => used)) return choice.only === null ? 'not-used' : 'barred'
  if (troubles.has('taken')) return 'taken'
  if (troubles.has('no-way') || ofServers.has('no-way')) return 'no-network'
  if (signalling.length > 0) return 'server'
  if (told && listening.length === 0) return 'deaf'
  if (troubles.has('far') || troubles.has('late')) return 'far'
  if (troubles.has('turned') || troubles.has('ended')) return 'turned'
  return connection.keepers.some(isAstray) ? 'keeper' : 'nobody'
}

/** Something stands between this computer and a keeper that a circle would use. */
export const isAstray = ({ rests, state }: KeeperOut): boolean => !rests && state !== null && state !== 'up'

/** Nobody is in reach, and for each circle that meets others a keeper is. */
function isKept({ circles, keepers }: Connection): boolean {
  const up = new Set(keepers.flatMap(({ circle, state, rests }) => (state === 'up' && !rests ? circle : [])))
  const meeting = circles.filter(({ state }) => state === 'meets')
  return meeting.length > 0 && meeting.every(({ id }) => up.has(id))
}
