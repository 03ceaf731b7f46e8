/** What the house says: after something was done, while it takes, where nothing is, and what something is about. */
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Button } from '../../../src/renderer/face/ui/Button.tsx'
import { ContentNote } from '../../../src/renderer/face/ui/ContentNote.tsx'
import { Empty } from '../../../src/renderer/face/ui/Empty.tsx'
import { Field } from '../../../src/renderer/face/ui/Field.tsx'
import { InlineError } from '../../../src/renderer/face/ui/InlineError.tsx'
import { Progress, SLOW } from '../../../src/renderer/face/ui/Progress.tsx'
import { say, ToastPlace, useToast } from '../../../src/renderer/face/ui/toast.tsx'
import { WitnessLine } from '../../../src/renderer/face/ui/WitnessLine.tsx'
import { en } from '../../../src/shared/locales/en.ts'
import { pseudo } from '../../../src/shared/locales/pseudo.ts'
import { speak } from '../../../src/shared/locales/speak.ts'
import { all, one, press, rest, said } from '../page.ts'
import { focus, focused, hit, noBarrier, show } from './show.tsx'

afterEach(async () => {
  speak('en', en)
  await act(async () => useToast.setState({ toast: null }))
})

it('says one sentence aloud with a way back, and waits until it is used or closed', async () => {
  const undo = vi.fn()
  await show(<ToastPlace />)
  await act(async () => say('The entry is in the bin.', { what: 'Move to bin', run: undo }))
  expect(document.querySelector('[aria-live="polite"]')?.textContent).toContain('The entry is in the bin.')
  await noBarrier()
  await rest(30)
  await focus(one('button', 'Undo: Move to bin'))
  await hit('Enter')
  expect(undo).toHaveBeenCalledTimes(1)
  expect(said()).not.toContain('bin')
  await act(async () => say('The copy is saved.'))
  expect(all('button', /^Undo/)).toHaveLength(0)
  await press('button', 'Close this message')
  expect(said()).toBe('')
})

it('speaks the same sentence again, and not on the next page', async () => {
  await show(<ToastPlace />)
  const region = document.querySelector('[aria-live="polite"]') as HTMLElement
  const heard: string[] = []
  new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  })
  const spoken = async (count: number) => {
    for (let tries = 0; heard.filter(Boolean).length < count && tries < 500; tries++) await rest(20)
  }
  await act(async () => say('The entry is back in your journal.'))
  await spoken(1)
  await act(async () => say('The entry is back in your journal.'))
  await spoken(2)
  expect(heard).toEqual(['The entry is back in your journal.', '', 'The entry is back in your journal.'])
  await act(async () => say('The entry is back in your journal.'))
  await act(async () => useToast.getState().clear())
  await rest(300)
  expect(region.textContent).toBe('')
})

it('says nothing of what is done within half a second', async () => {
  await show(<Progress label="Making a backup…" part={0.5} />)
  await rest(SLOW - 150)
  expect(all('[role="progressbar"]')).toHaveLength(0)
  await rest(250)
  expect(one('[role="progressbar"]', 'Making a backup…').getAttribute('aria-valuetext')).toBe('50%')
})

it('shows how far something is, and stops it by a key', async () => {
  const stop = vi.fn()
  const again = await show(<Progress label="Reading it…" part={0.25} stop={stop} stopLabel="Stop reading" />)
  await rest(SLOW + 50)
  const bar = () => one('[role="progressbar"]')
  expect(bar().getAttribute('aria-valuenow')).toBe('0.25')
  expect(said()).toContain('25%')
  await noBarrier()
  await again(<Progress label="Reading it…" part={1.7} stop={stop} stopLabel="Stop reading" />)
  expect(bar().getAttribute('aria-valuetext')).toBe('100%')
  await again(<Progress label="Reading it…" part={null} stop={stop} stopLabel="Stop reading" />)
  expect(bar().hasAttribute('aria-valuenow')).toBe(false)
  expect(said()).not.toContain('%')
  await focus(one('button', 'Stop reading'))
  await hit('Enter')
  expect(stop).toHaveBeenCalledTimes(1)
})

it('says that nothing is here yet, with at most one thing to do', async () => {
  await show(
    <Empty words="No notes yet.">
      <Button>Write a new note</Button>
    </Empty>,
  )
  expect(said()).toBe('No notes yet.Write a new note')
  await noBarrier()
})

it('says what happened where it happened, and at once', async () => {
  await show(<InlineError words="The disk is full. Your words are on this page. Make some room." />)
  expect(one('alert').textContent).toBe('The disk is full. Your words are on this page. Make some room.')
  await noBarrier()
})

it('binds what a field still needs to the field', async () => {
  await show(<Field label="Circle name" help="Only its people see it." needed="Please write a name here." />)
  const field = one('textbox', 'Circle name')
  const described = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map(id => document.getElementById(id)?.textContent)
    .join(' ')
  expect(described).toContain('Only its people see it.')
  expect(described).toContain('Please write a name here.')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await noBarrier()
})

const NOTE = (
  <ContentNote about="loss of a parent">
    <p>My mother died nine years ago.</p>
  </ContentNote>
)

it('keeps what is folded out of the page, shows it by Enter, and folds it again', async () => {
  await show(NOTE)
  expect(said()).toBe('About: loss of a parent.ShowNot now')
  expect(one('button', 'Show').getAttribute('aria-expanded')).toBe('false')
  await focus(one('button', 'Show'))
  await hit('Enter')
  expect(said()).toContain('My mother died nine years ago.')
  const hide = one('button', 'Hide again')
  expect(hide.getAttribute('aria-expanded')).toBe('true')
  expect(document.getElementById(hide.getAttribute('aria-controls') ?? '')?.textContent).toContain(
    'My mother',
  )
  expect(focused()).toBe('Hide again')
  await noBarrier()
  await hit('Enter')
  expect(said()).not.toContain('My mother')
})

it('leaves it for now without a trace: the focus stays, and the next visit begins as the first', async () => {
  const stored = vi.spyOn(Storage.prototype, 'setItem')
  const again = await show(NOTE)
  await press('button', 'Not now')
  expect(said()).toBe('About: loss of a parent.Show')
  expect(focused()).toBe('Show')
  await again(null)
  await again(NOTE)
  expect(said()).toBe('About: loss of a parent.ShowNot now')
  expect(stored).not.toHaveBeenCalled()
})

it('names everyone who has heard it, in a sentence and without a number', async () => {
  const again = await show(<WitnessLine names={['Wren', 'Ash']} />)
  expect(said()).toBe('Heard by Wren and Ash.')
  await again(<WitnessLine names={['Wren']} />)
  expect(said()).toBe('Heard by Wren.')
  const many = [
    'Wren',
    'Ash',
    'Moss',
    'Linnet',
    'Sol',
    'Juniper',
    'Fern',
    'Heather',
    'Pine',
    'Clay',
    'River',
    'Stone',
  ]
  await again(<WitnessLine names={many} />)
  for (const name of many) expect(said()).toContain(name)
  expect(said()).not.toMatch(/\d/)
  await again(<WitnessLine names={[]} />)
  expect(said()).toBe('')
})

it('joins the names as the language does, and takes the sentence from the catalogue', async () => {
  speak('de', en)
  const again = await show(<WitnessLine names={['Wren', 'Ash', 'Moss']} />)
  expect(said()).toBe('Heard by Wren, Ash und Moss.')
  speak('en', pseudo())
  await again(<WitnessLine names={['Wren', 'Ash', 'Moss']} key="anew" />)
  expect(said()).toBe('[Héárd by Wren, Ash, and Moss. ···]')
})
