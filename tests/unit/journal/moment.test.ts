import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src/shared/journal/day.ts'
import { day, id, notebook, says, value } from './notebook.ts'

const at = (minute: number | null, zone: string | null = null) => ({ begun: { minute, zone } })

async function openings(ana: ReturnType<typeof notebook>, on: string): Promise<string[]> {
  const entries = await value(ana.calls['journal.day']({ day: day(on) }))
  return entries.map(({ writing }) => String(writing.content?.[0]?.content?.[0]?.text))
}

describe('the time of an entry', () => {
  it('stands beside its day: what has none comes first, then the hours, then as it was begun', async () => {
    const ana = notebook()
    const on = day('2026-03-01')
    for (const [n, text, minute] of [
      [1, 'evening', 1200],
      [2, 'some time', null],
      [3, 'morning', 480],
      [4, 'evening too', 1200],
    ] as const)
      await ana.calls['journal.save']({ id: id(n), day: on, writing: says(text), ...at(minute) })
    const order = ['some time', 'morning', 'evening', 'evening too']
    expect(await openings(ana, '2026-03-01')).toEqual(order)
    expect(await ana.lines()).toEqual(order.map(text => `2026-03-01 ${text}`))
  })

  it('is changed with the day, and stays what it is when the words change', async () => {
    const ana = notebook()
    await ana.calls['journal.save']({
      id: id(1),
      day: day('2026-03-01'),
      writing: says('a letter'),
      ...at(61, 'Asia/Tokyo'),
    })
    await value(ana.calls['journal.change']({ id: id(1), change: { day: day('2019-12-31'), minute: 1439 } }))
    await ana.write(1, '2019-12-31', 'a letter, longer')
    expect(await value(ana.calls['journal.read']({ id: id(1) }))).toMatchObject({
      day: '2019-12-31',
      minute: 1439,
      zone: 'Asia/Tokyo',
    })
    expect(await ana.lines()).toEqual(['2019-12-31 a letter, longer'])
    expect(await ana.found('longer')).toEqual([id(1)])
    await value(ana.calls['journal.change']({ id: id(1), change: { minute: null, zone: null } }))
    expect(await value(ana.calls['journal.read']({ id: id(1) }))).toMatchObject({ minute: null, zone: null })
  })

  it('leaves no word in the index where it stood before', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'a letter')
    await ana.found('letter')
    await value(ana.calls['journal.change']({ id: id(1), change: { day: day('2019-12-31') } }))
    expect(await ana.found('letter')).toEqual([id(1)])
    expect(ana.db.prepare('SELECT count(*) FROM entry_words').pluck().get()).toBe(1)
  })

  it('moves what lies in the bin without bringing it out', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'thrown')
    await ana.calls['journal.bin']({ id: id(1) })
    await value(ana.calls['journal.change']({ id: id(1), change: { day: day('2026-04-01') } }))
    expect(await ana.found('thrown')).toEqual([])
    await ana.calls['journal.unbin']({ id: id(1) })
    expect(await ana.lines()).toEqual(['2026-04-01 thrown'])
  })

  it('moves no day, whatever zone the computer is in', () => {
    const script = fileURLToPath(new URL('days-in-zone.ts', import.meta.url))
    const seen = fc.sample(
      fc.record({
        day: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        minute: fc.option(fc.nat(1439)),
        zone: fc.constantFrom(null, 'Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu'),
      }),
      { numRuns: 60, seed: 7 },
    )
    const entries = seen.map(one => ({ ...one, day: one.day.toISOString().slice(0, 10) as Day }))
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'UTC']
    const folder = mkdtempSync(join(tmpdir(), 'kinfold-'))
    const run = (file: string, TZ: string, input: readonly object[]): string =>
      execFileSync(process.execPath, [script, join(folder, file)], {
        env: { ...process.env, TZ },
        input: JSON.stringify(input),
        encoding: 'utf8',
        timeout: 30_000,
      })
    try {
      // Written in one zone, and read in all of them.
      const stories = zones.map((TZ, i) => run(`${i}.db`, TZ, entries))
      const later = zones.map(TZ => run('0.db', TZ, []))
      expect(new Set([...stories, ...later]).size).toBe(1)
      const { lines } = JSON.parse(stories[0] ?? '{}') as { lines: { value: { lines: { day: Day }[] } } }
      expect(lines.value.lines.map(one => one.day).sort()).toEqual(entries.map(one => one.day).sort())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('an entry that is locked', () => {
  it('takes no words, no version and no other day until it is unlocked', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'first words that stand here')
    ana.clock.at += 3_600_000
    await ana.write(1, '2026-03-01', 'done')
    const [version] = (await value(ana.calls['journal.versions']({ id: id(1) }))).lines
    await value(ana.calls['journal.change']({ id: id(1), change: { locked: true } }))
    const refused = { ok: false, fault: 'entry-locked' }
    expect(await ana.write(1, '2026-03-01', 'done!')).toEqual(refused)
    expect(await ana.write(1, '2026-03-02', 'done')).toEqual(refused)
    expect(await ana.calls['journal.putBack']({ id: id(1), version: version?.version ?? 0 })).toEqual(refused)
    for (const change of [{ day: day('2026-03-02') }, { minute: 3 }, { zone: 'UTC' }])
      expect(await ana.calls['journal.change']({ id: id(1), change })).toEqual(refused)
    expect(await ana.lines()).toEqual(['2026-03-01 done'])
    // As it stands is no change, and what is said of it beside its words is none of them.
    expect((await ana.write(1, '2026-03-01', 'done')).ok).toBe(true)
    await value(ana.calls['journal.change']({ id: id(1), change: { favourite: true, tags: ['kept'] } }))
    await value(ana.calls['journal.change']({ id: id(1), change: { locked: false, minute: 3 } }))
    expect((await ana.write(1, '2026-03-01', 'done!')).ok).toBe(true)
  })
})
