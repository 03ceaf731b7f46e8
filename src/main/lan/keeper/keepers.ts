/** The documents that the vault wants kept open, on the port that it has to this process. */
import * as v from 'valibot'
import { type FromKeeper, ToKeeper } from '../../../shared/contract/keeper.ts'
import type { Port } from '../../../shared/contract/wire.ts'
import { hostOfKeeper } from '../../../shared/keeper-address.ts'
import { absurd } from '../../../shared/result.ts'
import { type Kept, keepDocument } from './document.ts'

/** `mayDial`: whether this host may be dialled, as the interfaces are chosen now. */
export function openKeepers(port: Port, mayDial: (host: string) => boolean) {
  const open = new Map<string, Kept>()
  let numbers = 0
  const tell = (news: FromKeeper): void => port.post(news)
  const hear = (message: ToKeeper): void => {
    switch (message.kind) {
      case 'documents': {
        const wanted = new Map(message.documents.map(one => [`${one.name} ${one.url}`, one]))
        for (const [key, kept] of open) {
          if (wanted.has(key)) continue
          kept.stop()
          open.delete(key)
        }
        for (const [key, one] of wanted) {
          if (open.has(key)) continue
          if (mayDial(hostOfKeeper(one.url)))
            open.set(
              key,
              keepDocument(one, tell, () => numbers++),
            )
          else tell({ kind: 'state', name: one.name, there: false, state: 'refused' })
        }
        return
      }
      case 'want':
        return of(message.name)?.want(message.parcel)
      case 'put':
        return of(message.name)?.put(message.bytes)
      case 'drop':
        return of(message.name)?.drop(message.parcels)
      default:
        absurd(message)
    }
  }
  const of = (name: string): Kept | undefined => {
    for (const [key, kept] of open) if (key.startsWith(`${name} `)) return kept
    return undefined
  }

  port.listen(data => {
    const message = v.safeParse(ToKeeper, data)
    if (message.success) hear(message.output)
  })
  return {
    end(): void {
      for (const kept of open.values()) kept.stop()
      open.clear()
    },
  }
}
