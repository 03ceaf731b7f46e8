import { describe, expect, it } from 'vitest'
import { day, founded, home, id, type Running, reopened, says } from './house.ts'

const today = day('2026-11-22')
const version = (n: number) => says(`version ${n}`, 'the same long tail of a sentence '.repeat(50))

/** Saves one entry over and over until the process is killed, so many ms after a first save; the last version that was acknowledged. */
async function saveUntilKilled(ana: Running, from: number, ms: number): Promise<number> {
  let acknowledged = from
  let alive = true
  void ana.ended.then(() => {
    alive = false
  })
  while (alive) {
    const saved = await ana.face.ask('journal.save', {
      id: id(1),
      day: today,
      writing: version(acknowledged + 1),
    })
    if (!saved.ok) continue
    if (acknowledged === from) setTimeout(() => ana.process.kill('SIGKILL'), ms)
    acknowledged++
  }
  return acknowledged
}

describe('a vault that is killed in the middle of saving', () => {
  it('opens with the last acknowledged version or the one under way, never with neither', async () => {
    using place = home()
    let ana = await founded(place.dir)
    await ana.face.ask('journal.save', { id: id(1), day: today, writing: version(0) })
    let acknowledged = 0
    for (const ms of [40, 73, 111, 157, 200]) {
      const before = acknowledged
      acknowledged = await saveUntilKilled(ana, acknowledged, ms)
      expect(acknowledged).toBeGreaterThan(before)
      ana = await reopened(place.dir)
      const read = await ana.face.ask('journal.read', { id: id(1) })
      expect(read.ok).toBe(true)
      if (!read.ok) return
      expect([version(acknowledged), version(acknowledged + 1)]).toContainEqual(read.value.writing)
      const found = await ana.face.ask('journal.search', { words: 'sentence' })
      expect(found.ok && found.value.map(hit => hit.id)).toEqual([id(1)])
      const seen = await ana.face.ask('journal.timeline', { days: 5 })
      expect(seen.ok && seen.value.lines.length).toBe(1)
    }
    await ana.lock()
  })

  it('keeps what was typed in the very moment before the lock', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const saved = ana.face.ask('journal.save', { id: id(7), day: today, writing: says('typed and gone') })
    const code = ana.lock()
    expect((await saved).ok).toBe(true)
    expect(await code).toBe(0)
    const again = await reopened(place.dir)
    const read = await again.face.ask('journal.read', { id: id(7) })
    expect(read.ok && read.value.writing).toEqual(says('typed and gone'))
    await again.lock()
  })
})
