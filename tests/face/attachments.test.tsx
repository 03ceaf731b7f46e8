import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isBlank } from '../../src/renderer/face/editor/journal.ts'
import { schema } from '../../src/renderer/face/editor/schema.ts'
import { t } from '../../src/shared/locales/speak.ts'
import {
  CHUNK_PLAIN,
  chunksOf,
  LARGEST_SHARED,
  type SharedFile,
} from '../../src/shared/writing/shared-file.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'
import { all, fill, key, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

const urls = new Set<string>()
beforeEach(() => {
  let n = 0
  URL.createObjectURL = () => {
    const url = `blob:app://kinfold/${n++}`
    urls.add(url)
    return url
  }
  URL.revokeObjectURL = url => void urls.delete(url)
})
afterEach(() => urls.clear())

const file = (name: string, type: string, bytes = [1, 2, 3]): File =>
  new File([Uint8Array.from(bytes)], name, { type })

/** What a clipboard or a dragging hand carries. */
const bag = (files: readonly File[], text = '', html = '') => ({
  files,
  items: [],
  types: files.length > 0 ? ['Files'] : [],
  getData: (kind: string) => (kind === 'text/html' ? html : kind === 'text/plain' ? text : ''),
})

async function give(
  sheet: HTMLElement,
  how: 'paste' | 'drop',
  carried: ReturnType<typeof bag>,
): Promise<Event> {
  const event = new Event(how, { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: carried, dataTransfer: carried, clientX: 1, clientY: 1 })
  await act(async () => {
    sheet.focus()
    sheet.dispatchEvent(event)
  })
  await rest(20)
  return event
}

const sheet = (): HTMLElement => {
  const [first] = sheets()
  if (!first) throw new Error('no sheet')
  return first
}
/** By how it is called; how large it is comes after that. */
const called = (name: string): RegExp => new RegExp(`^${t('attached.file', { name })}, `)
const shown = (name: string): HTMLElement[] => all('button', called(name))

type Inline = { type: string; text?: string; attrs?: { name: string; blob: string; alt: string } }
const inline = (writing: Writing | undefined): Inline[] =>
  (writing?.content ?? []).flatMap(block => (block.content ?? []) as Inline[])

it('puts a pasted file where the cursor stood, keeps what is typed meanwhile, and saves both', async () => {
  const { fake, pass } = await openFace()
  let go = () => {}
  fake.attachments.gate = new Promise(resolve => {
    go = resolve
  })
  await type(sheet(), 'On the quay. ')
  await give(sheet(), 'paste', bag([file('tide.pdf', 'application/pdf')]))
  expect(shown('tide.pdf')).toHaveLength(0)
  await type(sheet(), 'Herons. ')
  await act(async () => go())
  await rest(20)
  expect(shown('tide.pdf')).toHaveLength(1)
  await pass(500)
  const [entry] = [...fake.entries.values()]
  const nodes = inline(entry?.writing)
  expect(nodes.map(node => node.text ?? node.attrs?.name).join('')).toContain('tide.pdf')
  expect(nodes.map(node => node.text ?? '').join('')).toBe('On the quay. Herons. ')
  expect([...fake.attachments.blobs.keys()]).toEqual([
    nodes.find(node => node.type === 'attachment')?.attrs?.blob,
  ])
})

it('takes an entry with nothing but a file for an entry, and saves it', async () => {
  const { fake, pass } = await openFace()
  await give(sheet(), 'drop', bag([file('quay.heic', 'image/heic')]))
  await pass(500)
  const [entry] = [...fake.entries.values()]
  expect(inline(entry?.writing).map(node => node.type)).toEqual(['attachment'])
  const nameless = schema.nodes.attachment.create({ blob: 'ab'.repeat(32) })
  expect(isBlank(schema.nodes.doc.create(null, schema.nodes.block.create(null, nameless)))).toBe(false)
  expect(isBlank(schema.nodes.doc.create(null, schema.nodes.block.create()))).toBe(true)
})

it('says how far a slow file is, and stops when it is asked to', async () => {
  const { fake } = await openFace()
  let go = () => {}
  fake.attachments.gate = new Promise(resolve => {
    go = resolve
  })
  await give(sheet(), 'paste', bag([file('film.mp4', 'video/mp4')]))
  expect(all('button', t('attach.stop.label', { name: 'film.mp4' }))).toHaveLength(0)
  await rest(600)
  expect(
    one('[role="progressbar"]', t('attach.way', { name: 'film.mp4' })).getAttribute('aria-valuetext'),
  ).toBe('0%')
  await press('button', t('attach.stop.label', { name: 'film.mp4' }))
  await act(async () => go())
  await rest(20)
  expect(said()).toContain(t('attach.stopped', { name: 'film.mp4' }))
  expect(fake.attachments.cancelled).toBe(1)
  expect(shown('film.mp4')).toHaveLength(0)
  expect(sheet().textContent).toBe('')
})

it.each([
  ['an empty file', [] as number[], null, t('fault.file-empty')],
  ['a full disk', [1], 'disk-full' as const, t('attach.full', { name: 'a.txt' })],
  ['too many at once', [1], 'too-many' as const, t('fault.too-many')],
])('answers %s in a sentence and changes nothing', async (_what, bytes, fault, sentence) => {
  const { fake } = await openFace()
  if (fault) fake.refuse('attachment.begin', fault)
  await type(sheet(), 'words')
  await give(sheet(), 'paste', bag([file('a.txt', 'text/plain', bytes)]))
  expect(said()).toContain(sentence)
  expect(sheet().textContent).toBe('words')
})

it('reads nothing of a file that is too large, and says so', async () => {
  const { fake } = await openFace()
  const film = file('film.mp4', 'video/mp4')
  Object.defineProperty(film, 'size', { value: 200 * 1024 * 1024 + 1 })
  await give(sheet(), 'drop', bag([film]))
  expect(said()).toContain(t('fault.file-too-large'))
  expect(fake.calls.some(({ name }) => name.startsWith('attachment.'))).toBe(false)
})

it('lets a recording be heard from memory, and falls silent when the window hides', async () => {
  const { fake } = await openFace()
  let playing = 0
  HTMLMediaElement.prototype.play = async () => void playing++
  HTMLMediaElement.prototype.pause = () => void playing--
  await give(sheet(), 'paste', bag([file('herons.wav', 'audio/wav')]))
  await press('button', t('attached.listen.label', { name: 'herons.wav' }))
  await rest(20)
  const player = document.querySelector('audio')
  expect(player?.src).toMatch(/^blob:/)
  expect(player?.controls).toBe(true)
  expect(playing).toBe(1)
  await act(async () => fake.veil(true))
  expect(playing).toBe(0)
})

it('says so when a file went away while it was read', async () => {
  await openFace()
  const gone = file('a.txt', 'text/plain')
  gone.slice = () => {
    throw new DOMException('gone', 'NotFoundError')
  }
  await give(sheet(), 'paste', bag([gone]))
  expect(said()).toContain(t('fault.file-changed'))
})

it('pastes the words of a text that carries a picture of itself', async () => {
  const { fake } = await openFace()
  await give(sheet(), 'paste', bag([file('image.png', 'image/png')], 'a table', '<p>a table</p>'))
  expect(sheet().textContent).toBe('a table')
  expect(fake.attachments.blobs.size).toBe(0)
})

it('shows how far a copy is, and leaves nothing of it when it is stopped', async () => {
  const { fake } = await openFace()
  await give(sheet(), 'paste', bag([file('quay.pdf', 'application/pdf')]))
  await press('button', called('quay.pdf'))
  Object.assign(fake.attachments, { slow: true, dialog: '0f'.repeat(16) })
  await press('button', t('attached.copy'))
  await press('button', t('copy.choose'))
  await rest(600)
  expect(one('[role="progressbar"]', t('copy.saving')).getAttribute('aria-valuetext')).toBe('25%')
  await press('button', t('progress.stop'))
  expect(said()).toContain(t('fault.stopped'))
  expect(all('[role="progressbar"]')).toEqual([])
  // One can choose another place at once.
  expect(all('button', t('copy.choose'))).toHaveLength(1)
})

it('opens one, takes in what it shows, saves a copy where the person says, and takes it out with a way back', async () => {
  const { fake, pass } = await openFace()
  await give(sheet(), 'paste', bag([file('quay.pdf', 'application/pdf')]))
  await press('button', called('quay.pdf'))
  await fill(t('attached.alt'), 'Herons')
  fake.attachments.tells = 'may-hold'
  fake.attachments.dialog = '0f'.repeat(16)
  await press('button', t('attached.copy'))
  expect(said()).toContain(t('copy.readable'))
  expect(said()).toContain(t('copy.may.hold'))
  await press('button', t('copy.choose'))
  expect(fake.attachments.copies.map(({ to, whole }) => ({ to, whole }))).toEqual([
    { to: '0f'.repeat(16), whole: false },
  ])
  expect(said()).toContain(t('copy.saved'))
  await press('button', t('attached.close'))
  const [slip] = shown('Herons')
  expect(slip?.getAttribute('aria-label')).toContain(slip?.textContent)
  await pass(500)
  expect(inline([...fake.entries.values()][0]?.writing)[0]?.attrs?.alt).toBe('Herons')
  await press('button', called('Herons'))
  await press('button', t('attached.remove'))
  expect(shown('Herons')).toHaveLength(0)
  await press('button', t('toast.undo.label', { what: t('attached.remove') }))
  expect(shown('Herons')).toHaveLength(1)
})

it('puts one back where it was without taking back what was written meanwhile, and once', async () => {
  await openFace()
  await type(sheet(), 'The quay ')
  await give(sheet(), 'paste', bag([file('quay.pdf', 'application/pdf')]))
  const takeOut = async () => {
    await press('button', called('quay.pdf'))
    await press('button', t('attached.remove'))
    expect(shown('quay.pdf')).toHaveLength(0)
  }
  const undo = () => press('button', t('toast.undo.label', { what: t('attached.remove') }))
  await takeOut()
  await type(sheet(), ' at night')
  await undo()
  expect(shown('quay.pdf')).toHaveLength(1)
  expect(sheet().textContent).toContain('at night')
  await takeOut()
  await key(sheet(), { key: 'z', ctrlKey: true })
  await undo()
  expect(shown('quay.pdf')).toHaveLength(1)
})

it('takes one out with Delete on it, and brings it back with Ctrl+Z', async () => {
  await openFace()
  await give(sheet(), 'paste', bag([file('quay.pdf', 'application/pdf')]))
  await key(one('button', called('quay.pdf')), { key: 'Delete' })
  expect(shown('quay.pdf')).toHaveLength(0)
  await key(sheet(), { key: 'z', ctrlKey: true })
  expect(shown('quay.pdf')).toHaveLength(1)
})

it('says of one that is not in the notebook any more that it is gone, and lets go of what it showed', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    const attrs = {
      blob: 'ab'.repeat(32),
      thumb: null,
      name: 'lost.png',
      type: 'image/png',
      size: 9,
      width: 40,
      height: 30,
      alt: '',
    }
    fake.entries.set('01'.repeat(16), {
      id: '01'.repeat(16),
      day: '2026-11-22' as never,
      writing: {
        type: 'doc',
        content: [
          {
            type: 'block',
            content: [
              { type: 'attachment', attrs },
              { type: 'attachment', attrs: { ...attrs, blob: 'cd'.repeat(32), name: 'here.png' } },
            ],
          },
        ],
      },
      created: 1,
      modified: 1,
      binned: false,
    })
    fake.attachments.blobs.set('cd'.repeat(32), { bytes: Uint8Array.of(1), type: 'image/png' })
  })
  await rest(20)
  expect(said()).toContain(t('attached.gone', { name: 'lost.png' }))
  const here = one('button', t('attached.image', { name: 'here.png' }))
  expect(here.querySelector('img')?.src).toMatch(/^blob:/)
  expect(urls.size).toBe(1)
  await visit({ at: 'settings' })
  expect(urls.size).toBe(0)
  expect(fake.calls.some(({ name }) => name === 'journal.save')).toBe(false)
})

/** A note of Ana's circle, laid open. */
async function noteOf({ house }: Pick<Awaited<ReturnType<typeof openFace>>, 'house'>) {
  const founded = await house.vault.ask('circle.found', { name: 'Lanterns', ownName: 'Ana' })
  if (!founded.ok) throw new Error(founded.fault)
  const { circle } = founded.value
  const made = await house.vault.ask('note.create', { circle })
  if (!made.ok) throw new Error(made.fault)
  const { note } = made.value
  await visit({ at: 'note', circle, note })
  return { circle, note }
}

it('takes no file along from a journal to a shared note, nor the other way, and says so', async () => {
  const face = await openFace()
  await noteOf(face)
  const kept = `<span data-blob="${'ab'.repeat(32)}" data-thumb="" data-name="quay.jpg" data-media="image/jpeg" data-size="3" data-width="" data-height="" data-alt="">[quay.jpg]</span>`
  await give(sheet(), 'paste', bag([], 'before [quay.jpg] after', `<p>before ${kept} after</p>`))
  expect(said()).toContain(t('attach.not.carried'))
  expect(sheet().textContent).toContain('before')
  expect(sheet().textContent).not.toContain('quay')
  const file = `<span data-file='${JSON.stringify(sharedFile('tide.pdf', 3))}'>[tide.pdf]</span>`
  await give(sheet(), 'paste', bag([], 'low [tide.pdf] high', `<p>low ${file} high</p>`))
  expect(sheet().textContent).toContain('low')
  expect(sheet().textContent).not.toContain('tide')
  await visit({ at: 'journal' })
  await give(sheet(), 'paste', bag([], 'before [quay.jpg] after', `<p>before ${kept} after</p>`))
  expect(shown('quay.jpg')).toHaveLength(1)
  await give(sheet(), 'paste', bag([], 'low [tide.pdf] high', `<p>low ${file} high</p>`))
  expect(sheet().textContent).not.toContain('tide')
})

const sharedFile = (name: string, size: number): SharedFile => ({
  blob: 'b1'.repeat(32),
  key: 'cd'.repeat(32),
  size,
  chunks: chunksOf(size),
  type: 'application/pdf',
  name,
  width: null,
  height: null,
  alt: '',
})

/** Somebody else puts a file into the note. */
function theirs(file: SharedFile) {
  return (doc: Y.Doc): void => {
    const block = new Y.XmlElement('block')
    const laid = new Y.XmlElement('file')
    for (const [name, value] of Object.entries(file))
      if (value !== null) laid.setAttribute(name, value as unknown as string)
    block.insert(0, [laid])
    doc.getXmlFragment('body').push([block])
  }
}

describe('a file in a shared note', () => {
  it('is put there, stands in the words with its key, and opens and is saved as one of the journal', async () => {
    const face = await openFace()
    const { fake, pass } = face
    const { circle, note } = await noteOf(face)
    await type(sheet(), 'On the quay. ')
    await give(sheet(), 'paste', bag([file('tide.pdf', 'application/pdf')]))
    expect(said()).toContain(t('shared.done', { name: 'tide.pdf' }))
    expect(shown('tide.pdf')).toHaveLength(1)
    await pass(500)
    const opened = await face.house.vault.ask('note.open', { circle, note })
    if (!opened.ok) throw new Error(opened.fault)
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, opened.value.state)
    expect(doc.getXmlFragment('body').toString()).toContain(`key="${'cd'.repeat(32)}"`)
    fake.attachments.dialog = '0f'.repeat(16)
    await press('button', called('tide.pdf'))
    await press('button', t('attached.copy'))
    await press('button', t('copy.choose'))
    expect(fake.attachments.copies).toHaveLength(1)
    await press('button', t('attached.remove'))
    expect(said()).toContain(t('shared.removed', { name: 'tide.pdf' }))
    expect(shown('tide.pdf')).toHaveLength(0)
  })

  it('that says too much of itself is told of', async () => {
    const face = await openFace()
    await noteOf(face)
    face.fake.attachments.tells = 'may-hold'
    await give(sheet(), 'paste', bag([file('film.mp4', 'video/mp4')]))
    expect(said()).toContain(t('shared.may.hold', { name: 'film.mp4' }))
  })

  it('is refused in a sentence above 100 MB, and nothing of it is read', async () => {
    const face = await openFace()
    await noteOf(face)
    const film = file('film.mp4', 'video/mp4')
    Object.defineProperty(film, 'size', { value: LARGEST_SHARED + 1 })
    await give(sheet(), 'drop', bag([film]))
    expect(said()).toContain(t('fault.file-too-large-here'))
    expect(face.fake.calls.some(({ name }) => name === 'attachment.begin')).toBe(false)
  })

  it('of somebody else is fetched when it is asked for, says how far it is, stops, and opens when it is here', async () => {
    const face = await openFace()
    const { fake } = face
    const { circle, note } = await noteOf(face)
    const laid = sharedFile('tide.pdf', 10 * CHUNK_PLAIN)
    await act(async () => fake.arrive(note, theirs(laid)))
    await rest(20)
    const calls = (name: string): number => fake.calls.filter(call => call.name === name).length
    expect(calls('note.fileFetch')).toBe(0)
    await press('button', t('shared.fetch.label', { name: 'tide.pdf' }))
    const bar = () => one('[role="progressbar"]', t('shared.coming', { name: 'tide.pdf' }))
    expect(bar().getAttribute('aria-valuenow')).toBe('0')
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'coming', have: 4 }))
    expect(bar().getAttribute('aria-valuenow')).toBe('40')
    await press('button', t('shared.stop.label', { name: 'tide.pdf' }))
    expect(calls('note.fileStop')).toBe(1)
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'away', have: 4 }))
    await press('button', t('shared.fetch.label', { name: 'tide.pdf' }))
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'nobody', have: 4 }))
    expect(sheet().textContent).toContain(t('shared.nobody'))
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'full', have: 4 }))
    expect(sheet().textContent).toContain(t('shared.full'))
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'here', have: 10 }, new Uint8Array(3)))
    expect(all('button', t('shared.fetch.label', { name: 'tide.pdf' }))).toHaveLength(0)
    await press('button', called('tide.pdf'))
    expect(one('[role="dialog"]', 'tide.pdf')).toBeTruthy()
  })

  it('comes by itself when it is small, and a picture is seen', async () => {
    const face = await openFace()
    const { fake } = face
    const { circle, note } = await noteOf(face)
    const laid = { ...sharedFile('quay.jpg', 3), type: 'image/jpeg', width: 30, height: 20 }
    await act(async () => fake.arrive(note, theirs(laid)))
    await rest(20)
    expect(fake.calls.filter(({ name }) => name === 'note.fileFetch')).toHaveLength(1)
    await act(async () => fake.fileIs(circle, laid.blob, { state: 'here', have: 1 }, Uint8Array.of(1, 2, 3)))
    await rest(20)
    const [picture] = all('button', t('attached.image', { name: 'quay.jpg' }))
    expect(picture?.querySelector('img')?.src).toMatch(/^blob:/)
  })

  it('whose words were erased is said to have been there', async () => {
    const face = await openFace()
    const { note } = await noteOf(face)
    await act(async () =>
      face.fake.arrive(note, doc => {
        const block = new Y.XmlElement('block')
        block.insert(0, [new Y.XmlElement('file')])
        doc.getXmlFragment('body').push([block])
      }),
    )
    expect(sheet().textContent).toContain(t('shared.erased'))
  })
})
