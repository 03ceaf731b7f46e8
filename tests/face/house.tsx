/** A face in a test: the real App over the fake vault, timers in hand, and what a person does by role and name. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach } from 'vitest'
import { App } from '../../src/renderer/face/App.tsx'
import { openRooms } from '../../src/renderer/face/bridge/kinfold.ts'
import type { House } from '../../src/renderer/face/bridge/rooms.ts'
import { useReminding } from '../../src/renderer/face/features/backup/reminding.ts'
import { keepNotes } from '../../src/renderer/face/features/note/notes.ts'
import { keepJournal } from '../../src/renderer/face/features/today/keeper.ts'
import { useHarm } from '../../src/renderer/face/features/unlock/harm.ts'
import { useStage } from '../../src/renderer/face/features/unlock/stage.ts'
import { type Place, usePlaces } from '../../src/renderer/face/places.ts'
import { lexicon } from '../../src/renderer/face/spelling/lexicon.ts'
import type { Speller } from '../../src/renderer/face/spelling/speller.ts'
import { keepSpelling, useSpelling } from '../../src/renderer/face/spelling/spelling.ts'
import { useHelp } from '../../src/renderer/face/ui/help.ts'
import { useToast } from '../../src/renderer/face/ui/toast.tsx'
import { type FakeVault, makeFakeVault } from './fake-vault.ts'
import { all, rest } from './page.ts'
import { heldTimers } from './timers.ts'

export { all, one, press, rest, said } from './page.ts'

Object.assign(globalThis, { ClipboardEvent: class extends Event {} })

/** The real dictionary, in this thread: there are no others in a test of components. */
function englishHere(): Speller {
  const file = (name: string): string =>
    readFileSync(join('node_modules/dictionary-en', `index.${name}`), 'utf8')
  const english = lexicon(file('aff'), file('dic'))
  return {
    unknown: async words => english.unknown(words),
    suggest: async word => english.suggest(word),
    end: () => {},
  }
}

/** 22 November 2026, ten in the morning, here. */
export const MORNING = new Date(2026, 10, 22, 10).getTime()

type Face = {
  readonly fake: FakeVault
  readonly house: House
  readonly pass: (ms: number) => Promise<void>
  readonly root: Root
}

const roots: Root[] = []
afterEach(async () => {
  for (const root of roots.splice(0)) await act(async () => root.unmount())
  document.body.replaceChildren()
  useStage.setState({ stage: 'starting', notices: [] })
  useHarm.setState({ harm: 'none' })
  useReminding.setState({ offer: false, refused: false, trouble: null, known: null })
  usePlaces.setState({ trail: [{ at: 'journal' }], step: 0 })
  useToast.setState({ toast: null })
  useSpelling.setState({ on: false, own: [], turn: 0 })
  useHelp.setState({ open: false })
})

export async function openFace(prepare: (fake: FakeVault) => void = fake => fake.opened()): Promise<Face> {
  const fake = makeFakeVault({ now: () => MORNING })
  prepare(fake)
  const { timers, pass } = heldTimers()
  const rooms = openRooms(fake.kinfold)
  const house: House = {
    ...rooms,
    clock: { now: () => MORNING },
    keeper: keepJournal(rooms.vault, timers),
    notes: keepNotes(rooms.vault, timers),
    spelling: keepSpelling(rooms.vault, englishHere),
  }
  const place = document.createElement('div')
  place.className = 'app'
  document.body.append(place)
  const root = createRoot(place)
  roots.push(root)
  await act(async () => root.render(<App house={house} />))
  await rest()
  return {
    fake,
    house,
    root,
    pass: async ms => {
      pass(ms)
      await rest()
    },
  }
}

export async function fill(name: string, text: string): Promise<void> {
  const field = [...all('textbox', name), ...all('searchbox', name)][0]
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new Error(`no field ${name}`)
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set
  await act(async () => {
    field.focus()
    set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

/** Types at the end of a sheet, as the browser does it: the words appear, and the editor notices. */
export async function type(sheet: HTMLElement, text: string): Promise<void> {
  await act(async () => {
    if (document.activeElement !== sheet) sheet.focus()
    const block = sheet.lastElementChild
    if (!block) throw new Error('a sheet without a line')
    let node = Array.from(block.childNodes).findLast(child => child.nodeType === 3) as Text | undefined
    if (!node) {
      node = document.createTextNode('')
      block.prepend(node)
    }
    node.data += text
    document.getSelection()?.collapse(node, node.data.length)
    await new Promise(done => setTimeout(done, 0))
  })
  await rest()
}

/** Pastes into a sheet. */
export async function paste(sheet: HTMLElement, text: string, html = ''): Promise<Event> {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, {
    clipboardData: {
      getData: (kind: string) => (kind === 'text/html' ? html : kind === 'text/plain' ? text : ''),
      items: [],
      files: [],
    },
  })
  await act(async () => {
    sheet.focus()
    sheet.dispatchEvent(event)
  })
  await rest()
  return event
}

export async function key(target: HTMLElement, init: KeyboardEventInit): Promise<void> {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
  })
  await rest()
}

/** The sheets on the page, top to bottom. */
export const sheets = (): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>('.ProseMirror'))

export async function visit(place: Place): Promise<void> {
  await act(async () => usePlaces.getState().go(place))
  await rest()
}
