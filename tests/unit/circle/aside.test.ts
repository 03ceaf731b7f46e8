/** Words that a merge would hide, with the editor's own steps on one side and typing without a connection on the other. */
import { Node } from 'prosemirror-model'
import { EditorState, type Transaction } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { Kept, type Passage } from '../../../src/main/vault/circle/past/aside.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { schema } from '../../../src/renderer/face/editor/schema.ts'
import { onlyDeleting } from '../../../src/renderer/face/features/note/portions.ts'
import { everything, Face, note, type Person, pair, sync, wordsOf } from './people.ts'

const aside = (person: Person, circle: CircleId, id: DocId): Promise<Passage[]> =>
  person.store.aside(
    circle,
    id,
    () => new Kept(),
    async () => {},
  )
const told = (passages: readonly Passage[]) => passages.map(({ by, text }) => `${by.join()}: ${text}`)

/** One step of the editor over the page as it stands, carried into the document as the editor's binding does. */
function step(face: Face, how: (state: EditorState) => Transaction): void {
  face.change(doc => {
    const body = doc.getXmlFragment('body')
    const { doc: page, meta } = initProseMirrorDoc(body, schema)
    const after = how(EditorState.create({ schema, doc: page })).doc
    updateYFragment(doc, body, Node.fromJSON(schema, after.toJSON()), meta)
  })
}
/** Where the nth block begins. */
const begins = ({ doc }: EditorState, n: number): number => {
  let at = 0
  for (let i = 0; i < n; i++) at += doc.child(i).nodeSize
  return at
}
const textIn = (doc: Y.Doc, n: number): Y.XmlText =>
  (doc.getXmlFragment('body').get(n) as Y.XmlElement).get(0) as Y.XmlText

/** Two lines by Alice that both have; then each goes on alone. */
function apart() {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  const hers = new Face(alice, circle, shared)
  hers.write('The kettle.')
  hers.write('The window.')
  sync(alice, bob, circle)
  return { alice, bob, circle, shared, hers, his: new Face(bob, circle, shared) }
}
type Apart = ReturnType<typeof apart>
const type = ({ his }: Apart, words = ' And he waits.'): void =>
  void his.change(doc => textIn(doc, 1).insert(textIn(doc, 1).length, words))

describe.each(['hers first', 'his first'])('both ways round: %s', order => {
  const meet = async (it: Apart): Promise<string[][]> => {
    const { alice, bob, circle, shared } = it
    sync(...(order === 'hers first' ? ([alice, bob] as const) : ([bob, alice] as const)), circle)
    sync(alice, bob, circle)
    expect(everything(alice, circle)).toEqual(everything(bob, circle))
    const all = [alice, bob, alice.again()].map(async person => told(await aside(person, circle, shared)))
    return Promise.all(all)
  }

  it.each(['heading', 'bullet'])('keeps what Bob typed in a line that Alice made a %s', async kind => {
    const it = apart()
    type(it)
    step(it.hers, state => state.tr.setNodeMarkup(begins(state, 1), null, { kind, depth: 0, checked: false }))
    expect(await meet(it)).toEqual([[], [], []])
    expect(wordsOf(it.alice, it.circle, it.shared)).toContain('And he waits.')
  })

  it('sets aside what Bob typed in a line that Alice joined to the one before', async () => {
    const it = apart()
    type(it)
    step(it.hers, state => state.tr.join(begins(state, 1)))
    const all = await meet(it)
    expect(wordsOf(it.alice, it.circle, it.shared)).not.toContain('And he waits.')
    expect(all).toEqual([['Bob:  And he waits.'], ['Bob:  And he waits.'], ['Bob:  And he waits.']])
  })

  it('sets aside what Bob typed in a line that Alice deleted, and not what she deleted', async () => {
    const it = apart()
    type(it)
    step(it.hers, state => state.tr.delete(begins(state, 1), state.doc.content.size))
    expect(await meet(it)).toEqual([
      ['Bob:  And he waits.'],
      ['Bob:  And he waits.'],
      ['Bob:  And he waits.'],
    ])
  })

  it('sets aside what Bob typed where Alice put other words in the place of all', async () => {
    const it = apart()
    type(it)
    it.hers.change(doc => {
      const block = doc.getXmlFragment('body').get(1) as Y.XmlElement
      block.delete(0, 1)
      block.insert(0, [new Y.XmlText('The door.')])
    })
    expect(await meet(it)).toEqual([
      ['Bob:  And he waits.'],
      ['Bob:  And he waits.'],
      ['Bob:  And he waits.'],
    ])
  })

  it('sets nothing aside that Bob took away himself', async () => {
    const it = apart()
    type(it)
    it.his.change(doc => textIn(doc, 1).delete('The window.'.length, ' And he waits.'.length))
    step(it.hers, state => state.tr.delete(begins(state, 1), state.doc.content.size))
    expect(await meet(it)).toEqual([[], [], []])
  })
})

it('sets nothing aside that Alice had seen when she deleted it', async () => {
  const it = apart()
  type(it)
  sync(it.alice, it.bob, it.circle)
  step(new Face(it.alice, it.circle, it.shared), state =>
    state.tr.delete(begins(state, 1), state.doc.content.size),
  )
  sync(it.alice, it.bob, it.circle)
  expect(await aside(it.bob, it.circle, it.shared)).toEqual([])
})

async function hidden() {
  const it = apart()
  type(it)
  step(it.hers, state => state.tr.delete(begins(state, 1), state.doc.content.size))
  sync(it.alice, it.bob, it.circle)
  const [passage] = await aside(it.alice, it.circle, it.shared)
  if (!passage) throw new Error('nothing is set aside')
  return { ...it, passage }
}

it('knows where set-aside words stood, and is rid of them for everyone once somebody has put them back', async () => {
  const { alice, bob, circle, shared, passage } = await hidden()
  expect(passage.at).toBe(1)
  const face = new Face(alice, circle, shared)
  const words = face.update(doc => {
    const block = new Y.XmlElement('block')
    block.insert(0, [new Y.XmlText(passage.text)])
    doc.getXmlFragment('body').insert(passage.at ?? 0, [block])
  })
  const update = Y.mergeUpdatesV2([words, onlyDeleting(passage.ranges)])
  expect(alice.store.author(circle, shared, 'note', update).ok).toBe(true)
  sync(alice, bob, circle)
  for (const person of [alice, bob]) {
    expect(await aside(person, circle, shared)).toEqual([])
    expect(wordsOf(person, circle, shared)).toContain('And he waits.')
  }
})

it('shows what was waved off no more on this device, also after a restart, and still on the other', async () => {
  const { alice, bob, circle, shared, passage } = await hidden()
  alice.store.waveOff(circle, shared, passage.id)
  expect(await aside(alice, circle, shared)).toEqual([])
  expect(await aside(alice.again(), circle, shared)).toEqual([])
  expect(told(await aside(bob, circle, shared))).toEqual(['Bob:  And he waits.'])
})

it('keeps for Bob what he wrote after he was let out, which counts for nobody', async () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const shared = note(alice, circle)
  new Face(alice, circle, shared).write('hers')
  sync(alice, bob, circle)
  alice.store.remove(circle, bob.store.me(circle).member, true)
  const his = new Face(bob, circle, shared)
  his.write('his, too late')
  his.change(doc => textIn(doc, 1).delete(0, 'his, '.length))
  sync(alice, bob, circle)
  expect(wordsOf(bob, circle, shared)).not.toContain('too late')
  for (const person of [bob, bob.again()])
    expect(told(await aside(person, circle, shared))).toEqual(['Bob: too late'])
  expect(await aside(alice, circle, shared)).toEqual([])
})
