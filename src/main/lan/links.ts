/** The hubs that stand connected, from whichever side: who is there already need not be dialled again. */
import { writeAddress } from '../../shared/address.ts'

export type Link = {
  readonly role: 'dialler' | 'answerer'
  /** The other's id, as its hello said: true of an honest hub, so it is looked at together with `host`. */
  readonly id: string
  readonly host: string
  readonly port: number
}

export type Links = {
  /** Answers what takes it out again. */
  readonly add: (link: Link) => () => void
  /** `counts`: of those that stand, which are looked at. */
  readonly has: (id: string, host: string, counts: (link: Link) => boolean) => boolean
  /** Those who dialled us, and since when (UTC ms). */
  readonly came: () => { readonly address: string; readonly since: number }[]
}

export function openLinks(wall: () => number, changed: () => void): Links {
  const all = new Map<Link, number>()
  return {
    add(link) {
      all.set(link, wall())
      changed()
      return () => {
        all.delete(link)
        changed()
      }
    },
    has: (id, host, counts) =>
      [...all.keys()].some(link => link.id === id && link.host === host && counts(link)),
    came: () =>
      [...all]
        .filter(([{ role }]) => role === 'answerer')
        .map(([{ host, port }, since]) => ({ address: writeAddress(host, port), since })),
  }
}
