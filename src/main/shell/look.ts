/** The one file outside the vault that a person's choices stand in: `look.json`, 0600, and gone when they are taken back. */
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Bounds, type Look, LookFile } from '../../shared/look.ts'

export const LOOK_FILE = 'look.json'

export type KeptLook = {
  readonly read: () => Look
  /** False: the disk refused, and the look holds until the window closes. */
  readonly keep: (look: Look) => boolean
  /** Where the window stood. */
  readonly window: () => Bounds | undefined
  readonly keepWindow: (bounds: Bounds) => void
  readonly forget: () => void
}

/** What is as the computer has it is not written down. */
const chosen = ({ theme, text, motion, country, language, window }: LookFile): LookFile => ({
  ...(theme !== undefined && theme !== 'system' && { theme }),
  ...(text !== undefined && text !== 100 && { text }),
  ...(motion !== undefined && motion !== 'system' && { motion }),
  ...(country !== undefined && { country }),
  ...(language !== undefined && { language }),
  ...(window !== undefined && { window }),
})

function parsed(bytes: string): LookFile {
  try {
    const look = v.safeParse(LookFile, JSON.parse(bytes))
    return look.success ? look.output : {}
  } catch {
    return {}
  }
}

export function keepLook(profile: string): KeptLook {
  const file = join(profile, LOOK_FILE)
  /** With what a kill left half written beside it. */
  const forget = (): void => {
    rmSync(`${file}.new`, { force: true })
    rmSync(file, { force: true })
  }
  const readAll = (): LookFile => {
    try {
      return parsed(readFileSync(file, 'utf8'))
    } catch {
      // None was chosen, or it cannot be read: as the computer has it.
      return {}
    }
  }
  const write = (look: LookFile): boolean => {
    try {
      const wanted = chosen(look)
      if (Object.keys(wanted).length === 0) forget()
      else {
        writeFileSync(`${file}.new`, JSON.stringify(wanted), { mode: 0o600, flush: true })
        chmodSync(`${file}.new`, 0o600)
        renameSync(`${file}.new`, file)
      }
      return true
    } catch {
      rmSync(`${file}.new`, { force: true })
      return false
    }
  }
  return {
    read: () => {
      const { window: _, ...look } = readAll()
      return look
    },
    keep: look => {
      const { window } = readAll()
      return write({ ...look, ...(window && { window }) })
    },
    window: () => readAll().window,
    keepWindow: window => void write({ ...readAll(), window }),
    forget: () => {
      try {
        forget()
      } catch {
        // A folder that may not be written to keeps a theme and a text size.
      }
    },
  }
}
