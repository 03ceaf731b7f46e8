import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Incoming } from '../../../src/main/vault/import/incoming.ts'
import { day, id, says, value } from '../journal/notebook.ts'
import { dump, emptyNotebook, file, incoming, opening, stream, TAKING } from './arriving.ts'

const MANY = 160
const PHOTO = Buffer.alloc(3000, 9)
const entries = (): Incoming[] =>
  Array.from({ length: MANY }, (_, i) =>
    incoming(`e${i}`, {
      tags: [`t${i % 3}`],
      journal: 'Travels',
      ...(i % 40 === 0
        ? { mood: 'meh', files: [file(`${i}.bin`, Buffer.concat([PHOTO, Buffer.from([i])]))] }
        : {}),
    }),
  )
const TAKEN = { ...TAKING, entries: MANY }

async function written(): Promise<Database> {
  const db = await emptyNotebook()
  const one = opening(db)
  await one.journal['journal.save']({ id: id(1), day: day('2019-05-04'), writing: says('own') })
  db.prepare('DELETE FROM entry_unsettled').run()
  one.end()
  return db
}

/** What is told of a notebook, with ids that are made anew each time left out. */
function told(db: Database): unknown {
  const {
    entry,
    entry_tag,
    journal,
    checkin,
    import: runs,
    import_gathered,
    import_blob,
    blob,
    words,
  } = dump(db)
  const many = (rows: string[] | undefined) => rows?.length
  return {
    words,
    openings: entry?.map(row => row.split('|')[3]).sort(),
    rows: [entry_tag, journal, checkin, import_gathered, import_blob].map(many),
    blobs: many(blob?.filter(row => !row.startsWith('null'))),
    states: runs?.map(row => row.split('|')[1]),
  }
}

/** A later opening, until nothing more is done: files that nobody mentions go after a minute. */
async function openedAgain(db: Database): Promise<void> {
  const again = opening(db)
  await again.resumed
  vi.advanceTimersByTime(70_000)
  again.end()
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Begins an import, ends the opening at this moment, and opens again till nothing more is done. */
async function cut(
  db: Database,
  when: (end: () => void) => { stream: () => AsyncIterable<Incoming>; going: () => void },
) {
  const one = opening(db)
  const at = when(one.end)
  one.hear.going = at.going
  const answer = await one.take(at.stream(), TAKEN)
  one.end()
  await openedAgain(db)
  return answer
}

describe('an import that is cut short', () => {
  it('has left nothing where it was still read, and everything where all was read, wherever that was', async () => {
    const nothing = told(await written())
    const whole = await written()
    const one = opening(whole)
    await value(one.take(stream(...entries()), TAKEN))
    one.end()
    const everything = told(whole)

    for (const n of [0, 1, 39, 40, 41, 100, MANY - 1]) {
      const db = await written()
      const answer = await cut(db, end => ({
        async *stream() {
          for (const [i, entry] of entries().entries()) {
            if (i === n) end()
            yield entry
          }
        },
        going: () => {},
      }))
      expect(answer.ok).toBe(false)
      expect(told(db), `cut at entry ${n}`).toEqual(nothing)
    }
    let wholes = 0
    for (const n of [1, 2, 3, 4]) {
      const db = await written()
      let laid = 0
      let halves = 0
      const answer = await cut(db, end => ({
        stream: () => stream(...entries()) as AsyncIterable<Incoming>,
        going: () => {
          const here = Number(db.prepare('SELECT count(*) FROM entry').pluck().get())
          if (here === 1 || ++laid !== n) return
          halves = here
          end()
        },
      }))
      if (laid < n) continue
      expect(answer).toEqual({ ok: false, fault: 'locked' })
      expect(halves).toBeGreaterThan(1)
      expect(told(db), `cut after step ${n}`).toEqual(everything)
      if (halves < MANY) wholes++
    }
    expect(wholes).toBeGreaterThan(0)
  })

  it('leaves nothing when it is stopped, while it is read and while it is laid', async () => {
    const nothing = told(await written())
    for (const laying of [false, true]) {
      const db = await written()
      const one = opening(db)
      one.hear.going = () => {
        const here = Number(db.prepare('SELECT count(*) FROM entry').pluck().get())
        if (!laying || here > 1) one.stop()
      }
      expect(await one.take(stream(...entries()), TAKEN)).toEqual({ ok: false, fault: 'stopped' })
      one.end()
      await openedAgain(db)
      expect(told(db)).toEqual(nothing)
    }
  })

  it('goes on being taken back after an end in the middle of that', async () => {
    const nothing = told(await written())
    const db = await written()
    const one = opening(db)
    const done = await value(one.take(stream(...entries()), TAKEN))
    const undoing = one.undo(done.import)
    let turns = 0
    const end = (): void => {
      if (++turns < 2) setImmediate(end)
      else one.end()
    }
    setImmediate(end)
    expect(await undoing).toEqual({ ok: false, fault: 'locked' })
    const here = Number(db.prepare('SELECT count(*) FROM entry').pluck().get())
    expect(here).toBeGreaterThan(1)
    expect(here).toBeLessThan(MANY + 1)
    await openedAgain(db)
    expect(told(db)).toEqual(nothing)
  })
})
