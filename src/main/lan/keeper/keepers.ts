/** The documents that the vault wants kept open, on the port that it has to this process. */
import * as v from 'valibot'
import { type FromKeeper, type KeeperDocument, ToKeeper } from '../../../shared/contract/keeper.ts'
import type { Port } from '../../../shared/contract/wire.ts'
import { hostOfKeeper } from '../../../shared/keeper-address.ts'
import { absurd } from '../../../shared/result.ts'
import { type MayLeave, within } from '../way.ts'
import { type Kept, keepDocument } from './document.ts'

export type KeepersPlan = {
  /** Whether this host may be dialled, or looked up, as the interfaces are chosen now. */
  readonly mayDial: (host: string) => boolean
  readonly mayLeave: MayLeave
}

/** `kept` unset: it may not be dialled as things are. */
type Wanted = { document: KeeperDocument; kept?: Kept | undefined }

export function openKeepers(port: Port, { mayDial, mayLeave }: KeepersPlan) {
  const all = new Map<string, Wanted>()
  let numbers = 0
  const tell = (news: FromKeeper): void => port.post(news)
  const keyOf = ({ name, url }: KeeperDocument): string => `${name} ${url}`
  const drop = (one: Wanted): void => {
    one.kept?.stop()
    one.kept = undefined
  }
  const barred = ({ name }: KeeperDocument): void =>
    tell({ kind: 'state', name, there: false, state: 'unreachable', error: 'ENETUNREACH' })

  function look(): void {
    for (const one of all.values()) {
      const { document } = one
      const may = mayDial(hostOfKeeper(document.url))
      if (may)
        one.kept ??= keepDocument(document, {
          ...{ tell, lookup: within(mayLeave), chance: Math.random },
          number: () => numbers++,
        })
      else if (one.kept) {
        drop(one)
        barred(document)
      }
    }
  }

  function be(documents: readonly KeeperDocument[]): void {
    const wanted = new Map(documents.map(document => [keyOf(document), document]))
    for (const [key, one] of all) {
      if (wanted.has(key)) continue
      drop(one)
      all.delete(key)
    }
    for (const [key, document] of wanted) {
      if (all.has(key)) continue
      all.set(key, { document })
      if (!mayDial(hostOfKeeper(document.url))) barred(document)
    }
    look()
  }

  const of = (name: string): Kept | undefined =>
    [...all.values()].find(one => one.document.name === name)?.kept
  const hear = (message: ToKeeper): void => {
    switch (message.kind) {
      case 'documents':
        return be(message.documents)
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

  port.listen(data => {
    const message = v.safeParse(ToKeeper, data)
    if (message.success) hear(message.output)
  })
  return {
    /** The network is another one: those that may be reached now are, and no others. */
    look,
    /** Somebody wants it now, or the network is another one: who waits for the next try does not. */
    again: () => all.forEach(({ kept }) => void kept?.again()),
    /** The computer slept. */
    anew: () => all.forEach(({ kept }) => void kept?.anew()),
    /** Other interfaces were chosen: by whichever way each was reached. */
    part(): void {
      for (const one of all.values()) {
        if (!one.kept) continue
        drop(one)
        barred(one.document)
      }
      look()
    },
    end(): void {
      for (const one of all.values()) drop(one)
      all.clear()
    },
  }
}
