/** A fresh profile for a person, the program as it is built, and an end for both after each test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { Person } from '../drive/person.ts'

const open: { person: Person; profile: string }[] = []
export const PROGRAM = join(import.meta.dirname, '../..')

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'kinfold-e2e-'))

/** A person who has not sat down yet. The real main entry, a real profile, loopback alone. */
export async function somebody(profile?: string, ...args: string[]) {
  return somebodyAt(await electronPath(), profile, ...args)
}

/** The same with an Electron of one's own choosing. */
export function somebodyAt(
  electron: string,
  profile = newProfile(),
  ...args: string[]
): { person: Person; profile: string } {
  const person = new Person({
    electron,
    program: PROGRAM,
    profile,
    args: ['--kinfold-interfaces=loopback', ...args],
  })
  open.push({ person, profile })
  return { person, profile }
}

afterEach(async () => {
  const faults: string[] = []
  for (const { person, profile } of open.splice(0)) {
    if (person.isHere) await person.kill()
    faults.push(...person.faults)
    // Its other processes end a moment after it, and may still write.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  expect(faults).toEqual([])
})
