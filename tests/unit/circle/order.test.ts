import Sqlite from 'better-sqlite3'
import { writeVarUint } from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cidOf, forge } from './forge.ts'
import {
  addBlock,
  everything,
  Face,
  join,
  note,
  type Person,
  pair,
  person,
  send,
  sync,
  wordsOf,
} from './people.ts'

function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

/** Alice, Bob and Cleo with one note of Alice's: a block of words, and one after it. */
function three() {
  const { alice, bob, circle } = pair()
  const cleo = join(alice, circle, 'Cleo')
  const doc = note(alice, circle)
  const face = new Face(alice, circle, doc)
  face.write('abcdefgh')
  face.write('behind')
  for (const other of [bob, cleo]) sync(alice, other, circle)
  sync(bob, cleo, circle)
  return { alice, bob, cleo, circle, doc }
}

const textOf = (doc: Y.Doc, block = 0): Y.XmlText =>
  (doc.getXmlFragment('body').get(block) as Y.XmlElement).get(0) as Y.XmlText

/** One word between two neighbours of one's choice: what a patched program can say. */
function between(client: number, clock: number, origin: Y.ID, right: Y.ID, words: string): Uint8Array {
  const item = new Y.Item(
    Y.createID(client, clock),
    null,
    origin,
    null,
    right,
    null,
    null,
    new Y.ContentString(words),
  )
  const encoder = new Y.UpdateEncoderV2()
  writeVarUint(encoder.restEncoder, 1)
  writeVarUint(encoder.restEncoder, 1)
  encoder.writeClient(client)
  writeVarUint(encoder.restEncoder, clock)
  item.write(encoder, 0)
  writeVarUint(encoder.restEncoder, 0)
  return encoder.toUint8Array()
}

const twin = (of: Person): Person => person(new Sqlite(of.db.serialize()), of.clock)

const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, i) => orders([...all.slice(0, i), ...all.slice(i + 1)]).map(rest => [one, ...rest]))

describe('words and their neighbours', () => {
  it('takes everything that three people write, delete and take back at the same time', () => {
    const { alice, bob, cleo, circle, doc } = three()
    const people = [alice, bob, cleo]
    const pick = random(20261122)
    for (let round = 0; round < 8; round++) {
      for (const one of people) {
        const face = new Face(one, circle, doc)
        const undo = new Y.UndoManager(face.doc.getXmlFragment('body'), { captureTimeout: 0 })
        const body = face.doc.getXmlFragment('body')
        for (let i = 0; i < 6; i++)
          face.change(d => {
            const at = pick(body.length)
            const text = textOf(d, at)
            const act = pick(6)
            if (act === 0) addBlock(d, `${round}${i}`)
            else if (act === 1 && body.length > 1) body.delete(at, 1)
            else if (act === 2 && text.length > 2) text.delete(pick(text.length - 2), 2)
            else if (act === 3 && text.length > 2) text.format(0, 2, { bold: pick(2) === 0 ? {} : null })
            else if (act === 4) {
              const block = new Y.XmlElement('block')
              block.insert(0, [new Y.XmlText('set between')])
              body.insert(at, [block])
            } else text.insert(pick(text.length + 1), `<${round}${i}>`)
            d.getMap('head').set('title', `${round}${i}`)
          })
        const vector = one.store.vector(circle, doc)!
        for (let i = 0; i < 4; i++) undo.undo()
        if (pick(2) === 0) undo.redo()
        const back = Y.encodeStateAsUpdateV2(face.doc, vector)
        const written = one.store.author(circle, doc, 'note', back)
        expect(written.ok).toBe(true)
      }
      for (const a of people) for (const b of people) if (a !== b) sync(a, b, circle)
    }
    for (const a of people) for (const b of people) if (a !== b) sync(a, b, circle)
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
    expect(everything(cleo, circle)).toEqual(everything(alice, circle))
    for (const one of people) expect(one.store.refusals(circle)).toEqual([])
  })

  it('refuses crossed neighbours on both sides of the seal, and three vaults are the same for every order', () => {
    const { alice, bob, cleo, circle, doc } = three()
    const pick = random(7)
    for (let round = 0; round < 12; round++) {
      const [a, b, c] = [alice, bob, cleo].map(twin) as [Person, Person, Person]
      const first = textOf(new Face(a, circle, doc).doc)._start!.id
      const at = (n: number) => Y.createID(first.client, first.clock + n)
      const left = pick(8)
      const crossed = between(cidOf(b, circle, doc), 0, at(left), at(pick(left + 1)), 'X')
      expect(b.store.author(circle, doc, 'note', crossed)).toEqual({ ok: false, fault: 'out-of-step' })
      const told = [
        forge(b, circle, doc, crossed).bytes,
        new Face(c, circle, doc).change(d => textOf(d).insert(pick(9), 'Cleo')),
        new Face(a, circle, doc).change(d =>
          round % 2 ? d.getXmlFragment('body').delete(0, 1) : textOf(d).insert(pick(9), 'Alice'),
        ),
      ]
      const ends = orders(told).map(order => {
        const dora = twin(alice)
        for (const envelope of order) dora.store.receive(circle, [envelope])
        expect(dora.store.refusals(circle).map(({ reason }) => reason)).toEqual(['crossed'])
        const again = dora.again()
        expect(wordsOf(again, circle, doc)).toBe(wordsOf(dora, circle, doc))
        return everything(again, circle).notes
      })
      for (const end of ends) expect(end).toEqual(ends[0])
    }
  })

  it('refuses what crosses a word of the same update, and goes on with the next', () => {
    const { alice, bob, circle, doc } = three()
    const face = new Face(bob, circle, doc)
    const first = textOf(face.doc)._start!.id
    const client = cidOf(bob, circle, doc)
    const honest = face.update(d => textOf(d).insert(6, 'Bob'))
    const torn = between(client, 3, Y.createID(client, 2), Y.createID(first.client, first.clock + 2), 'X')
    const both = Y.mergeUpdatesV2([honest, torn])
    expect(bob.store.author(circle, doc, 'note', both)).toEqual({ ok: false, fault: 'out-of-step' })
    const forged = forge(bob, circle, doc, both)
    alice.store.receive(circle, [forged.bytes])
    expect(alice.store.refusals(circle).map(({ reason }) => reason)).toEqual(['crossed'])
    expect(wordsOf(alice, circle, doc)).not.toContain('Bob')
    const next = forge(bob, circle, doc, honest, { seq: forged.header.seq + 1, prev: forged.id, deps: [] })
    expect(alice.store.receive(circle, [next.bytes]).accepted).toHaveLength(1)
    expect(wordsOf(alice, circle, doc)).toContain('abcdefBobgh')
    send(alice, bob, circle)
  })

  it('lets nobody set a title before another title', () => {
    const { alice, bob, circle, doc } = three()
    const face = new Face(alice, circle, doc)
    const title = face.doc.getMap('head')._map.get('title')!.id
    const client = cidOf(bob, circle, doc)
    const item = new Y.Item(
      Y.createID(client, 0),
      null,
      null,
      null,
      title,
      null,
      null,
      new Y.ContentAny(['Mine']),
    )
    const encoder = new Y.UpdateEncoderV2()
    for (const n of [1, 1]) writeVarUint(encoder.restEncoder, n)
    encoder.writeClient(client)
    writeVarUint(encoder.restEncoder, 0)
    item.write(encoder, 0)
    writeVarUint(encoder.restEncoder, 0)
    alice.store.receive(circle, [forge(bob, circle, doc, encoder.toUint8Array()).bytes])
    expect(alice.store.refusals(circle).map(({ reason }) => reason)).toEqual(['crossed'])
  })

  it('takes a long paste before other words without counting the list for each', () => {
    const { bob, circle, doc } = three()
    const face = new Face(bob, circle, doc)
    const started = performance.now()
    face.change(d => {
      const blocks = Array.from({ length: 5000 }, (_, i) => {
        const block = new Y.XmlElement('block')
        block.insert(0, [new Y.XmlText(`line ${i}`)])
        return block
      })
      d.getXmlFragment('body').insert(1, blocks)
    })
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
