/** Keeps one other hub connected. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { writeAddress } from '../../shared/address.ts'
import { HUB_PATH } from './door.ts'
import { type Keeping, keep, type Standing } from './keep.ts'
import { LIMITS } from './message.ts'
import { greet, type Ourselves } from './remote.ts'

/** `own`: it was ourselves that answered. */
export type Dialled = Standing & { readonly own: boolean }

export function dial(
  { host, port }: { host: string; port: number },
  ourselves: Ourselves,
  tell: (dialled: Dialled) => void,
): Keeping {
  // The zone of a link-local address is for the socket; a URL and a Host header cannot hold it.
  const url = `ws://${writeAddress(host.replace(/%.*$/, ''), port)}${HUB_PATH}`
  let own = false
  return keep(
    () =>
      new WebSocket(url, {
        maxPayload: LIMITS.wrapped,
        perMessageDeflate: false,
        followRedirects: false,
        createConnection: () => connect({ host, port }),
      }),
    (socket, outcome) =>
      greet(socket, { role: 'dialler', host, port }, ourselves, {
        onUp() {
          own = false
          outcome.up()
        },
        onRefused: outcome.refused,
        onOurselves() {
          own = true
          outcome.ourselves()
        },
      }),
    standing => tell({ ...standing, own }),
    ourselves,
  )
}
