/** The demo refuses what it cannot do, and deletes nothing that it did not make. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clearProfiles, Refused, readEdits } from '../../demo/given.ts'

let out: string
beforeEach(() => {
  out = fs.mkdtempSync(join(tmpdir(), 'kinfold-given-'))
})
afterEach(() => fs.rmSync(out, { recursive: true, force: true }))

it('types all edits or a number above 0 of them', () => {
  expect([readEdits(undefined), readEdits('1'), readEdits('26078')]).toEqual([
    Number.POSITIVE_INFINITY,
    1,
    26078,
  ])
  for (const given of ['abc', '', '0', '-3', '1.5', '1e3', ' ', 'Infinity', 'NaN', '9'.repeat(30)])
    expect(() => readEdits(given), given).toThrow(Refused)
})

it('refuses a place where a file stands', () => {
  fs.writeFileSync(join(out, 'file'), 'kept')
  expect(() => clearProfiles(join(out, 'file', 'profiles'), ['0'])).toThrow(Refused)
  expect(fs.readFileSync(join(out, 'file'), 'utf8')).toBe('kept')
})

it('deletes profiles of its own, and refuses to where somebody else put something', () => {
  const profiles = join(out, 'profiles')
  const [home = ''] = clearProfiles(profiles, ['0'])
  fs.writeFileSync(join(home, 'old'), 'old')
  expect(fs.readdirSync(clearProfiles(profiles, ['0'])[0] ?? '')).toEqual([])

  const others = join(out, 'elsewhere', 'profiles')
  fs.mkdirSync(others, { recursive: true })
  fs.writeFileSync(join(others, 'precious'), 'kept')
  expect(() => clearProfiles(others, ['0'])).toThrow(Refused)
  expect(fs.readdirSync(others)).toEqual(['precious'])
  fs.rmSync(join(others, 'precious'))
  expect(clearProfiles(others, ['0'])).toHaveLength(1)
})
