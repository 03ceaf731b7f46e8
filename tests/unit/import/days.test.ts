import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayInHeading, dayInName } from '../../../src/main/vault/import/when/named.ts'
import { instantIn, readStamp } from '../../../src/main/vault/import/when/stamp.ts'
import { whenAt, whenWritten } from '../../../src/main/vault/import/when/when.ts'
import { inZone } from '../../../src/main/vault/import/when/zone.ts'

const ZONES = [
  ...[
    'UTC',
    'Europe/Dublin',
    'America/New_York',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Pacific/Kiritimati',
  ],
  ...['America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tehran', 'Africa/Casablanca', 'Europe/Berlin'],
]
const instants = fc.integer({ min: Date.parse('1901-01-01'), max: Date.parse('2099-12-31') })
const zones = fc.constantFrom(...ZONES)

/** By another way than the reader's: how far the clocks there are from UTC. */
function clockThere(instant: number, zone: string): [string, number] {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(instant)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? []
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1)
  const local = new Date(instant + ahead * 1000)
  return [local.toISOString().slice(0, 10), local.getUTCHours() * 60 + local.getUTCMinutes()]
}

describe('a day', () => {
  it('is what the clocks of its own zone showed, at every instant', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const shown = inZone(instant, zone)
        expect([shown?.day, shown?.minute]).toEqual(clockThere(instant, zone))
      }),
      { numRuns: 2000 },
    )
  })

  it('is the one that was written, where the clock and not UTC was written', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, ahead) => {
        const local = new Date(Math.floor(instant / 60_000) * 60_000 + ahead * 60_000).toISOString()
        const sign = ahead < 0 ? '-' : '+'
        const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60]
        const two = (n: number): string => String(n).padStart(2, '0')
        const stamp = readStamp(`${local.slice(0, 19)}${sign}${two(hours)}:${two(minutes)}`)
        expect(stamp?.instant).toBe(Math.floor(instant / 60_000) * 60_000)
        const when = stamp && !stamp.utc ? whenWritten(stamp, '', 'Pacific/Apia') : undefined
        if (ahead !== 0) expect(when?.day).toBe(local.slice(0, 10))
      }),
    )
  })

  it('does not move with the zone of the computer', () => {
    const file = fileURLToPath(new URL('../../../src/main/vault/import/when/', import.meta.url))
    const code = `
      const { whenAt, whenWritten } = await import(${JSON.stringify(`${file}when.ts`)})
      const { readStamp, instantIn } = await import(${JSON.stringify(`${file}stamp.ts`)})
      const { dayInHeading } = await import(${JSON.stringify(`${file}named.ts`)})
      const out = []
      for (let at = Date.UTC(2024, 2, 29, 20); at < Date.UTC(2024, 3, 2); at += 45 * 60000)
        for (const zone of ['Europe/Dublin', 'Asia/Kolkata', 'nowhere', ''])
          out.push(whenAt(at, zone), whenWritten(readStamp(new Date(at).toISOString()), zone))
      out.push(whenWritten(readStamp('2024-03-31 02:30'), ''), instantIn('Thu Jan 03 2019 00:00:00 GMT-0800'))
      out.push(dayInHeading('Sonntag, 31. März 2024'), dayInHeading('Monday, January 1, 2019'))
      console.log(JSON.stringify(out))`
    const said = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Santiago', 'Europe/Berlin'].map(
      TZ => {
        const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
          encoding: 'utf8',
          env: { TZ },
        })
        expect(stderr.replaceAll(/.*Warning.*\n/g, '')).toBe('')
        return stdout
      },
    )
    expect(said[0]?.length).toBeGreaterThan(10_000)
    expect(new Set(said).size).toBe(1)
  })

  it('is in UTC, and said to be, where nobody says the zone; and in the zone that the person names', () => {
    const evening = Date.parse('2021-05-01T02:40:00Z')
    expect(whenAt(evening, '')).toEqual({
      ...{ day: '2021-05-01', minute: 160, zone: null, created: evening },
      remarks: [{ what: 'zone-unknown' }],
    })
    expect(whenAt(evening, '', 'America/New_York')).toEqual({
      ...{ day: '2021-04-30', minute: 22 * 60 + 40, zone: null, created: evening },
      remarks: [],
    })
    expect(whenAt(evening, 'Mars/Olympus')).toMatchObject({
      day: '2021-05-01',
      remarks: [{ what: 'zone-unknown' }],
    })
    expect(whenAt(evening, 'GMT+0530')).toMatchObject({
      day: '2021-05-01',
      minute: 8 * 60 + 10,
      zone: null,
      remarks: [],
    })
    expect(whenAt(evening, 'GMT-0400')).toMatchObject({ day: '2021-04-30', zone: 'Etc/GMT+4', remarks: [] })
    expect(whenAt(Number.NaN, '')).toBeUndefined()
    expect(whenAt(1e300, 'Europe/Berlin')).toBeUndefined()
  })

  it('is one that a calendar has', () => {
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '0000-01-01',
      '2024-1-5',
      'yesterday',
      '',
      '2024-01-15 25:00',
    ])
      expect(readStamp(text)).toBeUndefined()
    expect(readStamp('2024-02-29')).toEqual({ day: '2024-02-29', minute: null, instant: null, utc: false })
    expect(readStamp('2024-01-15 12:05 AM')?.minute).toBe(5)
    expect(readStamp('2024-01-15 12:05:00 PM')?.minute).toBe(12 * 60 + 5)
    expect(readStamp('2021-05-01 16:40:00Z')).toMatchObject({ day: '2021-05-01', minute: 1000, utc: true })
  })

  it.each<[string, string | undefined, number | null, string]>([
    ['2024-01-15', '2024-01-15', null, ''],
    ['2024-01-15 Spaziergang', '2024-01-15', null, 'Spaziergang'],
    ['2024-01-15 08-30', '2024-01-15', 510, ''],
    ['2024-01-15 08-30-15 Früh', '2024-01-15', 510, 'Früh'],
    ['20240115', '2024-01-15', null, ''],
    ['2024_01_15', '2024-01-15', null, ''],
    ['202401150830 Zettel', '2024-01-15', 510, 'Zettel'],
    ['2024-01-15T0830', '2024-01-15', 510, ''],
    ['2024-13-15', undefined, null, ''],
    ['20240115999', undefined, null, ''],
    ['1234567890', undefined, null, ''],
    ['Rechnung 2024-01-15', undefined, null, ''],
  ])('in the name %s is %s', (name, day, minute, rest) => {
    expect(dayInName(name)).toEqual(day === undefined ? undefined : { day, minute, rest })
  })

  it.each<[string, string | undefined]>([
    ['Tuesday, January 1, 2019', '2019-01-01'],
    ['1 January 2019', '2019-01-01'],
    ['Sonntag, 31. März 2024', '2024-03-31'],
    ['dimanche 31 mars 2024', '2024-03-31'],
    ['31 de marzo de 2024', '2024-03-31'],
    ['31 березня 2024 р.', '2024-03-31'],
    ['2024年3月31日 星期日', '2024-03-31'],
    ['31.03.2024', '2024-03-31'],
    ['[[2024-03-31]]', '2024-03-31'],
    ['03/04/2024', undefined],
    ['May 2024', undefined],
    ['31 things of March 2024', undefined],
    ['31 February 2024', undefined],
  ])('in the heading %s is %s', (heading, day) => {
    expect(dayInHeading(heading)?.day).toBe(day)
  })

  it('is changed by none of the words of moment.js but its own', () => {
    expect(instantIn('Thu Jan 03 2019 00:00:00 GMT-0800')).toBe(Date.parse('2019-01-03T08:00:00Z'))
    for (const text of ['', 'Thu Jan 03 2019', '1', '2019', 'Invalid date', '2019-01-03 00:00'])
      expect(instantIn(text)).toBeNull()
  })
})
