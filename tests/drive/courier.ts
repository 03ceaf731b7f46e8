/**
 * What a person's courier really sends and hears on its data channels, counted in its own page; and a link that breaks.
 * Nothing in the program is changed: the page's WebRTC is listened to from outside, as devtools would.
 */
import type { Page } from 'playwright-core'
import type { Person } from './person.ts'

export type Carried = {
  /** Bytes of each frame on our own channel, in order, over all links so far. */
  readonly sent: readonly number[]
  readonly heard: readonly number[]
  /** By Chromium's own count: bytes on all data channels of the connections that stand now, y-webrtc's own among them. */
  readonly counted: { readonly sent: number; readonly heard: number }
  readonly open: number
}

type Ears = { sent: number[]; heard: number[]; channels: RTCDataChannel[]; connections: RTCPeerConnection[] }
const OURS = 'kinfold/1'

/** Call once, before the circle is there: the courier's page comes with the first. */
export async function listenToCourier(person: Person): Promise<void> {
  await person.app.context().addInitScript(prick, OURS)
}

/** Runs in every new page, before its own scripts. */
function prick(ours: string): void {
  if (location.protocol !== 'app:' || location.host !== 'courier') return
  const ears: Ears = { sent: [], heard: [], channels: [], connections: [] }
  Object.assign(window, { ears })
  const Plain = window.RTCPeerConnection
  class Heard extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      ears.connections.push(this)
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options)
      if (label !== ours) return channel
      ears.channels.push(channel)
      channel.addEventListener(
        'message',
        ({ data }) => void ears.heard.push((data as ArrayBuffer).byteLength),
      )
      const send = channel.send
      channel.send = (data: unknown) => {
        ears.sent.push((data as ArrayBufferView).byteLength)
        Reflect.apply(send, channel, [data])
      }
      return channel
    }
  }
  Object.defineProperty(window, 'RTCPeerConnection', { value: Heard, writable: true, configurable: true })
}

function page(person: Person): Page {
  const found = person.app.windows().find(one => !one.isClosed() && one.url().startsWith('app://courier/'))
  if (!found) throw new Error('there is no courier')
  return found
}

export function carried(person: Person): Promise<Carried> {
  return page(person).evaluate(async () => {
    const { sent, heard, channels, connections } = (window as unknown as { ears: Ears }).ears
    const counted = { sent: 0, heard: 0 }
    for (const connection of connections)
      if (connection.connectionState === 'connected')
        for (const one of (await connection.getStats()).values())
          if (one.type === 'data-channel') {
            counted.sent += Number(one.bytesSent)
            counted.heard += Number(one.bytesReceived)
          }
    return { sent, heard, counted, open: channels.filter(({ readyState }) => readyState === 'open').length }
  })
}

/** The links of this person break, all at once. */
export async function breakLinks(person: Person): Promise<void> {
  await page(person).evaluate(() => {
    for (const channel of (window as unknown as { ears: Ears }).ears.channels) channel.close()
  })
}

/** The courier's process falls, as it would by a bug in the browser. */
export async function fellCourier(person: Person): Promise<void> {
  const pid = await person.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find(one => one.getURL().startsWith('app://courier'))
      ?.getOSProcessId(),
  )
  if (!pid) throw new Error('there is no courier')
  process.kill(pid, 'SIGKILL')
}
