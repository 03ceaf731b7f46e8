/**
 * What the write-ahead log says before SQLite reads it. SQLite takes whatever does not fit its checksums for a write that
 * a power cut tore, and drops it with all that follows, without a word. Here a torn end is told from harm.
 *
 * Format: sqlite.org/fileformat2.html (log) and sqlite.org/walformat.html (index). The checksums run over the sealed
 * pages, so no key is needed. Harm is named where one of these proves that a commit was on the disk and is gone:
 *
 * - The log goes on behind the first frame that does not fit: a commit at or after it, and a frame that was written after
 *   that commit, since its checksum goes on from it. A transaction is written when the one before is synced (FULL), so
 *   all of it was. What a power cut tears is the last transaction, and behind that nothing goes on.
 * - The index (-shm) knows a later commit of this log than the log holds. It is written after the log was synced, so what
 *   is left of it after a kill is the newest state, and after a power cut an older one. Nothing waits for it to be synced.
 */
import * as fs from 'node:fs'

/** Bytes of a page: SQLite's own choice, which no vault ever changed. */
const PAGE = 4096
const HEADER = 32
const HEAD = 24
const FRAME = HEAD + PAGE
const MAGIC = 0x377f0682
/** Frames read at once. */
const RUN = 256

type Sum = readonly [number, number]
const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1]

/** Goes on with a checksum over these bytes; their number is a multiple of eight. */
function add([s0, s1]: Sum, bytes: Buffer, big: boolean): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < bytes.length; at += 8) {
    s0 = (s0 + view.getUint32(at, !big) + s1) >>> 0
    s1 = (s1 + view.getUint32(at + 4, !big) + s0) >>> 0
  }
  return [s0, s1]
}

const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]

type Index = {
  /** The number of the last committed frame, its checksum, and the salts of its log. */
  readonly last: number
  readonly sum: Sum
  readonly salts: Buffer
  /** Frames up to this one stand in the database itself, when no merging was under way. */
  readonly merged: number
}

/** Undefined where there is none that makes sense. Numbers in it are the machine's own: all of ours are little-endian. */
function readIndex(file: string): Index | undefined {
  const bytes = start(file, 136)
  if (bytes.length < 136) return undefined
  for (const at of [0, 48]) {
    const copy = bytes.subarray(at, at + 48)
    const sum: Sum = [copy.readUInt32LE(40), copy.readUInt32LE(44)]
    if (!same(add([0, 0], copy.subarray(0, 40), false), sum)) continue
    return {
      last: copy.readUInt32LE(16),
      sum: [copy.readUInt32LE(24), copy.readUInt32LE(28)],
      salts: copy.subarray(32, 40),
      merged: bytes.readUInt32LE(96) === bytes.readUInt32LE(128) ? bytes.readUInt32LE(96) : 0,
    }
  }
  return undefined
}

/** The first bytes of a file; none where it is not. */
function start(file: string, length: number): Buffer {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return Buffer.alloc(0)
  const fd = fs.openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, 0))
  } finally {
    fs.closeSync(fd)
  }
}

/** Whole frames, a run at a time, each with its number from 1. */
function* frames(log: string): Generator<readonly [number, Buffer]> {
  const fd = fs.openSync(log, 'r')
  try {
    const bytes = Buffer.alloc(RUN * FRAME)
    for (let n = 1; ; ) {
      const got = fs.readSync(fd, bytes, 0, bytes.length, HEADER + (n - 1) * FRAME)
      for (let at = 0; at + FRAME <= got; at += FRAME) yield [n++, bytes.subarray(at, at + FRAME)]
      if (got < bytes.length) return
    }
  } finally {
    fs.closeSync(fd)
  }
}

export type LogState = {
  /** Commits that were on the disk cannot be read any more. */
  readonly harmed: boolean
  /** And all of them stand in the database itself: laid over it, what is left of the log would bring back old pages. */
  readonly merged: boolean
}
const WHOLE: LogState = { harmed: false, merged: false }

/** Of the log beside this database, while nobody has it open. @throws what the disk says */
export function readLog(database: string): LogState {
  const log = `${database}-wal`
  const head = start(log, HEADER)
  if (head.length < HEADER) return WHOLE
  const big = head.readUInt32BE(0) === MAGIC + 1
  const begin = add([0, 0], head.subarray(0, 24), big)
  const headed = head.readUInt32BE(0) >>> 1 === MAGIC >>> 1 && same(begin, sumAt(head, 24))
  // Another size of page: no log of ours, and SQLite's alone to judge.
  if (headed && head.readUInt32BE(8) !== PAGE) return WHOLE

  const index = readIndex(`${database}-shm`)
  /** The last commit that SQLite will find. */
  let read = 0
  let fits = headed
  let ours = true
  let salts = head.subarray(16, 24)
  let goesOn = false
  let indexed = false
  /** Of the frame before: the checksum in it, the one it should have, and whether it ends a commit at or after the harm. */
  let stored = sumAt(head, 24)
  let due = begin
  let commit = false
  for (const [n, frame] of frames(log)) {
    // Without its header a log is known by its first frame.
    if (n === 1 && !headed) salts = Buffer.from(frame.subarray(8, 16))
    const sum = sumAt(frame, 16)
    const over = (from: Sum): Sum => add(add(from, frame.subarray(0, 8), big), frame.subarray(HEAD), big)
    const next = over(stored)
    const linked = same(next, sum) || (!same(due, stored) && same(over(due), sum))
    const salted = frame.subarray(8, 16).equals(salts)
    // Behind the end may stand what is left of an earlier log: it goes on from nothing of this one.
    ours = salted || (ours && linked)
    fits &&= linked && salted
    if (linked && ours && commit) goesOn = true
    const ends = ours && frame.readUInt32BE(4) !== 0
    if (fits && ends) read = n
    commit = !fits && ends
    if (index?.last === n && same(sum, index.sum)) indexed = true
    stored = sum
    due = next
  }
  const known = index && (headed ? index.salts.equals(salts) : indexed) ? index : undefined
  const harmed = goesOn || (known !== undefined && known.last > read)
  return {
    harmed,
    merged: harmed && known !== undefined && known.merged >= known.last,
  }
}
