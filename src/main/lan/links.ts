/** The hubs that stand connected, from whichever side: who is there already need not be dialled again. */
import { writeAddress } from '../../shared/address.ts'

export type Link = {
  readonly role: 'dialler' | 'answerer'
  /** The other's id, as its hello said: true of an honest hub, so it is looked at together with `host`. */
  readonly id: string
  readonly host: string
  readonly port: number
}

/** `hasMet`: the two have had a room in common. */
type Standing = Link & { readonly hasMet?: () => boolean }

export type Links = {
  /** Answers what takes it out again. */
  readonly add: (link: Standing) => () => void
  /** What is told of them has changed. */
  readonly changed: () => void
  /** Whether a hub that we dialled there has had a room in common with us; undefined: none stands. */
  readonly met: (host: string, port: number) => boolean | undefined
  /** `counts`: of those that stand, which are looked at. */
  readonly has: (id: string, host: string, counts: (link: Link) => boolean) => boolean
  /** Those who dialled us, and since when (UTC ms). */
  readonly came: () => { readonly address: string; readonly since: number; readonly met: boolean }[]
}

export function openLinks(wall: () => number, changed: () => void): Links {
  const all = new Map<Standing, number>()
  return {
    changed,
    met: (host, port) =>
      [...all.keys()]
        .find(link => link.role === 'dialler' && link.host === host && link.port === port)
        ?.hasMet?.(),
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
        .map(([{ host, port, hasMet }, since]) => ({
          address: writeAddress(host, port),
          since,
          met: hasMet?.() ?? false,
        })),
  }
}
