import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  type Checkpoint,
  readCheckpoint,
  writeCheckpoint,
} from '../../../src/main/vault/circle/envelope/checkpoint.ts'
import { openEnvelope, readEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { proveDevice } from '../../../src/main/vault/circle/log/device.ts'
import { docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { Kept } from '../../../src/main/vault/circle/past/aside.ts'
import type { CircleId, DocId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { compare } from '../../../src/shared/bytes.ts'
import { cidOf, type Forgery, forge, ring, say } from './forge.ts'
import {
  addBlock,
  asking,
  everything,
  Face,
  join,
  NOON,
  note,
  type Person,
  person,
  send,
  sync,
  wordsOf,
} from './people.ts'
import { cameTo, writeFor } from './syncfile.ts'

const reasons = (who: Person, circle: CircleId) =>
  who.store.refusals(circle).map(({ what, reason }) => `${what}: ${reason}`)
const readHave = (who: Person, circle: CircleId, of: Person) =>
  who.store.have(circle).find(({ device }) => hex(device) === hex(of.store.me(circle).device))!
const notes = (who: Person, circle: CircleId) =>
  who.store.documents(circle, 'note').map(({ docId }) => hex(docId))

/** Alice and Bob with a note of theirs, in a circle where history begins with joining; then Carla comes. */
function later() {
  const alice = person()
  const circle = alice.store.found({
    name: 'Tuesday',
    ownName: 'Alice',
    needsTwo: false,
    history: 'from-joining',
  })
  const bob = join(alice, circle, 'Bob')
  const doc = note(alice, circle)
  new Face(alice, circle, doc).write('Before you came.')
  sync(alice, bob, circle)
  new Face(bob, circle, doc).write('So it was.')
  sync(alice, bob, circle)
  const carla = join(alice, circle, 'Carla')
  send(alice, bob, circle)
  return { alice, bob, carla, circle, doc }
}

const opened = (who: Person, circle: CircleId, doc: DocId) => {
  const made = who.store.openToNewcomers(circle, doc)
  if (!made.ok) throw new Error(made.fault)
  const checkpoint = readCheckpoint(made.value.update)
  if (!checkpoint) throw new Error('no checkpoint')
  return { ...made.value, checkpoint }
}

describe('history from joining on', () => {
  it('gives a newcomer no key of what was before, and keeps their chain of envelopes whole', () => {
    const { alice, carla, circle, doc } = later()
    const { epochs, epochHeads } = carla.store.state(circle)
    expect([...epochs.values()].every(({ wraps }) => [...wraps.values()].every(key => key === null))).toBe(
      true,
    )
    expect([...ring(carla, circle).keys()]).toEqual(epochHeads.map(hex))
    expect(ring(alice, circle).size).toBe(3)
    for (const { bytes } of alice.store.missing(circle, [])) {
      const read = readEnvelope(bytes)
      if (!read.ok || read.value.header.kind === null || !read.value.body) throw new Error('unread')
      const { header, body } = read.value
      for (const key of ring(carla, circle).values())
        expect(
          openEnvelope(
            header,
            body,
            writingKey([header.epochHeads[0]!], new Map([[hex(header.epochHeads[0]!), key]]))!,
          ),
        ).toBeUndefined()
    }
    expect(everything(carla, circle).have).toEqual(everything(alice, circle).have)
    expect(notes(carla, circle)).toEqual([])
    expect(carla.store.closedNotes(circle)).toBe(1)
    expect(carla.store.open(circle, doc)).toBeUndefined()
    expect(carla.store.author(circle, doc, 'note', new Uint8Array([0, 0]))).toEqual({
      ok: false,
      fault: 'read-only',
    })
    expect(reasons(carla, circle)).toEqual([])
    expect(carla.db.prepare('SELECT count(*) FROM buffered').pluck().get()).toBe(0)
  })

  it('gives them what is begun after they came, and they write in it', () => {
    const { alice, bob, carla, circle } = later()
    const fresh = note(bob, circle)
    new Face(bob, circle, fresh).write('Welcome, Carla.')
    sync(bob, carla, circle)
    new Face(carla, circle, fresh).write('Thank you.')
    sync(carla, alice, circle)
    sync(bob, carla, circle)
    expect(wordsOf(carla, circle, fresh)).toContain('Welcome, Carla.')
    expect(wordsOf(alice, circle, fresh)).toBe(wordsOf(carla, circle, fresh))
    expect(wordsOf(bob, circle, fresh)).toBe(wordsOf(carla, circle, fresh))
  })

  it('takes no admission with keys, and no epoch that wraps, nor one that lacks a head or an older key where history is everything', () => {
    const { alice, circle } = later()
    const { claim, proof } = asking(alice, circle)
    const { epochHeads } = alice.store.state(circle)
    const wraps = epochHeads.map(epoch => ({ epoch, key: new Uint8Array(72) }))
    const boxes = [...alice.store.state(circle).devices.values()]
      .map(({ id }) => ({ device: id, box: new Uint8Array(80) }))
      .sort((a, b) => (hex(a.device) < hex(b.device) ? -1 : 1))
    const verdict = (type: string, payload: never) =>
      alice.store.importLog(circle, [say(alice, circle, type, payload).bytes])
    verdict('REKEY', { commit: new Uint8Array(32), boxes, wraps } as never)
    const keys = epochHeads.map(epoch => ({
      epoch,
      boxes: claim.devices.map(() => ({ device: new Uint8Array(32), box: new Uint8Array(80) })),
    }))
    const { invite, member, devices, transcript } = claim
    verdict('ADMIT', {
      invite,
      member,
      name: 'Dora',
      devices: [...devices],
      transcript,
      proof: proof.invite,
      deviceProofs: [...proof.devices],
      keys,
    } as never)
    const open = person()
    const other = open.store.found({ name: 'Open', ownName: 'Ola' })
    const heads = open.store.state(other).epochHeads
    expect(open.store.rekey(other).ok).toBe(true)
    const now = open.store.state(other).epochHeads
    const wrapped = (...wraps: { epoch: EntryId; key: Uint8Array | null }[]) => {
      const payload = {
        commit: new Uint8Array(32),
        boxes: [{ device: open.store.me(other).device, box: new Uint8Array(80) }],
        wraps: wraps.sort((a, b) => compare(a.epoch, b.epoch)),
      }
      return open.store.importLog(other, [say(open, other, 'REKEY', payload as never).bytes])
    }
    const [head, older] = [now[0]!, heads[0]!]
    const key = new Uint8Array(72)
    for (const wraps of [
      [],
      [{ epoch: older, key }],
      [
        { epoch: head, key },
        { epoch: older, key: null },
      ],
      [
        { epoch: head, key },
        { epoch: random(32) as EntryId, key },
      ],
    ])
      expect(wrapped(...wraps).refused).toBe(1)
    expect(reasons(alice, circle)).toEqual(['quarantined: log: keys', 'quarantined: log: keys'])
    expect(new Set(reasons(open, other))).toEqual(new Set(['quarantined: log: keys']))
    // What its author lacks, and what else nobody would find.
    expect(wrapped({ epoch: head, key: null }, { epoch: older, key }).added).toHaveLength(1)
  })

  it('lets a host seal no older key to a newcomer, and another computer of theirs has every key they have', () => {
    const { alice, carla, circle } = later()
    const all = [...alice.store.state(circle).epochs.values()].map(({ id }) => id)
    const { device } = carla.store.me(circle)
    expect(alice.store.sealAgain(circle, device, all).map(({ epoch }) => hex(epoch))).toEqual([
      ...ring(carla, circle).keys(),
    ])
    expect(carla.store.lacking(circle)).toEqual([])
    // Nor does a newcomer ask for more, or have it.
    expect(
      carla.store.sealAgain(circle, alice.store.me(circle).device, all).map(({ epoch }) => hex(epoch)),
    ).toEqual([...ring(carla, circle).keys()])
  })
})

describe('a note opened to newcomers', () => {
  it('stands as it stood, says by whom and when, and goes on as one note', () => {
    const { alice, bob, carla, circle, doc } = later()
    expect(bob.store.closedTo(circle, doc).map(hex)).toEqual([hex(carla.store.me(circle).member)])
    const asked = bob.clock.now
    bob.clock.now = () => NOON + 60_000
    carla.clock.now = () => NOON + 120_000
    opened(bob, circle, doc)
    bob.clock.now = asked
    expect(bob.store.closedTo(circle, doc)).toEqual([])
    send(bob, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
    expect(carla.store.opening(circle, doc)).toEqual({ by: 'Bob', at: NOON + 60_000 })
    expect(alice.store.opening(circle, doc)).toBeUndefined()
    new Face(carla, circle, doc).change(d => {
      const text = (d.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(text.length, ' I see.')
    })
    sync(carla, alice, circle)
    new Face(alice, circle, doc).write('Good.')
    for (const who of [bob, carla]) sync(alice, who, circle)
    expect(wordsOf(alice, circle, doc)).toContain('I see.')
    for (const who of [bob, carla]) {
      expect(wordsOf(who, circle, doc)).toBe(wordsOf(alice, circle, doc))
      expect(reasons(who, circle)).toEqual([])
    }
    carla.store.close()
    expect(wordsOf(carla.again(), circle, doc)).toBe(wordsOf(alice, circle, doc))
  })

  it('shows nothing of what was deleted before', () => {
    const { alice, carla, circle, doc } = later()
    new Face(alice, circle, doc).change(d => d.getXmlFragment('body').delete(0, 1))
    const { checkpoint } = opened(alice, circle, doc)
    expect(Buffer.from(checkpoint.state).includes('Before you came')).toBe(false)
    send(alice, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe('<block kind="paragraph">So it was.</block>')
  })

  it('has its earlier words from the opening on, and words of two under their own names', async () => {
    const { bob, carla, circle, doc } = later()
    opened(bob, circle, doc)
    send(bob, carla, circle)
    new Face(carla, circle, doc).write('Mine.')
    const steps = [...carla.store.history(circle, doc)].flat()
    expect(steps.map(({ by }) => by)).toEqual(['Bob', 'Carla'])
    const all = new Y.Doc()
    for (const { update } of steps) Y.applyUpdateV2(all, update)
    expect(all.getXmlFragment('body').toString()).toBe(wordsOf(carla, circle, doc))
  })

  it('takes in words that came before it and after its heads', () => {
    const { alice, bob, carla, circle, doc } = later()
    // Alice writes on in the epoch that Carla is in; Bob opens the note without having that.
    const more = new Face(alice, circle, doc).write('And more.')
    expect(carla.store.receive(circle, [more])).toMatchObject({ refused: 0, accepted: [] })
    opened(bob, circle, doc)
    send(bob, carla, circle)
    sync(alice, bob, circle)
    expect(wordsOf(carla, circle, doc)).toContain('And more.')
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
    expect(wordsOf(bob, circle, doc)).toBe(wordsOf(alice, circle, doc))
  })

  it('is never applied by those who have the envelopes', () => {
    const { alice, bob, carla, circle, doc } = later()
    const face = new Face(alice, circle, doc)
    face.write('Not opened.')
    sync(alice, bob, circle)
    const before = wordsOf(bob, circle, doc)
    opened(alice, circle, doc)
    send(alice, bob, circle)
    expect(wordsOf(bob, circle, doc)).toBe(before)
    expect(bob.store.opening(circle, doc)).toBeUndefined()
    expect(bob.db.prepare('SELECT count(*) FROM documents WHERE base IS NOT NULL').pluck().get()).toBe(0)
    expect(reasons(bob, circle)).toEqual([])
    send(alice, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe(before)
  })

  it('of which words were erased loses them at the newcomer too, and for who comes next', () => {
    const { alice, bob, carla, circle, doc } = later()
    opened(bob, circle, doc)
    send(bob, carla, circle)
    send(bob, alice, circle)
    expect(wordsOf(carla, circle, doc)).toContain('Before you came.')
    const erased = alice.store.eraseWords(circle, doc)
    expect(erased.ok).toBe(true)
    for (const who of [bob, carla]) sync(alice, who, circle)
    expect(wordsOf(alice, circle, doc)).toBe('<block></block><block kind="paragraph">So it was.</block>')
    for (const who of [bob, carla]) {
      expect(wordsOf(who, circle, doc)).toBe(wordsOf(alice, circle, doc))
      expect(reasons(who, circle)).toEqual([])
      const kept = who.db
        .prepare('SELECT outline FROM envelopes WHERE outline IS NOT NULL')
        .pluck()
        .all() as Uint8Array[]
      for (const bytes of kept) expect(Buffer.from(bytes).includes('Before you')).toBe(false)
    }
    const dora = join(alice, circle, 'Dora')
    sync(alice, bob, circle)
    opened(bob, circle, doc)
    sync(alice, bob, circle)
    send(alice, dora, circle)
    send(bob, dora, circle)
    expect(wordsOf(dora, circle, doc)).toBe(wordsOf(bob, circle, doc))
  })

  it('keeps the words of others when whoever opened it erases their own', () => {
    const { alice, bob, carla, circle, doc } = later()
    opened(alice, circle, doc)
    new Face(alice, circle, doc).write('After it was opened.')
    for (const who of [bob, carla]) sync(alice, who, circle)
    expect(alice.store.eraseWords(circle, doc).ok).toBe(true)
    for (const who of [bob, carla]) sync(alice, who, circle)
    expect(wordsOf(carla, circle, doc)).toBe(
      '<block></block><block kind="paragraph">So it was.</block><block></block>',
    )
    for (const who of [alice, bob]) expect(wordsOf(who, circle, doc)).toBe(wordsOf(carla, circle, doc))
    expect(carla.store.opening(circle, doc)?.by).toBe('Alice')
    for (const who of [alice, bob, carla]) {
      expect(reasons(who, circle)).toEqual([])
      const kept = who.db
        .prepare('SELECT outline FROM envelopes WHERE outline IS NOT NULL')
        .pluck()
        .all() as Uint8Array[]
      for (const bytes of kept) expect(Buffer.from(bytes).includes('Before you')).toBe(false)
    }
  })

  it('is no beginning any more when its maker was removed, and is opened anew by another', () => {
    const { alice, bob, carla, circle, doc } = later()
    sync(bob, carla, circle)
    const gone = bob.store.me(circle).member
    // Alice never hears of it before she lets Bob out.
    opened(bob, circle, doc)
    send(bob, carla, circle)
    expect(wordsOf(carla, circle, doc)).toContain('Before you came.')
    expect(alice.store.remove(circle, gone, true).ok).toBe(true)
    send(alice, carla, circle)
    expect(notes(carla, circle)).toEqual([])
    expect(carla.store.closedNotes(circle)).toBe(1)
    opened(alice, circle, doc)
    send(alice, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
  })

  it('where history is everything, starts one who came after words were erased', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice', needsTwo: false })
    const bob = join(alice, circle, 'Bob')
    const doc = note(alice, circle)
    new Face(alice, circle, doc).write('Mine.')
    sync(alice, bob, circle)
    new Face(bob, circle, doc).write('Not mine.')
    sync(alice, bob, circle)
    expect(alice.store.eraseWords(circle, doc).ok).toBe(true)
    sync(alice, bob, circle)
    const carla = join(alice, circle, 'Carla')
    expect(notes(carla, circle)).toEqual([])
    sync(alice, bob, circle)
    opened(bob, circle, doc)
    send(bob, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe('<block></block><block kind="paragraph">Not mine.</block>')
    expect(carla.store.opening(circle, doc)?.by).toBe('Bob')
  })
})

describe('a checkpoint by a patched program', () => {
  const lie = (
    bob: Person,
    circle: CircleId,
    doc: DocId,
    change: (it: Checkpoint) => Checkpoint,
    more: Forgery = {},
  ) => {
    const aside = person(bob.db, bob.clock)
    let made: Checkpoint | undefined
    try {
      bob.db.transaction(() => {
        made = opened(aside, circle, doc).checkpoint
        throw new Error('taken back')
      })()
    } catch {}
    if (!made) throw new Error('nothing made')
    return forge(bob, circle, doc, writeCheckpoint(change(made)), { type: 'checkpoint', deps: [], ...more })
  }
  /** The state with a change by whom one likes. */
  const changed = (it: Checkpoint, client: number, change: (doc: Y.Doc) => void): Checkpoint => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, it.state)
    doc.clientID = client
    doc.transact(() => change(doc))
    return { ...it, state: Y.encodeStateAsUpdateV2(doc) }
  }
  const said = (d: Y.Doc, words: string) => {
    const block = new Y.XmlElement('block')
    const text = new Y.XmlText()
    text.insert(0, words)
    block.insert(0, [text])
    d.getXmlFragment('body').push([block])
  }

  it('puts no words into another’s mouth beyond what their envelopes said there was', () => {
    const { alice, bob, carla, circle, doc } = later()
    const forged = lie(bob, circle, doc, it =>
      changed(it, cidOf(alice, circle, doc), d => said(d, 'I am Alice.')),
    )
    for (const who of [alice, carla]) {
      expect(who.store.receive(circle, [forged.bytes])).toMatchObject({ refused: 1 })
      expect(reasons(who, circle)).toEqual(['refused: clock-gap'])
    }
    expect(notes(carla, circle)).toEqual([])
  })

  it('brings in no client whose envelopes it does not cover, and covers none that its maker had not', () => {
    const { alice, bob, carla, circle, doc } = later()
    const stranger = lie(bob, circle, doc, it => changed(it, 7, d => said(d, 'Nobody.')))
    expect(carla.store.receive(circle, [stranger.bytes])).toMatchObject({ refused: 1 })
    expect(reasons(carla, circle)).toEqual(['refused: foreign-client'])
    sync(alice, carla, circle)
    new Face(alice, circle, doc).write('Alice has heard Bob.')
    send(alice, carla, circle)
    const ahead = lie(alice, circle, doc, it => ({
      ...it,
      covers: it.covers.map(one => ({
        ...one,
        envelopes: [...one.envelopes.slice(0, -1), { ...one.envelopes.at(-1)!, seq: 99 }],
      })),
    }))
    expect(carla.store.receive(circle, [ahead.bytes])).toMatchObject({ refused: 1 })
    expect(reasons(carla, circle)[0]).toBe('refused: beyond-past')
  })

  it('that says other words than the envelopes is shown to those who have them, and they keep theirs', () => {
    const { alice, bob, carla, circle, doc } = later()
    const words = wordsOf(alice, circle, doc)
    const forged = lie(bob, circle, doc, it => {
      const bytes = Buffer.from(it.state)
      const at = bytes.indexOf('Before you came.')
      bytes.write('After you cameX.', at)
      return { ...it, state: Uint8Array.from(bytes) }
    })
    expect(alice.store.receive(circle, [forged.bytes])).toMatchObject({ refused: 0, quarantined: 0 })
    expect(reasons(alice, circle)).toEqual(['refused: checkpoint-differs'])
    expect(wordsOf(alice, circle, doc)).toBe(words)
    carla.store.receive(circle, [forged.bytes])
    expect(wordsOf(carla, circle, doc)).toContain('After you cameX.')
    expect(carla.store.opening(circle, doc)?.by).toBe('Bob')
    // An honest one beside it covers nothing more that is closed: who came first stays, under their name.
    expect(reasons(carla, circle)).toEqual([])
  })

  /** That Alice said more than she did: with its clock, so that what she goes on to say has no place behind it. */
  const inflated = (alice: Person, circle: CircleId, doc: DocId, more: (d: Y.Doc) => void) => {
    const me = hex(alice.store.me(circle).device)
    return (it: Checkpoint): Checkpoint => {
      const said = changed(it, cidOf(alice, circle, doc), more)
      const to = Y.decodeStateVector(Y.encodeStateVectorFromUpdateV2(said.state)).get(
        cidOf(alice, circle, doc),
      )!
      const covers = it.covers.map(one => {
        const last = one.envelopes.at(-1)!
        if (hex(one.device) !== me) return one
        return { ...one, envelopes: [...one.envelopes.slice(0, -1), { ...last, to }] }
      })
      return { ...said, covers }
    }
  }
  const invented = (d: Y.Doc) => said(d, 'I am Alice, and did not write this.')
  const asideOf = async (who: Person, circle: CircleId, doc: DocId) => {
    const passages = await who.store.aside(
      circle,
      doc,
      () => new Kept(),
      async () => {},
    )
    return passages.map(({ text }) => text)
  }
  const offered = (who: Person, circle: CircleId, doc: DocId) => who.store.closedTo(circle, doc).length > 0

  it('that lets somebody have said more than they did hides nothing any more once a host opens the note', async () => {
    const { alice, bob, carla, circle, doc } = later()
    const forged = lie(bob, circle, doc, inflated(alice, circle, doc, invented))
    for (const who of [alice, carla]) who.store.receive(circle, [forged.bytes])
    expect(wordsOf(carla, circle, doc)).toContain('did not write this')
    const hers = new Face(carla, circle, doc).write('Carla, on the worst day.')
    expect(alice.store.receive(circle, [hers])).toMatchObject({ refused: 1 })
    new Face(alice, circle, doc).write('Alice, today: come at eight.')
    send(alice, carla, circle)
    expect(wordsOf(carla, circle, doc)).not.toContain('come at eight')
    // Her screen offers it, since hers are the words; whoever is no host could mend nothing by it.
    expect(offered(alice, circle, doc)).toBe(true)
    expect(alice.store.openToNewcomers(circle, doc).ok).toBe(true)
    expect(offered(alice, circle, doc)).toBe(false)
    send(alice, carla, circle)
    for (const who of [carla, carla.again()]) {
      expect(wordsOf(who, circle, doc)).toBe(wordsOf(alice, circle, doc))
      expect(wordsOf(who, circle, doc)).toContain('come at eight')
      expect(who.store.opening(circle, doc)?.by).toBe('Alice')
    }
    // What she wrote meanwhile stood on nothing. It is hers to put back.
    expect(await asideOf(carla, circle, doc)).toEqual(['Carla, on the worst day.'])
    new Face(carla, circle, doc).write('Carla, again.')
    sync(carla, alice, circle)
    expect(wordsOf(alice, circle, doc)).toContain('Carla, again.')
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
  })

  it('that covers what nobody else can read gives way to the next opening by a host, and for good once they are out', () => {
    const { alice, bob, carla, circle, doc } = later()
    // Under an epoch that Carla has no key of, and under no key at all for those who have: it covers one thing more.
    const old = [...bob.store.state(circle).epochs.values()].at(-2)!.id
    const noise = forge(bob, circle, doc, new Uint8Array(8), {
      epochHeads: [old],
      logHeads: [old],
      deps: [],
      key: new Uint8Array(32),
    })
    for (const who of [alice, carla]) who.store.receive(circle, [noise.bytes])
    expect(reasons(alice, circle)).toEqual(['refused: undecryptable'])
    const { seq } = readHave(alice, circle, bob)
    const covering = (it: Checkpoint): Checkpoint => ({
      ...it,
      covers: it.covers.map(one => {
        const last = one.envelopes.at(-1)!
        if (hex(one.device) !== hex(bob.store.me(circle).device)) return one
        return { ...one, envelopes: [...one.envelopes, { ...last, seq }] }
      }),
    })
    const next = { seq: seq + 1, prev: readHave(alice, circle, bob).hash }
    const made = lie(bob, circle, doc, it => covering(inflated(alice, circle, doc, invented)(it)), next)
    opened(alice, circle, doc)
    send(alice, carla, circle)
    expect(carla.store.opening(circle, doc)?.by).toBe('Alice')
    for (const who of [alice, carla]) who.store.receive(circle, [made.bytes])
    // It covers more: that decides, until a host who knows it says otherwise.
    expect(carla.store.opening(circle, doc)?.by).toBe('Bob')
    expect(alice.store.remove(circle, bob.store.me(circle).member, false).ok).toBe(true)
    expect(offered(alice, circle, doc)).toBe(true)
    opened(alice, circle, doc)
    new Face(alice, circle, doc).write('It is quiet.')
    send(alice, carla, circle)
    expect(carla.store.opening(circle, doc)?.by).toBe('Alice')
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
    expect(offered(alice, circle, doc)).toBe(false)
  })

  it('of several, whoever has the same begins with the same one, whatever came first', () => {
    const { alice, bob, carla, circle, doc } = later()
    const dora = join(alice, circle, 'Dora')
    for (const who of [bob, carla]) send(alice, who, circle)
    const bobs = lie(bob, circle, doc, inflated(alice, circle, doc, invented)).bytes
    const alices = opened(alice, circle, doc).envelope
    for (const [who, order] of [
      [carla, [bobs, alices]],
      [dora, [alices, bobs]],
    ] as const)
      for (const bytes of order) who.store.receive(circle, [bytes])
    expect([carla, dora].map(who => who.store.opening(circle, doc)?.by)).toEqual(['Alice', 'Alice'])
    expect(wordsOf(dora, circle, doc)).toBe(wordsOf(carla, circle, doc))
  })

  it('that says the same words under other clocks, or a longer clock of nothing, is seen by those who have them', () => {
    const { alice, bob, circle, doc } = later()
    const nothing = lie(
      bob,
      circle,
      doc,
      inflated(alice, circle, doc, d => {
        const body = d.getXmlFragment('body')
        body.push([new Y.XmlElement('block')])
        body.delete(body.length - 1, 1)
      }),
    )
    alice.store.receive(circle, [nothing.bytes])
    expect(reasons(alice, circle)).toEqual(['refused: checkpoint-differs'])
    const other = later()
    const steps = [...other.alice.store.history(other.circle, other.doc)].flat().map(({ update }) => update)
    const swapped = lie(other.bob, other.circle, other.doc, it => {
      const d = new Y.Doc()
      Y.applyUpdateV2(d, steps[0]!)
      d.clientID = cidOf(other.alice, other.circle, other.doc)
      d.transact(() => {
        addBlock(d, 'you came.')
        const block = d.getXmlFragment('body').get(-1 + d.getXmlFragment('body').length) as Y.XmlElement
        ;(block.get(0) as Y.XmlText).insert(0, 'Before ')
      })
      Y.applyUpdateV2(d, steps[2]!)
      expect(d.getXmlFragment('body').toString()).toBe(wordsOf(other.alice, other.circle, other.doc))
      return { ...it, state: Y.encodeStateAsUpdateV2(d) }
    })
    expect(other.alice.store.receive(other.circle, [swapped.bytes])).toMatchObject({ refused: 0 })
    expect(reasons(other.alice, other.circle)).toEqual(['refused: checkpoint-differs'])
  })

  it('is taken from no stranger’s envelope: what it covers must be of this document, under its client number', () => {
    const { alice, bob, carla, circle, doc } = later()
    const other = note(bob, circle)
    sync(alice, bob, circle)
    const { seq } = bob.store
      .have(circle)
      .find(({ device }) => hex(device) === hex(bob.store.me(circle).device))!
    expect(other).toBeDefined()
    const forged = lie(bob, circle, doc, it => ({
      ...it,
      covers: it.covers.map(one =>
        hex(one.device) === hex(bob.store.me(circle).device)
          ? { ...one, envelopes: [...one.envelopes, { ...one.envelopes.at(-1)!, seq }] }
          : one,
      ),
    }))
    sync(bob, carla, circle)
    carla.store.receive(circle, [forged.bytes])
    expect(notes(carla, circle)).not.toContain(hex(doc))
    alice.store.receive(circle, [forged.bytes])
    expect(reasons(alice, circle)).toEqual(['refused: checkpoint-differs'])
  })

  it('of nodes that a note does not have, of a ring, or of no form at all is refused', () => {
    const { alice, bob, carla, circle, doc } = later()
    const foreign = (it: Checkpoint): Checkpoint => {
      const own = new Y.Doc()
      own.clientID = cidOf(bob, circle, doc)
      own.getXmlFragment('body').push([new Y.XmlElement('iframe')])
      const covers = it.covers.filter(({ device }) => hex(device) === hex(bob.store.me(circle).device))
      return {
        ...it,
        covers: covers.map(one => ({ ...one, envelopes: one.envelopes.map(e => ({ ...e, to: 1 })) })),
        state: Y.encodeStateAsUpdateV2(own),
      }
    }
    const one = lie(bob, circle, doc, foreign)
    expect(carla.store.receive(circle, [one.bytes])).toMatchObject({ refused: 1 })
    const two = forge(bob, circle, doc, new Uint8Array([0x80]), { type: 'checkpoint', deps: [] })
    expect(alice.store.receive(circle, [two.bytes])).toMatchObject({ refused: 1 })
    expect([...reasons(carla, circle), ...reasons(alice, circle)]).toEqual([
      'refused: foreign-node',
      'refused: checkpoint',
    ])
  })

  it('starts a newcomer although somebody called the note something else before it was begun', () => {
    const { alice, bob, carla, circle } = later()
    const { device } = alice.store.me(circle)
    const seq = alice.store.have(circle).find(one => hex(one.device) === hex(device))!.seq + 1
    const early = docId(circle, device, seq)
    const content = new Uint8Array([0])
    // A name that anybody can tell before it is given.
    const called = forge(bob, circle, early, content, { kind: 'circle' })
    for (const who of [alice, carla]) who.store.receive(circle, [called.bytes])
    const dora = person()
    const doc = note(alice, circle)
    expect(hex(doc)).toBe(hex(early))
    new Face(alice, circle, doc).write('Before Dora came.')
    join(alice, circle, 'Dora', dora)
    opened(alice, circle, doc)
    send(alice, dora, circle)
    expect(wordsOf(dora, circle, doc)).toBe(wordsOf(alice, circle, doc))
  })

  it('a header alone of one waits: nobody can keep a newcomer out by passing on half of it', () => {
    const { bob, carla, circle, doc } = later()
    const made = opened(bob, circle, doc)
    const read = readEnvelope(made.envelope)
    if (!read.ok) throw new Error(read.fault)
    expect(carla.store.receive(circle, [writeEnvelope({ ...read.value, body: null })])).toMatchObject({
      buffered: 1,
    })
    send(bob, carla, circle)
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(bob, circle, doc))
  })
})

describe('a sync file', () => {
  it('carries headers alone, checkpoints, and what a newcomer cannot open, and comes out the same', async () => {
    const { alice, bob, carla, circle, doc } = later()
    expect(alice.store.eraseWords(circle, doc).ok).toBe(true)
    sync(alice, bob, circle)
    opened(bob, circle, doc)
    expect(await cameTo(carla, writeFor(bob, circle))).toMatchObject({ refused: 0, missing: 0 })
    expect(wordsOf(carla, circle, doc)).toBe('<block></block><block kind="paragraph">So it was.</block>')
    expect(carla.store.opening(circle, doc)?.by).toBe('Bob')
    const dora = join(alice, circle, 'Dora')
    send(alice, carla, circle)
    expect(await cameTo(dora, writeFor(carla, circle))).toMatchObject({ refused: 0, missing: 0 })
    expect(everything(dora, circle).have).toEqual(everything(carla, circle).have)
    expect(reasons(dora, circle)).toEqual([])
  })

  it('carries a checkpoint that is larger than an update may be', async () => {
    const { alice, bob, carla, circle } = later()
    const doc = note(alice, circle)
    const face = new Face(alice, circle, doc)
    const noise = (n: number) =>
      Array.from({ length: 60_000 }, (_, i) =>
        String.fromCodePoint(0x4e00 + ((i * 7919 + n * 104_729) % 20_000)),
      ).join('')
    for (let n = 0; n < 28; n++) face.write(noise(n))
    sync(alice, bob, circle)
    const { checkpoint } = opened(bob, circle, doc)
    expect(checkpoint.state.length).toBeGreaterThan(4 * 1024 * 1024)
    expect(await cameTo(carla, writeFor(bob, circle))).toMatchObject({ refused: 0, missing: 0 })
    expect(everything(carla, circle).have).toEqual(everything(bob, circle).have)
    expect(reasons(alice, circle)).toEqual([])
  }, 60_000)
})

describe('another computer of one’s own', () => {
  it('is given every key that its person has, where history begins with joining', () => {
    const { alice, carla, circle, doc } = later()
    const two = person()
    const keys = two.store.prepareJoin()
    for (const who of [alice, carla]) {
      const claim = {
        circle,
        by: who.store.me(circle).device,
        device: { sign: keys.keys.sign.publicKey, box: keys.keys.box.publicKey },
        transcript: new Uint8Array(32).fill(7),
      }
      if (who === carla) continue
      const added = who.store.addDevice(circle, claim, proveDevice(claim, keys.keys))
      if (!added.ok) throw new Error(added.fault)
    }
    const boxes = alice.store.ringFor(circle, keys.keys.id)
    expect(boxes).toHaveLength(3)
    const { member } = alice.store.me(circle)
    two.store.adopt({ circle, salt: keys.salt, member, entries: alice.store.missingLog(circle, []) })
    // First without the keys: nothing can be read, and nothing is taken for closed that may still come.
    send(alice, two, circle)
    two.store.takeLate(circle, boxes)
    send(alice, two, circle)
    expect(wordsOf(two, circle, doc)).toBe(wordsOf(alice, circle, doc))
    expect(two.store.closedNotes(circle)).toBe(0)
    expect(two.store.opening(circle, doc)).toBeUndefined()
  })
})
