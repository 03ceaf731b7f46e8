/** The one next thing to try: from what is known of the network, the first that stands in the way. */
import type { Connection } from '../../../../shared/contract/connection.ts'
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
  | 'permission'
  | 'closed'
  | 'no-network'
  | 'not-used'
  | 'taken'
  | 'deaf'
  | 'far'
  | 'turned'
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

function unreached({ seen, told }: Connection): Next {
  const { hubs, signalling, interfaces, listening, multicast } = seen
  const far = [...hubs, ...signalling]
  if (far.some(({ state }) => state === 'up')) return 'meeting'
  const troubles = new Set<Trouble | null>(far.map(troubleOf))
  if (multicast === 'blocked' || troubles.has('denied')) return 'permission'
  // Somebody's computer said no: so there is a network, and it is the right one.
  if (troubles.has('closed')) return 'closed'
  if (told && !interfaces.some(isOut)) return 'no-network'
  if (told && !interfaces.some(({ used }) => used)) return 'not-used'
  if (troubles.has('taken')) return 'taken'
  if (told && listening.length === 0) return 'deaf'
  if (troubles.has('no-way')) return 'no-network'
  if (troubles.has('far') || troubles.has('late')) return 'far'
  return troubles.has('turned') || troubles.has('ended') ? 'turned' : 'nobody'
}
