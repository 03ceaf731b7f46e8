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
 *   So it proves that a commit was there, and never that none came after.
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

/** What the header of a log says: where its checksums begin, and whether they hold. */
type Head = {
  readonly big: boolean
  readonly whole: boolean
  readonly salts: Buffer
  /** The checksum in it, and the one it should have. */
  readonly sum: Sum
  readonly due: Sum
}

type Frame = {
  readonly n: number
  readonly sum: Sum
  /** Its checksum goes on from the frame before. */
  readonly linked: boolean
  /** Of this log: behind its end may stand what is left of an earlier one, which goes on from nothing of this one. */
  readonly ours: boolean
  /** SQLite will read it: it is as it was written, and so are all before it. */
  readonly fits: boolean
  /** The last of a commit. */
  readonly ends: boolean
}

/** Every frame, seen from the one before. */
function* judged(log: string, head: Head): Generator<Frame> {
  let { salts } = head
  let before = { sum: head.sum, due: head.due, ours: true, fits: head.whole }
  for (const [n, bytes] of frames(log)) {
    // Without its header a log is known by its first frame.
    if (n === 1 && !head.whole) salts = Buffer.from(bytes.subarray(8, 16))
    const sum = sumAt(bytes, 16)
    const over = (from: Sum): Sum =>
      add(add(from, bytes.subarray(0, 8), head.big), bytes.subarray(HEAD), head.big)
    const due = over(before.sum)
    // Or only the checksum that the frame before carries came to harm.
    const linked = same(due, sum) || (!same(before.due, before.sum) && same(over(before.due), sum))
    const salted = bytes.subarray(8, 16).equals(salts)
    const ours = salted || (before.ours && linked)
    const fits = before.fits && linked && salted
    yield { n, sum, linked, ours, fits, ends: ours && bytes.readUInt32BE(4) !== 0 }
    before = { sum, due, ours, fits }
  }
}

/** The last commit that SQLite will find, and the last that can be seen at all; 0: none. */
const lastRead = (all: readonly Frame[]): number => all.findLast(({ fits, ends }) => fits && ends)?.n ?? 0
const lastSeen = (all: readonly Frame[]): number => all.findLast(({ ends }) => ends)?.n ?? 0

/** A commit that SQLite will not find, and a frame written after it. */
const goesOn = (all: readonly Frame[]): boolean =>
  all.some(({ linked, ours }, i) => {
    const before = all[i - 1]
    return linked && ours && before?.ends === true && !before.fits
  })

export type LogState = {
  /** Commits that were on the disk cannot be read any more. */
  readonly harmed: boolean
  /** And the database itself is further than what can be read: laid over it, the log would bring back old pages. */
  readonly merged: boolean
  /** Some of those commits are in the database neither. */
  readonly lost: boolean
  /** It ends in frames that do not fit: cut short by a power cut, or harm that nothing proves. */
  readonly torn: boolean
}
const WHOLE: LogState = { harmed: false, merged: false, lost: false, torn: false }

/** Of the log beside this database, while nobody has it open. @throws what the disk says */
export function readLog(database: string): LogState {
  const log = `${database}-wal`
  const bytes = start(log, HEADER)
  if (bytes.length < HEADER) return WHOLE
  const big = bytes.readUInt32BE(0) === MAGIC + 1
  const sum = sumAt(bytes, 24)
  const due = add([0, 0], bytes.subarray(0, 24), big)
  const whole = bytes.readUInt32BE(0) >>> 1 === MAGIC >>> 1 && same(due, sum)
  // Another size of page: no log of ours, and SQLite's alone to judge.
  if (whole && bytes.readUInt32BE(8) !== PAGE) return WHOLE
  const salts = bytes.subarray(16, 24)
  const all = [...judged(log, { big, whole, salts, sum, due })]

  const index = readIndex(`${database}-shm`)
  const known =
    index &&
    (whole ? index.salts.equals(salts) : all.some(is => is.n === index.last && same(is.sum, index.sum)))
      ? index
      : undefined
  const read = lastRead(all)
  const harmed = goesOn(all) || (known !== undefined && known.last > read)
  // After a power cut the index may be older than the log: of what came after it knows nothing.
  const merged = harmed && known !== undefined && known.merged >= known.last && known.last >= read
  return {
    harmed,
    merged,
    lost: harmed && !(merged && lastSeen(all) <= known.last),
    torn: all.some(({ ours, fits }) => ours && !fits),
  }
}
