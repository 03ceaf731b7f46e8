/**
 * A note shared by y-webrtc 10.3 and nothing else, in a page: its own provider over its own channel, no key, no store, no
 * signature. Batches come and go as the hands make them, through a second document, since the provider sends each
 * transaction of its own by itself.
 */
import { Awareness } from 'y-protocols/awareness'
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'
import { hands } from '../pages/hands.ts'

declare global {
  interface Window {
    plain: { open(room: string, hub: string): Promise<void> }
  }
}

let leave = (): void => {}

window.plain = {
  async open(room, hub) {
    leave()
    const shared = new Y.Doc()
    const awareness = new Awareness(shared)
    awareness.setLocalState(null)
    const provider = new WebrtcProvider(room, shared, {
      signaling: [hub],
      awareness,
      filterBcConns: true,
      peerOpts: { config: { iceServers: [] } },
    })
    leave = () => provider.destroy()
    const own = hands(new Y.Doc(), {
      send: async update => Y.applyUpdateV2(shared, update, 'hands'),
    })
    shared.on('updateV2', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'hands') own.arrive(update)
    })
    window.hands = own
    await new Promise<void>(resolve => {
      provider.on('peers', ({ webrtcPeers }) => {
        if (webrtcPeers.length > 0) resolve()
      })
    })
  },
}
