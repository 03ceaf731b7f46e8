import { describe, expect, it } from 'vitest'
import { backOff } from '../../../src/main/lan/keep.ts'
import { pace } from '../../../src/main/lan/pace.ts'

describe('a connection', () => {
  it('may burst, then talk at its rate, and no faster', () => {
    let at = 0
    const mayTalk = pace({ rate: 10, burst: 5 }, () => at)
    expect(Array.from({ length: 7 }, mayTalk)).toEqual([true, true, true, true, true, false, false])
    at += 100
    expect([mayTalk(), mayTalk()]).toEqual([true, false])
    at += 60_000
    expect(Array.from({ length: 7 }, mayTalk).filter(Boolean)).toHaveLength(5)
  })
})

describe('a hub that is not answered', () => {
  it('tries again after a second, then ever later, and at least once a minute', () => {
    const least = [0, 1, 2, 3, 6, 1000].map(failures => backOff(failures, 0))
    const most = [0, 1, 2, 3, 6, 1000].map(failures => backOff(failures, 0.999_999))
    expect(least).toEqual([1000, 1000, 2000, 4000, 30_000, 30_000])
    expect(most.map(Math.ceil)).toEqual([1000, 2000, 4000, 8000, 60_000, 60_000])
  })
})
