/** What one walks through: sides, lists, rows and columns. */
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Button } from '../../../src/renderer/face/ui/Button.tsx'
import { Grid } from '../../../src/renderer/face/ui/Grid.tsx'
import { PickList, RowList } from '../../../src/renderer/face/ui/List.tsx'
import { Ring } from '../../../src/renderer/face/ui/Ring.tsx'
import { Tabs } from '../../../src/renderer/face/ui/Tabs.tsx'
import { all, one, said } from '../page.ts'
import { focus, focused, hit, noBarrier, show } from './show.tsx'

it('turns to the next side by the arrow keys, and shows one of them', async () => {
  await show(
    <Tabs
      label="This circle"
      sides={[
        { id: 'shared', name: 'Shared', content: <p>The nights are long.</p> },
        { id: 'agreed', name: 'Agreements', content: <p>It stays here.</p> },
      ]}
    />,
  )
  const tabs = () => all('[role="tab"]').map(tab => `${tab.textContent} ${tab.getAttribute('aria-selected')}`)
  expect(one('[role="tablist"]').getAttribute('aria-label')).toBe('This circle')
  expect(tabs()).toEqual(['Shared true', 'Agreements false'])
  expect(one('[role="tabpanel"]', 'Shared').textContent).toBe('The nights are long.')
  await focus(one('[role="tab"]', 'Shared'))
  await hit('ArrowRight')
  expect(tabs()).toEqual(['Shared false', 'Agreements true'])
  expect(one('[role="tabpanel"]', 'Agreements').textContent).toBe('It stays here.')
  await noBarrier()
})

function Picking({ told }: { readonly told: (id: string) => void }) {
  const [chosen, choose] = useState<'line' | 'letter' | 'page'>('line')
  return (
    <PickList
      label="How to begin"
      chosen={chosen}
      onChoose={id => {
        choose(id)
        told(id)
      }}
      lines={[
        { id: 'line', name: 'One line', below: 'One word is plenty.' },
        { id: 'letter', name: 'A letter' },
        { id: 'page', name: 'An empty page' },
      ]}
    />
  )
}

it('takes one of a list by the arrow keys and Enter, and says which one is taken', async () => {
  const told = vi.fn()
  await show(<Picking told={told} />)
  expect(one('[role="listbox"]').getAttribute('aria-label')).toBe('How to begin')
  const taken = () => all('[role="option"]').map(option => option.getAttribute('aria-selected'))
  expect(taken()).toEqual(['true', 'false', 'false'])
  await focus(one('[role="option"]', 'One line One word is plenty.'))
  await hit('ArrowDown', 'ArrowDown', 'Enter')
  expect(told).toHaveBeenLastCalledWith('page')
  expect(taken()).toEqual(['false', 'false', 'true'])
  await noBarrier()
})

it('opens a row by Enter, and reaches what is in it by the arrow to the side', async () => {
  const [opened, back] = [vi.fn(), vi.fn()]
  await show(
    <RowList
      label="In the bin"
      onOpen={opened}
      rows={[
        { id: 'a', name: 'Thursday 19', below: 'The house is quiet.' },
        { id: 'b', name: 'Tuesday 10', beside: <Button onPress={back}>Put back</Button> },
      ]}
    />,
  )
  expect(one('[role="grid"]').getAttribute('aria-label')).toBe('In the bin')
  const [first] = all('[role="row"]')
  expect(first?.textContent).toBe('Thursday 19 The house is quiet.')
  await focus(first as HTMLElement)
  await hit('Enter')
  expect(opened.mock.calls).toEqual([['a']])
  await hit('ArrowDown', 'ArrowRight')
  expect(focused()).toBe('Put back')
  await hit('Enter')
  expect(back).toHaveBeenCalledTimes(1)
  expect(opened).toHaveBeenCalledTimes(1)
  await noBarrier()
})

it('walks rows and columns, each row named by its first cell', async () => {
  await show(
    <Grid
      label="Feelings"
      columns={['Day', 'Feeling']}
      rows={[
        { id: 'a', name: 'Saturday', cells: ['Heavy'] },
        { id: 'b', name: 'Sunday', cells: ['Lighter'] },
      ]}
    />,
  )
  expect(one('[role="grid"]').getAttribute('aria-label')).toBe('Feelings')
  expect(all('[role="columnheader"]').map(cell => cell.textContent)).toEqual(['Day', 'Feeling'])
  expect(all('[role="rowheader"]').map(cell => cell.textContent)).toEqual(['Saturday', 'Sunday'])
  await focus(all('[role="row"]')[1] as HTMLElement)
  await hit('ArrowDown')
  expect(document.activeElement?.textContent).toBe('SundayLighter')
  await hit('ArrowRight', 'ArrowRight')
  expect(focused()).toBe('Lighter')
  await noBarrier()
})

const SEATS = ['Juniper', 'Moss', 'Wren'].map((name, seat) => ({ id: name, name, seat }))

it('is a list of people in the code, as a ring and as a list, in the same order', async () => {
  const again = await show(<Ring label="People" seats={SEATS} middle="Everyone was invited." />)
  const people = () => Array.from(one('list', 'People').children).map(({ textContent }) => textContent)
  expect(people()).toEqual(['Juniper', 'Moss', 'Wren'])
  expect(document.querySelector('[data-list="true"]')).toBeNull()
  await again(<Ring label="People" seats={SEATS} middle="Everyone was invited." list />)
  expect(people()).toEqual(['Juniper', 'Moss', 'Wren'])
  expect(document.querySelector('[data-list="true"]')).not.toBeNull()
  expect(said()).toContain('Everyone was invited.')
  await noBarrier()
})

it('becomes a list by itself where there are more people than seats', async () => {
  const many = Array.from({ length: 10 }, (_, seat) => ({ id: `${seat}`, name: `Person ${seat}`, seat }))
  await show(<Ring label="People" seats={many} middle="" />)
  expect(document.querySelector('[data-list="true"]')).not.toBeNull()
})
