/** What the soak says of two looks at the same processes. */
import { expect, it } from 'vitest'
import { type Footprint, footprints, grown } from '../endurance/footprint.ts'

const MB = 1024 * 1024
const plain: Footprint = { memory: 100 * MB, handles: 40, sockets: 10, heap: 10 * MB }
const of = (held: Partial<Footprint>) => new Map([['renderer 7', { ...plain, ...held }]])

it('says nothing of what wavers, and names what has grown, and who', () => {
  const before = of({})
  expect(grown(before, of({ memory: 110 * MB, handles: 44, sockets: 12, heap: 11 * MB }))).toEqual([])
  expect(grown(before, of({ heap: 13 * MB }))).toEqual([`renderer 7: heap ${10 * MB} to ${13 * MB}`])
  for (const held of [{ memory: 140 * MB }, { handles: 50 }, { sockets: 14 }])
    expect(grown(before, of(held))).toHaveLength(1)
  expect(grown(new Map(), of({}))).toEqual(['renderer 7 is new'])
})

it('sees this process, its memory and its files', () => {
  if (process.platform !== 'linux') return
  const held = footprints(process.pid).get('main')
  expect(held?.memory).toBeGreaterThan(10 * MB)
  expect(held?.handles).toBeGreaterThan(3)
})
