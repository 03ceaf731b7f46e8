/** What is pressed, and what opens from it. */
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Button } from '../../../src/renderer/face/ui/Button.tsx'
import { Dialog } from '../../../src/renderer/face/ui/Dialog.tsx'
import { useHelp } from '../../../src/renderer/face/ui/help.ts'
import { Menu, MenuAt } from '../../../src/renderer/face/ui/Menu.tsx'
import { SideSheet } from '../../../src/renderer/face/ui/SideSheet.tsx'
import { Slip } from '../../../src/renderer/face/ui/Slip.tsx'
import { all, one, press, rest, said } from '../page.ts'
import { focus, focused, hit, noBarrier, show } from './show.tsx'

it('is pressed by Enter, and not while it is not possible', async () => {
  const pressed = vi.fn()
  const again = await show(<Button onPress={pressed}>Begin</Button>)
  await focus(one('button', 'Begin'))
  await hit('Enter')
  expect(pressed).toHaveBeenCalledTimes(1)
  await again(
    <Button onPress={pressed} isDisabled>
      Begin
    </Button>,
  )
  await press('button', 'Begin')
  expect(pressed).toHaveBeenCalledTimes(1)
})

it('keeps the focus while it is busy, and is not pressed again', async () => {
  const [pressed, sent] = [vi.fn(), vi.fn()]
  const form = (busy: boolean) => (
    <form
      onSubmit={event => {
        event.preventDefault()
        sent()
      }}
    >
      <Button type="submit" busy={busy} onPress={pressed}>
        Make one now
      </Button>
    </form>
  )
  const again = await show(form(false))
  await focus(one('button', 'Make one now'))
  await hit('Enter')
  await again(form(true))
  await hit('Enter')
  await press('button', 'Make one now')
  expect([pressed.mock.calls.length, sent.mock.calls.length]).toEqual([1, 1])
  expect(focused()).toBe('Make one now')
  expect(one('button').getAttribute('aria-disabled')).toBe('true')
  expect(one('button').hasAttribute('disabled')).toBe(false)
})

const DEEDS = [
  { id: 'on', words: 'Write on' },
  { id: 'box', words: 'Keep it in a box', disabled: true },
  { id: 'bin', words: 'Move to bin', apart: true },
] as const

it('opens a menu by an arrow key, walks it, and takes by Enter', async () => {
  const chosen = vi.fn()
  await show(<Menu words="This entry" label="This entry, of Thursday" deeds={DEEDS} onChoose={chosen} />)
  const button = one('button', 'This entry, of Thursday')
  expect(button.getAttribute('aria-haspopup')).toBe('true')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await focus(button)
  await hit('ArrowDown')
  expect(one('[role="menu"]')).toBeTruthy()
  expect(focused()).toBe('Write on')
  expect(all('[role="menuitem"]').map(item => item.getAttribute('aria-disabled'))).toEqual([
    null,
    'true',
    null,
  ])
  expect(all('[role="separator"]')).toHaveLength(1)
  await noBarrier()
  await hit('ArrowDown')
  expect(focused()).toBe('Move to bin')
  await hit('Enter')
  expect(chosen.mock.calls).toEqual([['bin']])
  expect(all('[role="menu"]')).toHaveLength(0)
})

it('leaves a menu by Escape, and nothing is taken', async () => {
  const chosen = vi.fn()
  await show(<Menu words="This entry" deeds={DEEDS} onChoose={chosen} />)
  await focus(one('button', 'This entry'))
  await hit('ArrowDown', 'Escape')
  expect(all('[role="menu"]')).toHaveLength(0)
  expect(focused()).toBe('This entry')
  expect(chosen).not.toHaveBeenCalled()
})

it('opens beside a word on the first thing to do, in the language of that word', async () => {
  const [chosen, close] = [vi.fn(), vi.fn()]
  await show(
    <MenuAt
      label="About “ketle”"
      deeds={[
        { id: 'to kettle', words: 'kettle', lang: 'en' },
        { id: 'learn', words: 'Keep it', apart: true },
      ]}
      at={() => ({ left: 10, top: 4, bottom: 20 })}
      onChoose={chosen}
      close={close}
    />,
  )
  expect(one('[role="menu"]', 'About “ketle”')).toBeTruthy()
  expect(focused()).toBe('kettle')
  expect(document.activeElement?.querySelector('[lang="en"]')?.textContent).toBe('kettle')
  await noBarrier()
  await hit('ArrowDown')
  expect(focused()).toBe('Keep it')
  await hit('Escape')
  expect(chosen).not.toHaveBeenCalled()
  await hit('ArrowUp', 'Enter')
  expect(chosen.mock.calls).toEqual([['to kettle']])
  expect(close).toHaveBeenCalledTimes(2)
})

it('lays a slip beside its button, named by its title, and takes it away by Escape', async () => {
  await show(
    <Slip words="Who can read this?" title="Who can read this">
      <p>Everyone in this circle.</p>
    </Slip>,
  )
  await press('button', 'Who can read this?')
  expect(one('dialog', 'Who can read this').textContent).toContain('Everyone in this circle.')
  // A sheet round the dialog with a name and no role is what axe-core finds outside every landmark; jsdom hides that from it.
  expect(document.querySelectorAll('div[aria-labelledby]:not([role])')).toHaveLength(0)
  await noBarrier()
  // After a press without a pointer, react-aria moves the focus with the next frame.
  await expect.poll(() => one('dialog').contains(document.activeElement)).toBe(true)
  await hit('Escape')
  expect(all('dialog')).toHaveLength(0)
})

function Opened({ of: Kind }: { readonly of: typeof Dialog | typeof SideSheet }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Agreements</Button>
      <Kind title="What we agreed" open={open} close={() => setOpen(false)}>
        <p>What is said here stays here.</p>
        <Button>Read it aloud</Button>
      </Kind>
    </>
  )
}

it.each([
  ['a dialog', Dialog],
  ['a second sheet', SideSheet],
] as const)(
  'opens %s with its title, holds the focus, and Escape goes back to the button',
  async (_kind, Kind) => {
    await show(<Opened of={Kind} />)
    await focus(one('button', 'Agreements'))
    await hit('Enter')
    const dialog = one('dialog', 'What we agreed')
    expect(dialog.contains(document.activeElement)).toBe(true)
    await noBarrier()
    await hit('Escape')
    expect(all('dialog')).toHaveLength(0)
    expect(said()).toBe('Agreements')
  },
)

it.each([
  ['a dialog', Dialog],
  ['a second sheet', SideSheet],
] as const)('comes by Tab to Help now while %s lies open, and back into it', async (_kind, Kind) => {
  useHelp.setState({ open: false })
  await show(<Opened of={Kind} />)
  await press('button', 'Agreements')
  const dialog = one('dialog', 'What we agreed')
  for (let tries = 0; tries < 100 && !dialog.contains(document.activeElement); tries++) await rest(20)
  const places: string[] = []
  for (let i = 0; i < 6; i++) {
    await hit('Tab')
    places.push(dialog.contains(document.activeElement) ? 'in it' : focused())
  }
  expect([...new Set(places)].sort()).toEqual(['Help now', 'in it'])
  while (focused() !== 'Help now') await hit('Tab')
  await noBarrier()
  await hit('Enter')
  expect(useHelp.getState().open).toBe(true)
  expect(all('dialog', 'What we agreed')).toHaveLength(1)
  useHelp.setState({ open: false })
})

it('closes the second sheet by its own button, too', async () => {
  await show(<Opened of={SideSheet} />)
  await press('button', 'Agreements')
  await press('button', 'Close')
  expect(all('dialog')).toHaveLength(0)
})
