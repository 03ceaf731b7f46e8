/** What a person chose to import, open: whose it is, and its entries. */
import { basename } from 'node:path'
import { ok } from '../../../shared/result.ts'
import { detect } from './detect.ts'
import type { OpenSource } from './open.ts'
import { open } from './source/open.ts'

/** faults: stopped, and import-… alone */
export const openChosen: OpenSource = async (path, { password, zone }, signal) => {
  const opened = await open(path)
  if (!opened.ok) return opened
  const source = opened.value
  const options = { ...(password === undefined ? {} : { password }), ...(zone === undefined ? {} : { zone }) }
  try {
    const found = await detect(source, options, signal)
    if (found.ok) {
      const { format, entries, read } = found.value
      return ok({ name: basename(path), format, many: entries, entries: read, close: source.close })
    }
    source.close()
    return found
  } catch (error) {
    source.close()
    throw error
  }
}
