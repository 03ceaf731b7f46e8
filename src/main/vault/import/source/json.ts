/** A file of JSON, bounded before it is parsed. */
import { BOUNDS, type Found, Refused } from './source.ts'
import { textOf } from './text.ts'

/** @throws Refused */
export async function readJson(file: Found): Promise<unknown> {
  const text = await textOf(file, BOUNDS.text)
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('import-broken')
  }
}
