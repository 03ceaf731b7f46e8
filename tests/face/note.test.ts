/** What leaves a shared note and what does not, with real Y.Docs and a vault that holds every update to its gate. */
import { expect, it } from 'vitest'
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { openRooms, type Rooms } from '../../src/renderer/face/bridge/kinfold.ts'
import { schema } from '../../src/renderer/face/editor/schema.ts'
import type { LiveNote } from '../../src/renderer/face/features/note/binding.ts'
import { keepNotes, type OpenNotes } from '../../src/renderer/face/features/note/notes.ts'
import { type FakeVault, makeFakeVault } from './fake-vault.ts'
import { heldTimers } from './timers.ts'

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise(done => setTimeout(done, 0))
}

type Table = {
  fake: FakeVault
  rooms: Rooms
  notes: OpenNotes
  live: LiveNote
  circle: string
  note: string
  pass: (ms: number) => Promise<void>
  changes: () => { cid: number; update: Uint8Array }[]
}

async function layNote(): Promise<Table> {
  const fake = makeFakeVault()
  fake.opened()
  const rooms = openRooms(fake.kinfold)
  const { timers, pass } = heldTimers()
  const notes = keepNotes(rooms.vault, timers)
  const founded = await rooms.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Alice' })
  if (!founded.ok) throw new Error(founded.fault)
  const { circle } = founded.value
  const made = await rooms.vault.ask('note.create', { circle })
  if (!made.ok) throw new Error(made.fault)
  const { note } = made.value
  const opened = await notes.open(circle, note)
  if (!opened.ok) throw new Error(opened.fault)
  return {
    fake,
    rooms,
    notes,
    live: opened.value,
    circle,
    note,
    pass: async ms => {
      pass(ms)
      await settle()
    },
    changes: () =>
      fake.calls
        .filter(({ name }) => name === 'note.change')
        .map(({ args }) => args as { cid: number; update: Uint8Array }),
  }
}

const linesOf = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment('body')
    .toArray()
    .map(block =>
      (block as Y.XmlElement)
        .toArray()
        .map(text => (text as Y.XmlText).toJSON())
        .join(''),
    )

/** Writes as the editor does: the whole page brought to these lines, under the editor's origin. */
function write(live: LiveNote, ...lines: string[]): void {
  const { doc, body } = live.session()
  const { meta } = initProseMirrorDoc(body, schema)
  const page = schema.nodes.doc.create(
    null,
    lines.map(line => schema.nodes.block.create(null, line ? schema.text(line) : null)),
  )
  doc.transact(() => updateYFragment(doc, body, page, meta), ySyncPluginKey)
}

function byBob(doc: Y.Doc, text: string, clientID = 99): void {
  doc.clientID = clientID
  const block = new Y.XmlElement('block')
  block.setAttribute('kind', 'paragraph')
  block.insert(0, [new Y.XmlText(text)])
  doc.getXmlFragment('body').push([block])
}

const vaultLines = ({ fake, note }: Table): string[] => linesOf(fake.notes.get(note)?.doc ?? new Y.Doc())

it('sends what Alice wrote 300 ms after her first word, as one change under her own client id', async () => {
  const table = await layNote()
  write(table.live, 'a')
  await table.pass(200)
  write(table.live, 'ab')
  expect(table.changes()).toHaveLength(0)
  await table.pass(100)
  expect(table.changes()).toHaveLength(1)
  expect(table.changes()[0]?.cid).toBe(table.fake.notes.get(table.note)?.cid)
  expect(vaultLines(table)).toEqual(['ab'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('sends at once when much was written', async () => {
  const table = await layNote()
  write(table.live, 'long '.repeat(8000))
  await settle()
  expect(table.changes()).toHaveLength(1)
})

it('never sends on what came from others, and keeps its client id', async () => {
  const table = await layNote()
  write(table.live, 'hers')
  await table.pass(300)
  table.fake.arrive(table.note, doc => byBob(doc, 'his'))
  await table.pass(1000)
  expect(linesOf(table.live.session().doc)).toEqual(['hers', 'his'])
  expect(table.changes()).toHaveLength(1)
  expect(table.live.session().doc.clientID).toBe(table.live.session().cid)
})

it('never sends what Yjs tidies up by itself', async () => {
  const table = await layNote()
  write(table.live, 'hers')
  await table.pass(300)
  // Marks that overlap leave formatting behind, which Yjs removes in a transaction of its own, without an origin.
  const { doc } = table.live.session()
  doc.transact(() => doc.getMap('head').set('tidied', true))
  await table.pass(1000)
  expect(table.changes()).toHaveLength(1)
})

it('covers a gap that Yjs left, so that the next change still fits', async () => {
  const table = await layNote()
  const { doc } = table.live.session()
  doc.transact(() => doc.getMap('head').set('tidied', true))
  write(table.live, 'after the gap')
  await table.pass(300)
  expect(vaultLines(table)).toEqual(['after the gap'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('undoes only what Alice wrote, and sends the undoing', async () => {
  const table = await layNote()
  const undo = table.live.newUndo()
  write(table.live, 'hers')
  await table.pass(300)
  table.fake.arrive(table.note, doc => byBob(doc, 'his'))
  await settle()
  undo.undo()
  await table.pass(300)
  expect(vaultLines(table).join()).toContain('his')
  expect(vaultLines(table).join()).not.toContain('hers')
})

it('shares the title', async () => {
  const table = await layNote()
  table.live.setTitle('At night')
  await table.pass(300)
  expect(table.fake.notes.get(table.note)?.doc.getMap('head').get('title')).toBe('At night')
})

it('keeps what was written while the disk was full, and sends it when there is room', async () => {
  const table = await layNote()
  table.fake.refuse('note.change', 'disk-full')
  write(table.live, 'one')
  await table.pass(300)
  write(table.live, 'one', 'two')
  await table.pass(300)
  expect(table.live.saving()).toEqual({ state: 'refused', fault: 'disk-full' })
  table.fake.refuse('note.change', null)
  await table.pass(5000)
  await table.pass(5000)
  expect(vaultLines(table)).toEqual(['one', 'two'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('sends the difference after the vault died and came back, whatever it had committed', async () => {
  const table = await layNote()
  write(table.live, 'before')
  await table.pass(300)
  write(table.live, 'before', 'on its way')
  table.fake.die()
  await table.pass(300)
  write(table.live, 'before', 'on its way', 'meanwhile')
  await table.pass(300)
  table.fake.comeBack()
  table.fake.opened()
  await table.notes.resume()
  await settle()
  expect(vaultLines(table)).toEqual(['before', 'on its way', 'meanwhile'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('does not send twice what the vault had taken before it died without an answer', async () => {
  const table = await layNote()
  table.fake.delay.ms = 50
  write(table.live, 'taken')
  await table.pass(300)
  table.fake.die()
  table.fake.delay.ms = 0
  await new Promise(done => setTimeout(done, 80))
  expect(vaultLines(table)).toEqual(['taken'])
  table.fake.comeBack()
  table.fake.opened()
  await table.notes.resume()
  await settle()
  expect(vaultLines(table)).toEqual(['taken'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('keeps the text and goes on under a new client id when somebody else wrote under hers', async () => {
  const table = await layNote()
  const first = table.live.session()
  write(table.live, 'hers, saved')
  await table.pass(300)
  write(table.live, 'hers, saved', 'hers, unsent')
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  // Another device carries this very client id (a copied profile): the vault moves on to the next one.
  const other = new Y.Doc()
  Y.applyUpdateV2(other, Y.encodeStateAsUpdateV2(held.doc))
  byBob(other, 'his', first.cid)
  const update = Y.encodeStateAsUpdateV2(other, Y.encodeStateVector(held.doc))
  Y.applyUpdateV2(held.doc, update)
  held.cid += 1
  table.fake.tell('note.arrived', { note: table.note, update })
  await table.pass(300)
  await table.pass(300)
  const now = table.live.session()
  expect(now.cid).toBe(first.cid + 1)
  expect(now.doc.clientID).toBe(now.cid)
  expect(table.live.reopened()).toBe(true)
  expect(linesOf(now.doc)).toContain('hers, saved')
  expect(linesOf(now.doc)).toContain('hers, unsent')
  expect(vaultLines(table)).toEqual(linesOf(now.doc))
})

it('shows what counts when the vault made the note anew, and keeps of what she wrote what nobody has yet', async () => {
  const table = await layNote()
  write(table.live, 'hers')
  await table.pass(300)
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, Y.encodeStateAsUpdateV2(held.doc))
  table.fake.arrive(table.note, other => byBob(other, 'his, which fell'))
  write(table.live, 'hers', 'his, which fell', 'unsent')
  table.fake.notes.set(table.note, { ...held, doc, cid: held.cid + 1 })
  table.fake.tell('note.rebuilt', { note: table.note })
  await settle()
  expect(linesOf(table.live.session().doc)).toEqual(['hers', 'unsent'])
  expect(table.live.session().cid).toBe(held.cid + 1)
  await table.pass(300)
  expect(vaultLines(table)).toEqual(['hers', 'unsent'])
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('does not wait for her next word to notice that her client id was taken', async () => {
  const table = await layNote()
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  const first = held.cid
  held.cid += 1
  table.fake.arrive(table.note, doc => byBob(doc, 'his', first))
  await settle()
  expect(table.live.session().cid).toBe(first + 1)
  write(table.live, 'his', 'hers')
  await table.pass(300)
  expect(vaultLines(table)).toEqual(['his', 'hers'])
})

it('stays laid open in memory when its page is left with words unsent, and lets go once they are saved', async () => {
  const table = await layNote()
  table.fake.refuse('note.change', 'not-saved')
  write(table.live, 'not yet')
  await table.notes.leave(table.live)
  table.fake.refuse('note.change', null)
  await table.notes.resume()
  await settle()
  expect(vaultLines(table)).toEqual(['not yet'])
  expect(table.fake.calls.some(({ name }) => name === 'note.close')).toBe(true)
})

it('knows of words that have not left yet, until they are saved', async () => {
  const table = await layNote()
  expect(table.notes.unsent()).toBe(false)
  write(table.live, 'a')
  expect(table.notes.unsent()).toBe(true)
  table.fake.refuse('note.change', 'not-saved')
  await table.notes.flush()
  expect(table.notes.unsent()).toBe(true)
  table.fake.refuse('note.change', null)
  table.fake.delay.ms = 20
  const flushed = table.notes.flush()
  expect(table.changes()).toHaveLength(2)
  expect(table.notes.unsent()).toBe(true)
  await flushed
  expect(table.notes.unsent()).toBe(false)
})

it('sends what falls out of step within the same flush: a lock waits for no timer', async () => {
  const table = await layNote()
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  write(table.live, 'one')
  await table.pass(300)
  write(table.live, 'one', 'two')
  held.cid += 1
  await table.notes.flush()
  expect(table.notes.unsent()).toBe(false)
  expect(vaultLines(table)).toEqual(['one', 'two'])
})

it('keeps what was on its way when the note was laid anew meanwhile', async () => {
  const table = await layNote()
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  const first = held.cid
  write(table.live, 'hers')
  held.cid += 1
  table.fake.delay.ms = 20
  const flushed = table.notes.flush()
  table.fake.arrive(table.note, doc => byBob(doc, 'his', first))
  await flushed
  await table.notes.flush()
  expect(table.notes.unsent()).toBe(false)
  expect(linesOf(table.live.session().doc).filter(line => line === 'hers')).toHaveLength(1)
  expect(vaultLines(table)).toEqual(linesOf(table.live.session().doc))
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('goes on showing words that can no longer be saved, and never calls them saved', async () => {
  const table = await layNote()
  const held = table.fake.notes.get(table.note)
  if (!held) throw new Error('no note')
  write(table.live, 'hers')
  held.cid += 1
  Object.assign(held, { readonly: true })
  await table.notes.flush()
  expect(table.live.saving()).toEqual({ state: 'refused', fault: 'read-only' })
  expect(table.live.session().readOnly).toBe(true)
  expect(linesOf(table.live.session().doc)).toEqual(['hers'])
  expect(table.notes.unsent()).toBe(true)
})

it('stops asking when a note stays out of step, and keeps the words', async () => {
  const table = await layNote()
  table.fake.refuse('note.change', 'out-of-step')
  write(table.live, 'hers')
  await table.notes.flush()
  expect(table.changes().length).toBeLessThan(8)
  expect(table.live.saving()).toEqual({ state: 'refused', fault: 'out-of-step' })
  expect(linesOf(table.live.session().doc)).toEqual(['hers'])
  expect(table.notes.unsent()).toBe(true)
})

it('sends a very long paste as several changes, in order and one at a time, and what follows behind them', async () => {
  const table = await layNote()
  const undo = table.live.newUndo()
  const lines = Array.from({ length: 2200 }, (_, i) => `${i} ${'rain and tea and the sea '.repeat(40)}`)
  table.fake.delay.ms = 5
  write(table.live, ...lines)
  const flushed = table.notes.flush()
  write(table.live, ...lines, 'and a word')
  await flushed
  await table.notes.flush()
  const sent = table.changes().map(({ update }) => update.byteLength)
  expect(sent.length).toBeGreaterThan(2)
  expect(Math.max(...sent)).toBeLessThanOrEqual(1024 * 1024)
  expect(vaultLines(table).join('\n') === [...lines, 'and a word'].join('\n')).toBe(true)
  expect(table.live.saving()).toEqual({ state: 'saved' })
  // Two things that she did, however many changes they were.
  undo.undo()
  undo.undo()
  await table.notes.flush()
  expect(vaultLines(table).join('')).toHaveLength(0)
})

it('sends only the portions that are left when the disk was full between two', async () => {
  const table = await layNote()
  const lines = Array.from({ length: 2200 }, (_, i) => `${i} ${'rain and tea and the sea '.repeat(40)}`)
  table.fake.delay.ms = 100
  write(table.live, ...lines)
  const done = table.live.flush()
  await expect.poll(() => table.changes().length, { interval: 1, timeout: 10_000 }).toBe(2)
  table.fake.refuse('note.change', 'disk-full')
  await done
  expect(table.live.saving()).toEqual({ state: 'refused', fault: 'disk-full' })
  table.fake.refuse('note.change', null)
  table.fake.delay.ms = 0
  await table.pass(5000)
  await table.notes.flush()
  expect(vaultLines(table).join('\n') === lines.join('\n')).toBe(true)
  expect(table.live.saving()).toEqual({ state: 'saved' })
})

it('saves later words after the vault found a change too large, once that is gone from the page', async () => {
  const table = await layNote()
  write(table.live, 'before')
  await table.pass(300)
  // As the vault would: this change for its size, and so every one that carries it.
  const huge = 'x'.repeat(50_000)
  table.fake.most.change = 20_000
  const undo = table.live.newUndo()
  write(table.live, 'before', huge)
  await table.notes.flush()
  expect(table.live.saving()).toEqual({ state: 'refused', fault: 'too-large' })
  const held = table.live.session()
  for (const typed of ['w', 'wo', 'wor']) {
    write(table.live, 'before', huge, typed)
    await table.notes.flush()
  }
  // The sheet is not laid anew with every key.
  expect(table.live.session()).toBe(held)
  expect(table.notes.unsent()).toBe(true)
  undo.undo()
  write(table.live, 'before', 'a word')
  await table.notes.flush()
  expect(table.live.session()).not.toBe(held)
  expect(vaultLines(table)).toEqual(['before', 'a word'])
  expect(table.notes.unsent()).toBe(false)
  expect(table.live.saving()).toEqual({ state: 'saved' })
  write(table.live, 'before', 'a word', 'and one more')
  await table.pass(300)
  expect(vaultLines(table)).toEqual(['before', 'a word', 'and one more'])
})

it('deletes by its difference what she deleted and nothing that was gone before', async () => {
  const table = await layNote()
  write(table.live, 'hers', 'more of hers')
  await table.pass(300)
  table.fake.arrive(table.note, doc => byBob(doc, 'his'))
  // Gone by Bob's own hand, and then a line by hers while the vault is away.
  table.fake.arrive(table.note, doc => doc.getXmlFragment('body').delete(2, 1))
  table.fake.die()
  write(table.live, 'hers')
  await table.pass(300)
  table.fake.comeBack()
  table.fake.opened()
  await table.notes.resume()
  await settle()
  expect(vaultLines(table)).toEqual(['hers'])
  const last = table.changes().at(-1)
  if (!last) throw new Error('no change')
  expect([...Y.decodeUpdateV2(last.update).ds.clients.keys()]).toEqual([last.cid])
})
