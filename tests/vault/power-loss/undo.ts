/** Reads the journal of power-loss.c backwards: afterwards the folder is as a power cut would leave it. */
import * as fs from 'node:fs'

type Write = { path: string; offset: number; size: number; old: Buffer }

function unsynced(journal: Buffer): Write[] {
  let waiting: Write[] = []
  let at = 0
  while (at + 29 <= journal.length) {
    const kind = String.fromCharCode(journal[at] ?? 0)
    const length = journal.readUInt32LE(at + 1)
    const head = at + 5 + length
    // The kill may have cut the last record; its write had not happened yet.
    if (head + 24 > journal.length) break
    const path = journal.subarray(at + 5, head).toString()
    const [offset, old, size] = [0, 8, 16].map(n => Number(journal.readBigInt64LE(head + n))) as [
      number,
      number,
      number,
    ]
    const end = head + 24 + old
    if (end > journal.length) break
    if (kind === 'S') waiting = waiting.filter(write => write.path !== path)
    else waiting.push({ path, offset, size, old: journal.subarray(head + 24, end) })
    at = end
  }
  return waiting
}

/** Returns how many writes were lost. Files that are gone by now were deleted on purpose. */
export function cutPower(journalFile: string): number {
  const lost = unsynced(fs.readFileSync(journalFile)).filter(write => fs.existsSync(write.path))
  for (const { path, offset, size, old } of lost.reverse()) {
    const fd = fs.openSync(path, 'r+')
    fs.writeSync(fd, old, 0, old.length, offset)
    fs.ftruncateSync(fd, Math.min(size, fs.fstatSync(fd).size))
    fs.closeSync(fd)
  }
  return lost.length
}
