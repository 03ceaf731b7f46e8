/** The courier: carries sealed frames between the vault and other people's devices, and can read none of them. */
import * as v from 'valibot'
import { bundled } from '../../shared/contract/bundled.ts'
import { ToCourier } from '../../shared/contract/courier.ts'
import { absurd } from '../../shared/result.ts'
import { standGuard } from './guard.ts'
import { hush } from './hush.ts'
import { openRooms } from './rooms.ts'

declare global {
  interface Window {
    /** Given by the preload script. */
    readonly courier: {
      readonly hub: () => string
      readonly vault: {
        readonly post: (message: unknown) => void
        readonly listen: (hear: (message: unknown) => void) => void
      }
    }
  }
}

hush(window)
const connections = standGuard(window)

const { hub } = window.courier
const vault = bundled(window.courier.vault)
const rooms = openRooms({
  hub: hub(),
  realm: window,
  connections,
  tell: message => vault.post(message),
  now: () => performance.now(),
  chance: Math.random,
})

vault.listen(message => {
  const parsed = v.safeParse(ToCourier, message)
  if (!parsed.success) return
  const order = parsed.output
  switch (order.kind) {
    case 'rooms':
      return rooms.be(order.rooms)
    case 'again':
      return rooms.again()
    case 'frame':
      return rooms.link(order.link)?.send(order.bytes)
    case 'drop':
      return rooms.link(order.link)?.end()
    default:
      return absurd(order)
  }
})
