/** One open channel to one device: frames in, frames out, credit back as they leave, and an end that is told exactly once. */
import { CREDIT, FRAME, type FromCourier } from '../../shared/contract/courier.ts'

/** Bytes in the channel's own buffer above which frames wait here, and below which they go on. */
const HIGH = 256 * 1024
const LOW = 64 * 1024

export type Link = {
  readonly name: string
  readonly connection: RTCPeerConnection
  /** Open, and never closed again once it was. */
  readonly isOpen: () => boolean
  readonly send: (frame: Uint8Array) => void
  /** Ends it from here; the far end hears of it through the connection. */
  readonly end: () => void
}

export type LinkOf = {
  readonly name: string
  readonly room: string
  readonly connection: RTCPeerConnection
  readonly channel: RTCDataChannel
  readonly tell: (message: FromCourier) => void
  /** The channel is of no more use: take its connection down too. */
  readonly spent: () => void
}

export function openLink({ name, room, connection, channel, tell, spent }: LinkOf): Link {
  const waiting: Uint8Array[] = []
  let state: 'opening' | 'open' | 'ended' = 'opening'
  channel.binaryType = 'arraybuffer'
  channel.bufferedAmountLowThreshold = LOW

  function end(): void {
    if (state === 'ended') return
    const wasOpen = state === 'open'
    state = 'ended'
    waiting.length = 0
    channel.close()
    if (wasOpen) tell({ kind: 'closed', link: name })
    spent()
  }

  function pump(): void {
    let frames = 0
    while (state === 'open' && channel.readyState === 'open' && channel.bufferedAmount < HIGH) {
      const frame = waiting.shift()
      if (!frame) break
      channel.send(frame as Uint8Array<ArrayBuffer>)
      frames += 1
    }
    if (frames > 0) tell({ kind: 'credit', link: name, frames })
  }

  channel.onopen = () => {
    if (state !== 'opening') return
    state = 'open'
    // When both dialled at once simple-peer thinks itself the initiator on both ends. Only one end's offer stood.
    tell({ kind: 'opened', link: name, room, initiator: connection.localDescription?.type === 'offer' })
  }
  channel.onbufferedamountlow = pump
  channel.onclose = end
  channel.onerror = end
  channel.onmessage = event => {
    const sound = event.data instanceof ArrayBuffer && event.data.byteLength <= FRAME
    if (!sound) end()
    else if (state === 'open') tell({ kind: 'frame', link: name, bytes: new Uint8Array(event.data) })
  }

  return {
    name,
    connection,
    isOpen: () => state === 'open',
    send(frame) {
      if (state !== 'open') return
      // More than the credit, or more than a frame: the vault would be mistaken, and memory is not endless.
      if (frame.length > FRAME || waiting.length >= CREDIT * 2) return end()
      waiting.push(frame)
      pump()
    },
    end,
  }
}
