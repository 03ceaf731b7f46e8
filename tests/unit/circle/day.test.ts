/** A morning of the simulated network: `npm run endurance -- --day` lives the whole day, with more people. */
import { expect, it } from 'vitest'
import { day } from '../../sim/day.ts'

it('ends equal after three hours in which every computer comes and goes each few minutes', async () => {
  const told = await day(1, 3, 4)
  expect(told['together']).toBe(1)
  // Without these nothing would be proven.
  for (const what of ['words', 'goes', 'power cuts', 'back', 'islands', 'loss'])
    expect(told[what], what).toBeGreaterThan(2)
}, 120_000)
