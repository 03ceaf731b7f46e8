/** A closed notebook with entries, as files: made once, put into a folder as often as a test needs it. */
import type { Writing } from '../../../src/shared/writing/writing.ts'
import { day, home, id, PASSPHRASE } from '../house.ts'
import { contents, type Files, room } from '../room.ts'

/** Entries 0 to `entries - 1`, all on one day. */
export async function notebook(entries: number, writing: (n: number) => Writing): Promise<Files> {
  using place = home()
  const ana = room(place.vault)
  await ana.ask['vault.create']({ passphrase: PASSPHRASE })
  for (let n = 0; n < entries; n++) {
    const saved = await ana.ask['journal.save']({ id: id(n), day: day('2026-11-22'), writing: writing(n) })
    if (!saved.ok) throw new Error(saved.fault)
  }
  ana.close()
  return contents(place.vault)
}
