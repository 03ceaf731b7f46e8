/** What the demo was told, and the profiles it may delete: those that it made itself, known by a marker. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A reason to stop that a person can act on. */
export class Refused extends Error {}

/** The number of edits to type; all of them where none was given. Throws `Refused` for what is no whole number above 0. */
export function readEdits(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY
  const edits = Number(given)
  if (!/^\d+$/.test(given) || !Number.isSafeInteger(edits) || edits < 1)
    throw new Refused(`--edits takes a whole number above 0, and “${given}” is none.`)
  return edits
}

export const MARKER = 'made-by-the-demo'

/**
 * Empties the folder of the profiles, or makes it, and answers new folders of these names in it. Throws `Refused` where
 * something lies there that the demo did not make.
 */
export function clearProfiles(profiles: string, names: readonly string[]): string[] {
  const isOurs = existsSync(join(profiles, MARKER))
  if (existsSync(profiles) && !isOurs && readdirSync(profiles).length > 0)
    throw new Refused(
      `${profiles} holds files that the demo did not make, so nothing was deleted. Name another folder with --out.`,
    )
  try {
    rmSync(profiles, { recursive: true, force: true })
    mkdirSync(profiles, { recursive: true })
  } catch {
    throw new Refused(`No folder can be made at ${profiles}. Name another one with --out.`)
  }
  writeFileSync(join(profiles, MARKER), '')
  const homes = names.map(name => join(profiles, name))
  for (const home of homes) mkdirSync(home)
  return homes
}
