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
  /** Founds a circle and writes so many notes in turn, of so many envelopes each. Returns the bytes of what was written. */
  fill(given: Filling): Promise<number>
  /** Asks to be let in, and says that the words are the same. */
  join(asked: { invitation: string; address: string; ownName: string }): Promise<void>
  /** The ms from the first that comes of a circle to all of it; of notes, or of those that are closed here. */
  newcomer(notes: number, closed: boolean): Promise<number>
  /** Every note is opened to whoever came later. */
  openUp(): Promise<void>
}

export type Filling = {
  readonly name: string
  readonly history: 'everything' | 'from-joining'
  readonly notes: number
  readonly each: number
  readonly letters: number
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
  async fill({ name, history, notes, each, letters }) {
    const { circle } = await said(vault.ask('circle.found', { name, ownName: 'Juniper', history }))
    let bytes = 0
    const papers: { note: string; cid: number; doc: Y.Doc }[] = []
    for (let i = 0; i < notes; i++) {
      const { note } = await said(vault.ask('note.create', { circle }))
      const { state, cid } = await said(vault.ask('note.open', { circle, note }))
      const doc = new Y.Doc()
      Y.applyUpdateV2(doc, state)
      doc.clientID = cid
      papers.push({ note, cid, doc })
    }
    // In turns, as people write: the last words of each note are among the last there are.
    for (let turn = 1; turn < each; turn++)
      for (const { note, cid, doc } of papers) {
        let update = new Uint8Array()
        doc.once('updateV2', (made: Uint8Array) => {
          update = Uint8Array.from(made)
        })
        doc.transact(() => {
          const block = new Y.XmlElement('block')
          block.setAttribute('kind', 'paragraph')
          block.insert(0, [new Y.XmlText(`${turn} ${Math.random()} `.padEnd(letters, 'lorem ipsum dolor '))])
          doc.getXmlFragment('body').push([block])
        })
        bytes += update.length
        await said(vault.ask('note.change', { note, cid, update }))
      }
    for (const { note } of papers) await said(vault.ask('note.close', { note }))
    return bytes
  },
  async join(asked) {
    const { id } = await said(vault.ask('circle.join', asked))
    for (;;) {
      const own = (await said(vault.ask('circle.joining', {}))).find(one => one.id === id)
      if (own?.step === 'compare') return void (await said(vault.ask('circle.wordsMatch', { join: id })))
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  },
  async newcomer(notes, closed) {
    for (let first = 0; ; ) {
      const circle = await theCircle()
      if (circle !== '') {
        const read = await said(vault.ask('circle.read', { circle }))
        const here = closed ? read.closedNotes : read.notes.length
        if (here > 0 || read.sync.coming > 0) first ||= performance.now()
        if (here >= notes && read.sync.coming === 0) return performance.now() - first
      }
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  },
  async openUp() {
    const circle = await theCircle()
    const { notes } = await said(vault.ask('circle.read', { circle }))
    for (const { id } of notes) await said(vault.ask('note.openUp', { circle, note: id }))
  },
}
