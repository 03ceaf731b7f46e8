/** What is known of the network while the notebook is open: told by the shell, and read by the connection doctor. */
import { travels } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleOut, Connection } from '../../../../shared/contract/connection.ts'
import type { NetworkSeen } from '../../../../shared/contract/lan.ts'
import type { ToVault } from '../../../../shared/contract/shell.ts'
import { absurd } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import { lineOf } from './view.ts'

/** Hubs remembered by what dialling them came to, where the hub itself says no more. */
const MOST = 64

type Hub = NetworkSeen['hubs'][number]

export class Outlook {
  readonly #clock: Clock
  readonly #dialled = new Map<string, Hub>()
  #carried: Pick<Connection, 'hub' | 'courier'> = { hub: 'off', courier: 'off' }
  #listening: readonly string[] = []
  #seen: NetworkSeen | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True when something is otherwise than it was. */
  hear(message: ToVault): boolean {
    switch (message.kind) {
      case 'seen':
        this.#seen = message.network
        return true
      case 'carried': {
        const { hub, courier } = message
        const same = hub === this.#carried.hub && courier === this.#carried.courier
        this.#carried = { hub, courier }
        if (same || hub === 'up') return !same
        // What a hub saw that is gone is not so any more.
        this.#seen = undefined
        this.#dialled.clear()
        return true
      }
      case 'hub':
        this.#listening = message.addresses
        return true
      case 'dialled': {
        const { address, state } = message
        this.#dialled.delete(address)
        this.#dialled.set(address, { address, way: 'given', state, error: null, since: this.#clock.now() })
        const [oldest] = this.#dialled.keys()
        if (this.#dialled.size > MOST && oldest !== undefined) this.#dialled.delete(oldest)
        return true
      }
      case 'folder':
      case 'place':
      case 'close':
        return false
      default:
        return absurd(message)
    }
  }

  read(): Pick<Connection, 'hub' | 'courier' | 'seen' | 'told'> {
    const known: NetworkSeen = {
      interfaces: [],
      listening: [...this.#listening],
      multicast: 'off',
      hubs: [...this.#dialled.values()],
      signalling: [],
    }
    const told = this.#carried.hub === 'up' && this.#seen !== undefined
    return { ...this.#carried, seen: (told && this.#seen) || known, told }
  }
}

/** Of a circle, for its own people: whether it meets others, and how many of their devices are there. */
export function circleOut(
  store: CircleStore,
  circle: CircleId,
  paused: boolean,
  linked: (circle: CircleId) => number,
): CircleOut {
  const { name, standing } = lineOf(store, circle)
  const state = (): CircleOut['state'] => {
    if (!travels(standing)) return 'rests'
    if (paused) return 'paused'
    if (store.network.of(circle).mode === 'off') return 'off'
    // Somebody's other computer is met like anybody else's.
    const devices = [...store.state(circle).devices.values()]
    return devices.filter(({ status }) => status === 'active').length > 1 ? 'meets' : 'alone'
  }
  return { id: hex(circle), name, state: state(), links: linked(circle) }
}
