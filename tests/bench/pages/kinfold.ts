/**
 * In place of the face, in its own window and over its own port: the hands write, the vault keeps. What is measured is the
 * whole way between two pages: contract, port, relay, vault, disk, courier, WebRTC, and the same back up.
 */
import * as Y from 'yjs'
import { vaultContract } from '../../../src/shared/contract/vault.ts'
import { ask } from '../../../src/shared/contract/wire.ts'
import { hands } from './hands.ts'

declare global {
  interface Window {
    bench: Bench
  }
}

export type Bench = {
  /** The circle there is; made and joined by people on the screen. */
  newNote(): Promise<string>
  open(note: string): Promise<void>
  /** Ask the vault for nothing much, again and again, until `silence`: the longest it took to answer, in ms. */
  listen(): void
  silence(): number
}

const vault = ask(vaultContract, { ...window.kinfold.vault, close: () => {} })
const said = async <T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; fault: string }>,
): Promise<T> => {
  const result = await answer
  if (!result.ok) throw new Error(result.fault)
  return result.value
}
const theCircle = async (): Promise<string> => (await said(vault.ask('circle.list', {})))[0]?.id ?? ''

let open = ''
let longest = 0
let going = false
vault.on('note.arrived', ({ note, update }) => {
  if (note === open) window.hands.arrive(update)
})
// As the circle's page does.
vault.on('circle.changed', ({ circle }) => void vault.ask('circle.read', { circle }))

window.bench = {
  async newNote() {
    const { note } = await said(vault.ask('note.create', { circle: await theCircle() }))
    return note
  },
  async open(note) {
    const circle = await theCircle()
    for (;;) {
      const { notes } = await said(vault.ask('circle.read', { circle }))
      if (notes.some(({ id }) => id === note)) break
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    if (open !== '') await vault.ask('note.close', { note: open })
    const { state, cid } = await said(vault.ask('note.open', { circle, note }))
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, state)
    doc.clientID = cid
    open = note
    window.hands = hands(doc, {
      send: async update => {
        await said(vault.ask('note.change', { note, cid, update }))
      },
    })
  },
  listen() {
    longest = 0
    going = true
    const ping = async (): Promise<void> => {
      while (going) {
        const start = performance.now()
        await vault.ask('vault.state', {})
        longest = Math.max(longest, performance.now() - start)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
    void ping()
  },
  silence() {
    going = false
    return longest
  },
}
