import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { readEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { cidOf, forge, ring as ringOf } from './forge.ts'
import {
  addBlock,
  everything,
  Face,
  join,
  NOON,
  newNote,
  note,
  pair,
  person,
  send,
  sync,
  wordsOf,
} from './people.ts'

/** Alice with a note that Bob has too, and Bob's face on it. */
function shared() {
  const { alice, bob, circle } = pair()
  const doc = note(alice, circle)
  sync(alice, bob, circle)
  return { alice, bob, circle, doc, face: new Face(bob, circle, doc) }
}

/** An update made under a client id of one's choice. */
function updateAs(client: number, change: (doc: Y.Doc) => void, from?: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  if (from) Y.applyUpdateV2(doc, from)
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdateV2(doc, before)
}

const reasons = (who: ReturnType<typeof person>, circle: Parameters<typeof forge>[1]) =>
  who.store.refusals(circle).map(({ what, reason }) => `${what}: ${reason}`)

describe('what a patched program of a member sends', () => {
  it("refuses words under another member's client id, and goes on with the sender's chain", () => {
    const { alice, bob, circle, doc } = shared()
    const before = wordsOf(alice, circle, doc)
    const stolen = updateAs(cidOf(alice, circle, doc), d => addBlock(d, 'I am Alice.'))
    const forged = forge(bob, circle, doc, stolen)
    expect(alice.store.receive(circle, [forged.bytes])).toMatchObject({ refused: 1, accepted: [] })
    expect(reasons(alice, circle)).toEqual(['refused: foreign-client'])
    expect(wordsOf(alice, circle, doc)).toBe(before)

    const state = alice.store.open(circle, doc)!.state
    const honest = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'I am Bob.'), state)
    const { header } = forged
    const next = forge(bob, circle, doc, honest, { seq: header.seq + 1, prev: forged.id, deps: [] })
    expect(alice.store.receive(circle, [next.bytes]).accepted).toHaveLength(1)
    expect(wordsOf(alice, circle, doc)).toContain('I am Bob.')
    expect(Buffer.compare(alice.store.refusals(circle)[0]!.from!, bob.store.me(circle).member)).toBe(0)
  })

  it("refuses to let Bob write in Alice's share or in the circle's own document", () => {
    const { alice, bob, circle } = shared()
    const seq = alice.store
      .have(circle)
      .find(({ device }) => Buffer.compare(device, alice.store.me(circle).device) === 0)!.seq
    const share = docId(circle, alice.store.me(circle).device, seq + 1)
    const begun = forge(alice, circle, share, new Uint8Array(3), { kind: 'share' })
    alice.store.receive(circle, [begun.bytes])
    bob.store.receive(circle, [begun.bytes])
    expect(bob.store.documents(circle, 'share')).toHaveLength(1)
    const into = forge(bob, circle, share, new Uint8Array(3), { kind: 'share' })
    expect(alice.store.receive(circle, [into.bytes]).refused).toBe(1)

    const named = docId(circle, alice.store.me(circle).device, 1)
    const renamed = updateAs(cidOf(bob, circle, named), d => void d.getMap('circle').set('name', 'Mine'))
    const next = forge(bob, circle, named, renamed, {
      kind: 'circle',
      seq: into.header.seq + 1,
      prev: into.id,
      deps: [],
    })
    expect(alice.store.receive(circle, [next.bytes]).refused).toBe(1)
    expect(reasons(alice, circle)).toEqual(['refused: writer', 'refused: writer'])
    expect(alice.store.name(circle)).toBe('Tuesday')
  })

  it('refuses an envelope that calls a note something else', () => {
    const { alice, bob, circle, doc } = shared()
    const update = updateAs(cidOf(bob, circle, doc), d => void d.getMap('circle').set('name', 'x'))
    alice.store.receive(circle, [forge(bob, circle, doc, update, { kind: 'gathering' }).bytes])
    expect(reasons(alice, circle)).toEqual(['refused: other-kind'])
  })

  const alien: Record<string, (doc: Y.Doc) => void> = {
    'a root of another name': d => void d.getMap('else').set('title', 'x'),
    'a root named like a node': d => void d.getMap('block').set('kind', 'x'),
    'an unknown element': d => d.getXmlFragment('body').push([new Y.XmlElement('script')]),
    'words outside a block': d => d.getXmlFragment('body').push([new Y.XmlText('bare')]),
    'a block in a block': d => {
      const block = new Y.XmlElement('block')
      block.insert(0, [new Y.XmlElement('block')])
      d.getXmlFragment('body').push([block])
    },
    'an unknown mark': d => {
      const block = new Y.XmlElement('block')
      const text = new Y.XmlText()
      text.insert(0, 'x', { onclick: 'x' })
      block.insert(0, [text])
      d.getXmlFragment('body').push([block])
    },
    'a list where a word belongs': d => void d.getMap('head').set('title', ['x']),
    'a title without end': d => void d.getMap('head').set('title', 'x'.repeat(81)),
    'a document in a document': d => void d.getMap('head').set('title', new Y.Doc()),
    'bytes in a map': d => void d.getMap('head').set('title', new Uint8Array(9)),
    'an embed in the words': d => {
      const block = new Y.XmlElement('block')
      const text = new Y.XmlText()
      text.insertEmbed(0, { src: 'x' })
      block.insert(0, [text])
      d.getXmlFragment('body').push([block])
    },
    'an attribute without end': d => {
      const block = new Y.XmlElement('block')
      block.setAttribute('kind', 'x'.repeat(257))
      d.getXmlFragment('body').push([block])
    },
  }
  for (const [what, change] of Object.entries(alien))
    it(`refuses ${what}, on both sides of the seal`, () => {
      const { alice, bob, circle, doc, face } = shared()
      const own = face.update(change)
      expect(bob.store.author(circle, doc, 'note', own)).toEqual({ ok: false, fault: 'out-of-step' })
      const update = updateAs(cidOf(bob, circle, doc), change)
      expect(alice.store.receive(circle, [forge(bob, circle, doc, update).bytes]).refused).toBe(1)
      // A content that no kind of ours has is not even read.
      expect(reasons(alice, circle)[0]).toMatch(/^refused: (foreign-node|no-update)$/)
    })

  it('takes headings, lists, marks, breaks and a title', () => {
    const { alice, circle, doc, bob, face } = shared()
    face.change(d => {
      const block = new Y.XmlElement('block')
      block.setAttribute('kind', 'heading')
      block.setAttribute('depth', 2 as never)
      const text = new Y.XmlText()
      text.insert(0, 'plain ')
      text.insert(6, 'bold', { bold: {} })
      text.insert(10, 'there', { link: { href: 'https://example.org' } })
      block.insert(0, [text, new Y.XmlElement('break'), new Y.XmlText('after')])
      d.getXmlFragment('body').push([block])
      d.getMap('head').set('title', 'Sunday')
    })
    face.change(d => (d.getXmlFragment('body').get(0) as Y.XmlElement).setAttribute('kind', 'bullet'))
    face.change(d => d.getXmlFragment('body').delete(0, 1))
    send(bob, alice, circle)
    expect(alice.store.refusals(circle)).toEqual([])
    expect(alice.store.read(circle, doc, d => d.getMap('head').get('title'))).toBe('Sunday')
  })

  it('takes what a face sends after the vault was restarted: the difference, with deleted words in it', () => {
    const { alice, bob, circle, doc, face } = shared()
    const vector = bob.store.vector(circle, doc)!
    face.update(d => addBlock(d, 'never sent alone'))
    face.update(d => addBlock(d, 'kept'))
    face.update(d => d.getXmlFragment('body').delete(0, 1))
    const difference = Y.encodeStateAsUpdateV2(face.doc, vector)
    expect(bob.store.author(circle, doc, 'note', difference).ok).toBe(true)
    face.write('and on')
    send(bob, alice, circle)
    expect(wordsOf(alice, circle, doc)).toBe(wordsOf(bob, circle, doc))
    expect(wordsOf(alice, circle, doc)).toContain('kept')
  })

  it('refuses words that stand on something their author cannot have had', () => {
    const { alice, bob, circle, doc } = shared()
    new Face(alice, circle, doc).write('Only Alice has this.')
    const state = alice.store.open(circle, doc)!.state
    const peeked = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'after it'), state)
    expect(alice.store.receive(circle, [forge(bob, circle, doc, peeked).bytes]).refused).toBe(1)
    expect(reasons(alice, circle)).toEqual(['refused: beyond-past'])
  })

  it('refuses words with a gap before them, and what deletes words that are not there', () => {
    const { alice, bob, circle, doc } = shared()
    const own = new Y.Doc()
    own.clientID = cidOf(bob, circle, doc)
    addBlock(own, 'left out')
    const before = Y.encodeStateVector(own)
    addBlock(own, 'sent')
    own.getXmlFragment('body').delete(0, 1)
    const gap = forge(bob, circle, doc, Y.encodeStateAsUpdateV2(own, before))
    const { header } = gap
    const only = new Y.Doc()
    Y.applyUpdateV2(only, Y.encodeStateAsUpdateV2(own))
    const updates: Uint8Array[] = []
    only.on('updateV2', (update: Uint8Array) => updates.push(update))
    only.getXmlFragment('body').delete(0, 1)
    const gone = forge(bob, circle, doc, updates[0]!, { seq: header.seq + 1, prev: gap.id, deps: [] })
    expect(alice.store.receive(circle, [gap.bytes, gone.bytes])).toMatchObject({ refused: 2, accepted: [] })
    expect(reasons(alice, circle)).toEqual(['refused: unknown-reference', 'refused: clock-gap'])
  })

  it('refuses a word that claims neighbours in two blocks', () => {
    const { alice, bob, circle, doc, face } = shared()
    face.write('ab')
    face.write('cd')
    send(bob, alice, circle)
    const [first, second] = face.doc.getXmlFragment('body').toArray() as Y.XmlElement[]
    const start = (block: Y.XmlElement): number => (block.get(0) as Y.XmlText)._start!.id.clock
    const honest = face.update(() => (first!.get(0) as Y.XmlText).insert(1, 'x'))
    // The fifth column holds the right neighbour's clock: one difference, doubled, in one byte.
    let at = 1
    for (let i = 0; i < 3; i++) at += 1 + honest[at]!
    expect([honest[at], honest[at + 1]]).toEqual([1, 2 * (start(first!) + 1)])
    const torn = Uint8Array.from(honest)
    torn[at + 1] = 2 * start(second!)
    const forged = forge(bob, circle, doc, torn, { deps: [] })
    alice.store.receive(circle, [forged.bytes])
    expect(reasons(alice, circle)).toEqual(['refused: foreign-node'])
    const next = forge(bob, circle, doc, honest, { seq: forged.header.seq + 1, prev: forged.id, deps: [] })
    expect(alice.store.receive(circle, [next.bytes]).accepted).toHaveLength(1)
  })

  it('refuses an author who forgets what they once knew, or names what was never said', () => {
    const { alice, bob, circle, doc, face } = shared()
    const early = bob.store.logHeads(circle)
    alice.store.rename(circle, 'Alicia')
    sync(alice, bob, circle)
    face.write('knows of Alicia')
    send(bob, alice, circle)
    const words = () => updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'x'))
    const back = forge(bob, circle, doc, words(), { logHeads: early, deps: [] })
    const twice = forge(bob, circle, doc, words(), { seq: back.header.seq + 1, prev: back.id })
    new Face(alice, circle, doc).write('something new')
    const alices = alice.store
      .have(circle)
      .find(({ device }) => Buffer.compare(device, alice.store.me(circle).device) === 0)!
    const untrue = { ...alices, hash: back.id }
    const never = forge(bob, circle, doc, words(), {
      seq: back.header.seq + 2,
      prev: twice.id,
      deps: [untrue],
    })
    // What names something that was never said waits for it, with all that follows.
    const came = alice.store.receive(circle, [back.bytes, twice.bytes, never.bytes])
    expect(came).toMatchObject({ refused: 2, buffered: 1 })
    expect(reasons(alice, circle)).toEqual(['refused: deps', 'refused: log-went-back'])
  })

  it('refuses a million structs said in a few bytes', () => {
    const { alice, bob, circle, doc } = shared()
    const one = updateAs(cidOf(bob, circle, doc), d => void d.getMap('head').set('title', 'x'))
    const varint = (n: number): number[] =>
      n < 128 ? [n] : [128 | (n & 127), ...varint(Math.floor(n / 128))]
    // The rest column begins after nine length-prefixed ones: one client, then how many structs it has.
    let at = 1
    for (let i = 0; i < 9; i++) at += 1 + one[at]!
    expect([one[at], one[at + 1]]).toEqual([1, 1])
    const bomb = Uint8Array.from([...one.slice(0, at + 1), ...varint(2 ** 31), ...one.slice(at + 2)])
    const started = performance.now()
    alice.store.receive(circle, [forge(bob, circle, doc, bomb).bytes])
    expect(reasons(alice, circle)).toEqual(['refused: no-update'])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('refuses a second client number after a higher one', () => {
    const { alice, bob, circle, doc, face } = shared()
    bob.store.moveOn(circle, doc)
    face.doc.clientID = bob.store.open(circle, doc)!.cid
    face.write('under the next number')
    send(bob, alice, circle)
    const back = updateAs(cidOf(bob, circle, doc, 0), d => addBlock(d, 'under the old one'))
    alice.store.receive(circle, [forge(bob, circle, doc, back, { cidN: 0, deps: [] }).bytes])
    expect(reasons(alice, circle)).toEqual(['refused: client-number'])
  })
})

describe('what a stranger, a relay or a bad line sends', () => {
  it('does not show an envelope with an invalid signature to anyone', () => {
    const { alice, bob, circle, doc } = shared()
    const eve = deviceKeys(new Uint8Array(32).fill(9), new Uint8Array(16))
    const update = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'by Eve'))
    const forged = forge(bob, circle, doc, update, { keys: { ...eve, id: bob.store.me(circle).device } })
    const stranger = forge(bob, circle, doc, update, { keys: eve, seq: 1, prev: null })
    expect(alice.store.receive(circle, [forged.bytes, stranger.bytes])).toMatchObject({
      quarantined: 2,
      accepted: [],
    })
    expect(reasons(alice, circle)).toEqual(['quarantined: unknown-device', 'quarantined: signature'])
    const mine = alice.store
      .have(circle)
      .filter(({ device }) => Buffer.compare(device, bob.store.me(circle).device) === 0)
    expect(mine).toEqual([])
  })

  it('does not blame Bob for a body that was changed on its way', () => {
    const { alice, circle, doc, face } = shared()
    const sent = face.write('as Bob wrote it')
    const read = readEnvelope(sent)
    if (!read.ok) throw new Error(read.fault)
    const body = Uint8Array.from(read.value.body!)
    body[30]! ^= 1
    alice.store.receive(circle, [writeEnvelope({ ...read.value, body })])
    expect(reasons(alice, circle)).toEqual(['quarantined: body'])
    expect(alice.store.receive(circle, [sent]).accepted).toHaveLength(1)
    expect(wordsOf(alice, circle, doc)).toContain('as Bob wrote it')
  })

  it('refuses what a member sealed under another key than the one all were given', () => {
    const { alice, bob, circle, doc } = shared()
    const update = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'for some eyes only'))
    alice.store.receive(circle, [forge(bob, circle, doc, update, { key: new Uint8Array(32).fill(7) }).bytes])
    expect(reasons(alice, circle)).toEqual(['refused: undecryptable'])
  })

  it('refuses writing under an epoch that the author knew to be over', () => {
    const { alice, bob, circle, doc } = shared()
    const old = alice.store.state(circle).epochHeads
    const key = writingKey(old, ringOf(bob, circle))!
    alice.store.rekey(circle)
    sync(alice, bob, circle)
    const update = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'late'))
    alice.store.receive(circle, [forge(bob, circle, doc, update, { epochHeads: old, key }).bytes])
    expect(reasons(alice, circle)).toEqual(['refused: epoch'])
  })

  it('takes the same envelope once, however often it comes', () => {
    const { alice, circle, doc, face } = shared()
    const sent = face.write('once')
    expect(alice.store.receive(circle, [sent, sent])).toMatchObject({ duplicates: 1 })
    expect(alice.store.receive(circle, [sent])).toMatchObject({ duplicates: 1, accepted: [] })
    expect(wordsOf(alice, circle, doc)!.match(/once/g)).toHaveLength(1)
    expect(alice.store.refusals(circle)).toEqual([])
  })

  it('puts envelopes that come backwards into their order', () => {
    const { alice, bob, circle, face } = shared()
    const sent = Array.from({ length: 20 }, (_, i) => face.write(`line ${i}`))
    const first = alice.store.receive(circle, sent.slice(1).reverse())
    expect(first).toMatchObject({ buffered: 19, accepted: [] })
    expect(alice.again().store.receive(circle, []).accepted).toEqual([])
    expect(alice.store.receive(circle, sent.slice(0, 1)).accepted).toHaveLength(20)
    expect(everything(alice, circle)).toEqual(everything(bob, circle))
  })

  it('waits for what an envelope stands on, when that comes by another way', () => {
    const { alice, bob, circle, doc } = shared()
    const cleo = join(alice, circle, 'Cleo')
    sync(alice, bob, circle)
    const first = new Face(bob, circle, doc).write('Bob began.')
    cleo.store.receive(circle, [first])
    const second = new Face(cleo, circle, doc).write('Cleo answered.')
    expect(alice.store.receive(circle, [second])).toMatchObject({ buffered: 1, accepted: [] })
    expect(alice.store.receive(circle, [first]).accepted).toHaveLength(2)
  })

  it('keeps both sides of a fork as proof, hears of it what others built on, and keeps the words of all others', () => {
    const { alice, bob, circle, doc, face } = shared()
    const state = bob.store.open(circle, doc)!.state
    const other = forge(
      bob,
      circle,
      doc,
      updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'left'), state),
    )
    const one = face.write('right')
    const two = face.write('after the fork')
    alice.store.receive(circle, [one])
    new Face(alice, circle, doc).write('Alice answers.')
    alice.store.receive(circle, [other.bytes])
    expect(reasons(alice, circle)).toEqual(['fork: fork'])
    const proof = alice.db
      .prepare("SELECT proof FROM refusals WHERE what = 'fork'")
      .pluck()
      .get() as Uint8Array
    expect(proof.length).toBeGreaterThan(600)
    expect(alice.store.receive(circle, [two])).toMatchObject({ apart: 1, accepted: [] })
    const words = wordsOf(alice, circle, doc)
    expect(words).toContain('right')
    expect(words).not.toMatch(/left|after the fork/)
    expect([...alice.store.missing(circle, [])].map(({ aside }) => aside)).toContain(hex(other.id))
    new Face(alice, circle, doc).write('Alice goes on.')
  })

  it('keeps out garbage, the envelopes of another circle, and what is too large', () => {
    const { alice, bob, circle, doc } = shared()
    const other = pair()
    const elsewhere = new Face(other.alice, other.circle, note(other.alice, other.circle)).write('elsewhere')
    alice.store.receive(circle, [
      new Uint8Array(0),
      new Uint8Array(99),
      elsewhere,
      new Uint8Array(17 * 1024 * 1024),
    ])
    expect(reasons(alice, circle)).toEqual([
      'quarantined: too-large',
      'quarantined: other-circle',
      'quarantined: malformed',
      'quarantined: malformed',
    ])
    const much = bob.store.author(circle, doc, 'note', new Uint8Array(4 * 1024 * 1024 + 1))
    expect(much).toEqual({ ok: false, fault: 'too-large' })
  })

  it('lets no device have more than 256 waiting, and finds a second history where it hangs on one of ours', () => {
    const { alice, bob, circle, doc, face } = shared()
    const update = updateAs(cidOf(bob, circle, doc), d => addBlock(d, 'x'))
    const [one, two] = [face.write('one'), face.write('two')]
    const [first, second] = [one, two].map(bytes => {
      const read = readEnvelope(bytes)
      if (!read.ok) throw new Error(read.fault)
      return read.value
    })
    expect(alice.store.receive(circle, [writeEnvelope({ ...second!, body: null })]).buffered).toBe(1)
    expect(alice.store.receive(circle, [two]).buffered).toBe(1)
    const { seq } = second!.header
    for (let i = 0; i < 5; i++) {
      const rivals = Array.from({ length: 64 }, () =>
        forge(bob, circle, doc, update, { seq, prev: random(32) as never }),
      )
      alice.store.receive(
        circle,
        rivals.map(({ bytes }) => bytes),
      )
    }
    expect(alice.db.prepare('SELECT count(*) FROM buffered').pluck().get()).toBe(256)
    expect(alice.store.receive(circle, [one]).accepted).toHaveLength(2)
    expect(wordsOf(alice, circle, doc)).toContain('two')
    alice.store.receive(circle, [forge(bob, circle, doc, update, { seq, prev: first!.id, deps: [] }).bytes])
    expect(reasons(alice, circle)).toEqual(['fork: fork'])
  })

  it('has room for what waits of somebody else, however much some have waiting', () => {
    const { alice, bob, circle } = pair({ needsTwo: false })
    const crowd = Array.from({ length: 8 }, (_, i) => join(alice, circle, `Eve ${i}`))
    const doc = note(alice, circle)
    for (const who of [bob, ...crowd]) sync(alice, who, circle)
    const key = new Uint8Array(32)
    for (const eve of crowd) {
      const all = Array.from({ length: 256 }, (_, i) =>
        forge(eve, circle, doc, new Uint8Array(0), { seq: 10 + i, prev: random(32) as never, deps: [], key }),
      )
      for (let at = 0; at < all.length; at += 64)
        alice.store.receive(
          circle,
          all.slice(at, at + 64).map(({ bytes }) => bytes),
        )
    }
    expect(alice.db.prepare('SELECT count(*) FROM buffered').pluck().get()).toBe(2048)
    const face = new Face(bob, circle, doc)
    const [first, second] = [face.write('One.'), face.write('Two.')]
    expect(alice.store.receive(circle, [second])).toMatchObject({ buffered: 1 })
    alice.store.receive(circle, [first])
    expect(wordsOf(alice, circle, doc)).toContain('Two.')
    expect(alice.db.prepare('SELECT count(*) FROM buffered').pluck().get()).toBe(2047)
  }, 30_000)

  it('writes one row for a message of nonsense, however long, and keeps a thousand in all', () => {
    const { alice, circle } = shared()
    const nonsense = Array.from({ length: 20_000 }, () => new Uint8Array(0))
    expect(alice.store.importLog(circle, nonsense).refused).toBe(20_000)
    expect(reasons(alice, circle)).toEqual(['quarantined: log: malformed ×20000'])
    for (let i = 0; i < 20; i++)
      alice.store.receive(
        circle,
        Array.from({ length: 64 }, () => new Uint8Array(1)),
      )
    expect(alice.store.refusals(circle)).toHaveLength(1000)
  })

  it('stores what a newer Kinfold wrote, keeps its chain, and opens that note for reading only', () => {
    const { alice, bob, circle, doc } = shared()
    const newer = forge(bob, circle, doc, new Uint8Array(9), { v: 2 })
    expect(alice.store.receive(circle, [newer.bytes])).toMatchObject({ refused: 0, quarantined: 0 })
    expect(alice.store.open(circle, doc)?.readOnly).toBe(true)
    expect(alice.store.have(circle).some(({ hash }) => Buffer.compare(hash, newer.id) === 0)).toBe(true)
    expect(
      [...alice.store.missing(circle, [])].some(({ bytes }) => Buffer.compare(bytes, newer.bytes) === 0),
    ).toBe(true)
    expect(reasons(alice, circle)).toEqual(['refused: newer-version'])
  })

  it('closes no document on a newer header of somebody who may not write it, or has left', () => {
    const { alice, bob, circle, doc } = shared()
    const named = docId(circle, alice.store.me(circle).device, 1)
    const first = forge(bob, circle, named, new Uint8Array(9), { v: 2, kind: 'circle' })
    alice.store.receive(circle, [first.bytes])
    expect(alice.store.documents(circle, 'circle').map(({ readOnly }) => readOnly)).toEqual([false])

    bob.store.leave(circle)
    sync(bob, alice, circle)
    const seq = first.header.seq + 1
    const last = forge(bob, circle, doc, new Uint8Array(9), { v: 2, seq, prev: first.id })
    alice.store.receive(circle, [last.bytes])
    expect(alice.store.open(circle, doc)?.readOnly).toBe(false)
    expect(reasons(alice, circle)).toEqual([
      'refused: newer-version-without-effect',
      'refused: newer-version-without-effect',
    ])
    expect(alice.store.have(circle).some(({ hash }) => Buffer.compare(hash, last.id) === 0)).toBe(true)
  })
})

describe('what may happen to honest people', () => {
  it('is not moved by a clock a year back or ten years ahead', () => {
    const run = (now: number) => {
      const { alice, bob, circle, doc, face } = shared()
      alice.clock.now = () => now
      new Face(alice, circle, doc).write('by a wrong clock')
      face.write('by a right one')
      sync(alice, bob, circle)
      expect(everything(alice, circle)).toEqual(everything(bob, circle))
      return alice.store.refusals(circle).length + bob.store.refusals(circle).length
    }
    const year = 365 * 86_400_000
    expect([NOON - year, NOON, NOON + year, NOON + 10 * year].map(run)).toEqual([0, 0, 0, 0])
  })

  it('stops a device whose vault was put back from an old copy, and still takes its words', () => {
    const { alice, bob, circle, doc, face } = shared()
    face.write('before the copy')
    const copy = bob.db.serialize()
    face.write('after the copy')
    send(bob, alice, circle)
    bob.store.close()
    const restored = person(new Sqlite(copy))
    expect(restored.store.me(circle).stopped).toBe(false)
    send(alice, restored, circle)
    expect(restored.store.me(circle).stopped).toBe(true)
    expect(wordsOf(restored, circle, doc)).toContain('after the copy')
    expect(restored.store.create(circle, 'note', newNote)).toEqual({ ok: false, fault: 'read-only' })
    expect(restored.again().store.open(circle, doc)?.readOnly).toBe(true)
  })

  it('lets Alice write on when Bob claims without proof that she once said more', () => {
    const { alice, bob, circle, doc } = shared()
    const { heads, epochHeads } = bob.store.state(circle)
    const { device } = alice.store.me(circle)
    const lie = writeHeads(
      circle,
      { have: [{ device, seq: 2 ** 53 - 1, hash: random(32) as never }], log: heads, epochs: epochHeads },
      bob.store.me(circle).keys,
    )
    expect(alice.store.readHeads(circle, lie).ok).toBe(true)
    expect(alice.store.me(circle).stopped).toBe(false)
    new Face(alice, circle, doc).write('Alice goes on.')
    sync(alice, bob, circle)
    expect(wordsOf(bob, circle, doc)).toContain('Alice goes on.')
  })

  it('loses nothing of memory or rows when a commit fails', () => {
    const { alice, circle, doc, face } = shared()
    const sent = face.write('will not fit')
    const before = everything(alice, circle)
    alice.db.exec(
      "CREATE TRIGGER full BEFORE UPDATE OF modified ON documents BEGIN SELECT raise(ABORT, 'full'); END",
    )
    expect(() => alice.store.receive(circle, [sent])).toThrow('full')
    expect(everything(alice, circle)).toEqual(before)
    alice.db.exec('DROP TRIGGER full')
    expect(alice.store.receive(circle, [sent]).accepted).toHaveLength(1)
    expect(wordsOf(alice, circle, doc)).toContain('will not fit')
  })

  it('says what each device has, signed, and forgets nothing it once said', () => {
    const { alice, bob, circle, face } = shared()
    const early = bob.store.ownHeads(circle)
    face.write('one more')
    const late = bob.store.ownHeads(circle)
    expect(alice.store.readHeads(circle, late).ok).toBe(true)
    expect(alice.store.readHeads(circle, early).ok).toBe(true)
    const changed = Uint8Array.from(late)
    changed[90]! ^= 1
    expect(alice.store.readHeads(circle, changed).ok).toBe(false)
    const seqs = alice.store
      .acks(circle)[0]!
      .have.map(({ device, seq }) => `${Buffer.from(device).toString('hex')} ${seq}`)
    const bobs = Buffer.from(bob.store.me(circle).device).toString('hex')
    expect(seqs).toContain(`${bobs} 1`)
  })
})
