/** A month of days: whole dates for a screen reader, keys, dots for days with words, and no day that is missing. */
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Calendar } from '../../../src/renderer/face/ui/Calendar.tsx'
import type { Day } from '../../../src/shared/journal/day.ts'
import { en } from '../../../src/shared/locales/en.ts'
import { speak } from '../../../src/shared/locales/speak.ts'
import { all, one, press, said } from '../page.ts'
import { focus, focused, hit, noBarrier, show } from './show.tsx'

afterEach(() => speak('en', en))

const day = (text: string): Day => text as Day

function Month({ told, last }: { readonly told?: (chosen: Day) => void; readonly last?: Day }) {
  const [chosen, setChosen] = useState<Day | null>(null)
  return (
    <Calendar
      label="Days with words"
      today={day('2026-11-22')}
      chosen={chosen}
      written={one => one === '2026-11-19'}
      {...(last ? { last } : {})}
      onChoose={one => {
        setChosen(one)
        told?.(one)
      }}
    />
  )
}

const cell = (name: string | RegExp) =>
  one('[role="gridcell"] [role="button"], [role="button"][aria-label]', name)

it('names each day by its whole date, and says which have words and which is today', async () => {
  await show(<Month />)
  expect(cell('Thursday 19 November 2026, with words of yours')).toBeTruthy()
  expect(cell('Friday 20 November 2026')).toBeTruthy()
  expect(cell('Today, Sunday 22 November 2026').getAttribute('data-today')).toBe('true')
  expect(document.querySelectorAll('[data-written]')).toHaveLength(1)
  // Nothing counts the days, and none is said to be missing.
  expect(said()).not.toMatch(/missing|streak|in a row/i)
  await noBarrier()
})

it('goes by days and weeks with the arrow keys, and takes a day by Enter', async () => {
  const told = vi.fn()
  await show(<Month told={told} />)
  await focus(cell(/^Today/))
  await hit('ArrowLeft')
  expect(focused()).toBe('Saturday 21 November 2026')
  await hit('ArrowUp')
  expect(focused()).toBe('Saturday 14 November 2026')
  await hit('Enter')
  expect(told.mock.calls).toEqual([['2026-11-14']])
  expect(cell('Saturday 14 November 2026').closest('td')?.getAttribute('aria-selected')).toBe('true')
})

it('turns months and years by Page Up and Page Down, with the focus on a day of the month that is seen', async () => {
  await show(<Month />)
  await focus(cell(/^Today/))
  await hit('PageUp')
  expect(focused()).toBe('Thursday 22 October 2026')
  await hit('Home')
  expect(focused()).toBe('Thursday 1 October 2026')
  await hit('PageDown')
  expect(focused()).toBe('Sunday 1 November 2026')
  // Tab comes to one day alone.
  expect(all('button').filter(({ tabIndex, role }) => role === 'button' && tabIndex === 0)).toHaveLength(1)
})

it('turns to the month before, and no further than the last day', async () => {
  const told = vi.fn()
  await show(<Month told={told} />)
  expect(one('button', 'The month after').hasAttribute('disabled')).toBe(true)
  await press('button', 'The month before')
  expect(cell('Saturday 31 October 2026')).toBeTruthy()
  await press('button', 'The month after')
  const tomorrow = cell('Monday 23 November 2026')
  expect(tomorrow.getAttribute('aria-disabled')).toBe('true')
  tomorrow.click()
  expect(told).not.toHaveBeenCalled()
})

it('says its days in the language of the house', async () => {
  speak('de', en)
  await show(<Month />)
  expect(cell('Freitag, 20. November 2026')).toBeTruthy()
  expect(
    all('heading')
      .map(({ textContent }) => textContent)
      .join(),
  ).toContain('November 2026')
})
