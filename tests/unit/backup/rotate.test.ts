import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { backupName, dayIn, madeAt } from '../../../src/main/vault/backup/name.ts'
import { kept, rotate } from '../../../src/main/vault/backup/rotate.ts'
import { type Header, ready, write } from '../../../src/main/vault/storage/header.ts'

const DAY = 86_400_000
const noon = new Date(2026, 10, 22, 12).getTime()
const name = (daysAgo: number, seconds = 0): string => backupName(noon - daysAgo * DAY + seconds * 1000)
const header = (byte: number): Header => ({
  vaultId: new Uint8Array(16).fill(byte),
  file: new Uint8Array(8).fill(7),
  generation: 1,
  cipher: 'aegis',
  slots: [
    {
      kind: 1,
      kdf: { memory: 8192, passes: 1 },
      salt: new Uint8Array(16),
      nonce: new Uint8Array(24),
      sealed: new Uint8Array(48),
    },
  ],
})

beforeAll(ready)

describe('the names of backups', () => {
  it('say when, and are read back', () => {
    expect(backupName(noon)).toBe('Kinfold backup 2026-11-22 12.00.00')
    expect(madeAt(backupName(noon))).toBe(noon)
    for (const other of [
      'Kinfold backup',
      'kinfold backup 2026-11-22 12.00.00',
      `${backupName(noon)}.new`,
      '',
    ])
      expect([madeAt(other), dayIn(other)]).toEqual([null, undefined])
  })
})

describe('rotation', () => {
  it('keeps 7 days, 4 weeks and 12 months of two years of daily backups', () => {
    const all = Array.from({ length: 730 }, (_, i) => name(i))
    const stay = [...kept(all, name(0))].sort().reverse()
    expect(stay.slice(0, 7)).toEqual(all.slice(0, 7))
    const days = stay.map(each => dayIn(each) ?? '')
    // 22 November 2026 is a Sunday: the newest of earlier weeks are the Sundays before it.
    expect(days.slice(7)).toEqual([
      '2026-11-15',
      '2026-11-08',
      '2026-11-01',
      ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31'],
      ...['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ])
  })

  it('keeps the newest of a day, and the one before it', () => {
    const all = [name(0, 3), name(0, 2), name(0, 1), name(1)]
    expect([...kept(all, name(0, 3))].sort()).toEqual([name(1), name(0, 2), name(0, 3)].sort())
  })

  it('never takes away the one just checked, whatever a clock that went back calls it', () => {
    const all = Array.from({ length: 400 }, (_, i) => name(i))
    const old = name(5000)
    expect(kept([...all, old], old).has(old)).toBe(true)
  })

  it('takes away at most one of each kind when the clock jumps ten years', () => {
    const steady = [
      ...kept(
        Array.from({ length: 730 }, (_, i) => name(i)),
        name(0),
      ),
    ]
    const jumped = name(-3650)
    const after = kept([...steady, jumped], jumped)
    expect(steady.filter(each => !after.has(each)).length).toBeLessThanOrEqual(3)
  })

  it('touches nothing that is not wholly its own', () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'kinfold-'))
    const make = (called: string, of: number, ...more: string[]) => {
      const dir = join(folder, called)
      fs.mkdirSync(dir)
      fs.writeFileSync(join(dir, 'header.kinfold'), write(header(of), new Uint8Array(32)))
      fs.writeFileSync(join(dir, '0707070707070707.db'), '')
      for (const each of more) fs.writeFileSync(join(dir, each), '')
    }
    for (let i = 0; i < 5; i++) make(name(0, i), 1)
    make(name(0, -1), 2)
    make('Kinfold backup of mine', 1)
    fs.mkdirSync(join(folder, name(0, -2)))
    fs.writeFileSync(join(folder, name(0, -3)), 'a file')
    make(name(0, -4), 1, 'a photograph.jpg')
    const gone = rotate(folder, name(0, 4), new Uint8Array(16).fill(1))
    expect(gone.sort()).toEqual([name(0, 0), name(0, 1), name(0, 2)].sort())
    expect(fs.readdirSync(folder).sort()).toEqual(
      [
        name(0, 3),
        name(0, 4),
        name(0, -1),
        name(0, -2),
        name(0, -3),
        name(0, -4),
        'Kinfold backup of mine',
      ].sort(),
    )
    expect(fs.existsSync(join(folder, name(0, -4), 'a photograph.jpg'))).toBe(true)
    fs.rmSync(folder, { recursive: true })
  })
})
