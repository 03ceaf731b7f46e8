import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldNow } from '../../../src/main/vault/backup/daily.ts'
import { eraseEntries } from '../../../src/main/vault/erase/entry.ts'
import type { Incoming } from '../../../src/main/vault/import/incoming.ts'
import { FIRST_BOOK } from '../../../src/shared/journal/book.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import { attachmentsIn, plainText } from '../../../src/shared/writing/writing.ts'
import { day, id, says, value } from '../journal/notebook.ts'
import {
  dump,
  EMPTY_WRITING,
  emptyNotebook,
  file,
  incoming,
  NOW,
  opening,
  shows,
  stream,
  TAKING,
} from './arriving.ts'

type Ana = ReturnType<typeof opening>

async function ana() {
  const db = await emptyNotebook()
  return { db, ...opening(db) }
}
const lines = async (one: Ana) => (await value(one.journal['journal.timeline']({ days: 400 }))).lines
const entries = async (one: Ana) =>
  Promise.all((await lines(one)).map(line => value(one.journal['journal.read']({ id: line.id }))))
const texts = async (one: Ana) => (await entries(one)).map(entry => plainText(entry.writing))
const feelings = async (one: Ana) =>
  value(one.feelings['feelings.read']({ from: '0000-01-01' as Day, to: '9999-12-31' as Day }))

const FULL = incoming('full', {
  day: day('2016-02-29'),
  minute: 1439,
  zone: 'Asia/Kathmandu',
  created: Date.UTC(2016, 1, 29, 18, 14),
  modified: Date.UTC(2017, 0, 1),
  title: 'A long  way',
  tags: ['Mountains', 'mountains', 'a/b', '  '],
  favourite: true,
  journal: 'Travels',
  mood: 'meh',
  activities: ['walking', 'tea'],
  extra: { weather: 'snow', steps: '12' },
})

describe('an import that is looked at', () => {
  it('says what would come, what is here already and what is odd, and writes nothing', async () => {
    const one = await ana()
    await value(one.take(stream(incoming('known')), TAKING))
    const before = dump(one.db)
    const some = [
      FULL,
      incoming('known'),
      incoming('new', { day: day('2001-01-01'), zone: 'not a zone', remarks: [{ what: 'day-guessed' }] }),
      incoming('new'),
      { where: '17', why: 'no-date' as const },
      incoming('bad', { day: '2019-13-01' as Day }),
    ]
    expect(await value(one.look(stream(...some)))).toEqual({
      entries: 2,
      known: 2,
      unread: 2,
      files: 0,
      from: '2001-01-01',
      to: '2016-02-29',
      journals: [{ name: 'Travels', here: false }],
      moods: ['meh'],
      remarks: [
        { what: 'tag-left-out', entries: 1 },
        { what: 'day-guessed', entries: 1 },
        { what: 'zone-unknown', entries: 1 },
      ],
    })
    expect(dump(one.db)).toEqual(before)
  })
})

describe('an import', () => {
  it('brings an entry with all that was said of it', async () => {
    const one = await ana()
    const held = heldNow(one.db)
    const { import: n, ...counts } = await value(
      one.take(stream(FULL), { ...TAKING, moods: { meh: 'in-between' } }),
    )
    expect(counts).toEqual({ entries: 1, known: 0, unread: 0 })
    const [entry] = await entries(one)
    const [, travels] = await value(one.journal['journals.list']({}))
    expect(travels?.name).toBe('Travels')
    expect(entry).toMatchObject({
      day: '2016-02-29',
      minute: 1439,
      zone: 'Asia/Kathmandu',
      created: FULL.created,
      modified: FULL.modified,
      favourite: true,
      locked: false,
      journal: travels?.id,
      tags: ['a/b', 'Mountains'],
    })
    expect(entry?.writing.content?.[0]).toEqual({
      type: 'block',
      attrs: { kind: 'heading', depth: 0 },
      content: [{ type: 'text', text: 'A long way' }],
    })
    expect(await feelings(one)).toEqual([
      {
        id: expect.any(String),
        day: '2016-02-29',
        minute: 1439,
        zone: 'Asia/Kathmandu',
        feeling: 'in-between',
        energy: null,
        words: ['meh'],
        activities: ['walking', 'tea'],
      },
    ])
    const extra = one.db.prepare('SELECT extra FROM imported').pluck().get()
    expect(JSON.parse(String(extra))).toEqual(FULL.extra)
    // Found at once: nothing waits for a pause.
    expect(await value(one.journal['journal.search']({ words: 'full' }))).toHaveLength(1)
    expect(one.db.prepare('SELECT count(*) FROM entry_unsettled').pluck().get()).toBe(0)
    expect(one.report(n, 0)?.lines).toEqual([
      {
        what: 'brought',
        entry: entry?.id,
        day: '2016-02-29',
        title: 'A long  way',
        where: null,
        why: null,
        remarks: [{ what: 'tag-left-out', name: '  ' }],
      },
    ])
    expect(heldNow(one.db)).not.toBe(held)
  })

  it('takes what the source does not say for what it is: no time, now, and the first journal', async () => {
    const one = await ana()
    await value(one.take(stream(incoming('plain')), TAKING))
    expect((await entries(one))[0]).toMatchObject({
      minute: null,
      zone: null,
      created: NOW,
      modified: NOW,
      journal: FIRST_BOOK,
      tags: [],
    })
    expect(await feelings(one)).toEqual([])
  })

  it('puts each into the journal of its name, which is made once, and a day’s mood alone is no empty page', async () => {
    const one = await ana()
    await one.journal['journals.keep']({ id: id(5), name: 'TRAVELS', colour: 'clay', template: '' })
    await value(
      one.take(
        stream(
          incoming('a', { journal: 'Travels' }),
          incoming('b', { journal: 'Böse' }),
          incoming('c', { journal: 'Bo\u0308se' }),
          incoming('d', { writing: EMPTY_WRITING, mood: 'rad' }),
          incoming('e', { writing: EMPTY_WRITING }),
        ),
        TAKING,
      ),
    )
    const books = await value(one.journal['journals.list']({}))
    expect(books.map(({ name }) => name)).toEqual(['', 'TRAVELS', 'Böse'])
    expect(await texts(one)).toEqual(['words of a', 'words of b', 'words of c', ''])
    expect((await feelings(one)).map(({ words, feeling }) => [words, feeling])).toEqual([[['rad'], null]])
  })

  it('does not say a title twice', async () => {
    const one = await ana()
    const heading = (text: string) => ({
      type: 'block' as const,
      attrs: { kind: 'heading' },
      content: [{ type: 'text', text }],
    })
    const writing = { type: 'doc' as const, content: [heading('The sea'), heading('and more')] }
    await value(one.take(stream(incoming('a', { title: 'The sea', writing })), TAKING))
    expect(await texts(one)).toEqual(['The sea\nand more'])
  })

  it('seals files straight in, each where it stood, and costs no entry its words for a file that is lost', async () => {
    const one = await ana()
    const png = Buffer.alloc(400_000, 7)
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png)
    png.writeUInt32BE(640, 16)
    png.writeUInt32BE(480, 20)
    const broken = file('broken.jpg', png, {
      async *read() {
        yield png.subarray(0, 5000)
        throw new Error('the archive is cut short')
      },
    })
    const writing = {
      type: 'doc' as const,
      content: [
        {
          type: 'block' as const,
          content: [
            { type: 'text', text: 'before ' },
            shows(0, 'a hill'),
            shows(1, 'gone'),
            shows(9),
            { type: 'text', text: ' after' },
          ],
        },
      ],
    }
    const files = [
      file('hill.jpg', png, { mime: 'image/jpeg' }),
      broken,
      file('empty.txt', new Uint8Array(0)),
      file('short.pdf', Buffer.from('%PDF-1.4 and more'), { size: 90 }),
      file('film.mov', new Uint8Array(8), { size: 300 * 1024 * 1024 }),
      file('note.pdf', Buffer.from('%PDF-1.4'), { mime: 'text/plain' }),
    ]
    const done = await value(one.take(stream(incoming('a', { writing, files })), TAKING))
    const [entry] = await entries(one)
    if (!entry) throw new Error('nothing came')
    const there = attachmentsIn(entry.writing)
    expect(there.map(({ name, type, width, height, alt }) => [name, type, width, height, alt])).toEqual([
      // By its bytes, not by its name.
      ['hill.jpg', 'image/png', 640, 480, 'a hill'],
      ['note.pdf', 'application/pdf', null, null, ''],
    ])
    expect(plainText(entry.writing)).toBe('before [a hill, hill.jpg][gone, broken.jpg] after\n[note.pdf]')
    const read = await value(
      one.attachments['attachment.read']({ blob: there[0]?.blob ?? '', from: 0, length: 1024 * 1024 }),
    )
    expect(Buffer.from(read.bytes).equals(png)).toBe(true)
    expect(one.report(done.import, 0)?.lines[0]?.remarks).toEqual([
      { what: 'file-unread', name: 'broken.jpg' },
      { what: 'file-empty', name: 'empty.txt' },
      { what: 'file-unread', name: 'short.pdf' },
      { what: 'file-too-large', name: 'film.mov' },
    ])
    expect(one.db.prepare('SELECT count(*) FROM blob WHERE id IS NOT NULL').pluck().get()).toBe(2)
    expect(await value(one.journal['journal.search']({ words: '', looking: { has: 'image' } }))).toHaveLength(
      1,
    )
  })

  it('is reported entry by entry, a hundred at a time', async () => {
    const one = await ana()
    const some = Array.from({ length: 130 }, (_, i) => incoming(`e${i}`, { title: `t${i}` }))
    const done = await value(
      one.take(
        stream({ where: 'line 3', why: 'no-date' }, ...some, incoming('e7', { title: 'again' })),
        TAKING,
      ),
    )
    expect(done).toMatchObject({ entries: 130, known: 1, unread: 1 })
    const first = one.report(done.import, 0)
    const rest = one.report(done.import, 100)
    expect([first?.more, rest?.more]).toEqual([true, false])
    const told = [...(first?.lines ?? []), ...(rest?.lines ?? [])]
    expect(told).toHaveLength(132)
    expect(told.find(line => line.what === 'unread')).toMatchObject({ where: 'line 3', why: 'no-date' })
    expect(told.find(line => line.what === 'known')).toMatchObject({ title: 'again' })
    expect(one.list()).toEqual([
      {
        id: done.import,
        source: 'Journal.zip',
        format: 'day-one',
        began: NOW,
        state: 'done',
        entries: 130,
        known: 1,
        unread: 1,
      },
    ])
    expect(one.report(id(1), 0)).toBeUndefined()
  })

  it('lets whoever asks something meanwhile have their turn after fifty entries at most', async () => {
    const one = await ana()
    const some = Array.from({ length: 400 }, (_, i) => incoming(`e${i}`))
    const many = one.db.prepare<[], number>('SELECT count(*) FROM entry').pluck()
    const seen: number[] = [0]
    let asking = true
    const ask = (): void => {
      seen.push(many.get() ?? 0)
      if (asking) setImmediate(ask)
    }
    setImmediate(ask)
    await value(one.take(stream(...some), { ...TAKING, entries: 400 }))
    asking = false
    const steps = seen.slice(1).map((n, i) => n - (seen[i] ?? 0))
    expect(Math.max(...steps)).toBeLessThanOrEqual(50)
    expect(seen.at(-1)).toBeGreaterThan(300)
    expect(one.going).toEqual(one.going.toSorted((a, b) => a - b))
    expect(one.going.at(-1)).toBeLessThanOrEqual(1)
  })

  it('answers with what the source says of itself, and leaves nothing then', async () => {
    const one = await ana()
    const before = dump(one.db)
    async function* broken() {
      yield incoming('a', { files: [file('x.bin', Buffer.alloc(10, 1))] })
      throw Object.assign(new Error('refused'), { fault: 'too-large' })
    }
    expect(await one.take(broken(), TAKING)).toEqual({ ok: false, fault: 'too-large' })
    expect(await one.look(broken())).toEqual({ ok: false, fault: 'too-large' })
    await settledFiles(one)
    expect(dump(one.db)).toEqual(before)
  })
})

/** Files that nobody mentions are swept. */
async function settledFiles(one: Ana & { db: Awaited<ReturnType<typeof emptyNotebook>> }): Promise<void> {
  await expect
    .poll(() => {
      one.end()
      return one.db.prepare('SELECT count(*) FROM blob').pluck().get()
    })
    .toBe(0)
}

const arbitrary = fc.record({
  n: fc.nat(20),
  day: fc.constantFrom('2019-05-04', '2020-02-29', '1999-12-31'),
  minute: fc.option(fc.nat(1439)),
  title: fc.constantFrom('', 'A title'),
  words: fc.string(),
  tags: fc.array(fc.constantFrom('sea', 'Sea', 'rain', 'a/b'), { maxLength: 3 }),
  favourite: fc.boolean(),
  journal: fc.constantFrom(null, 'Travels', 'Work', ''),
  mood: fc.constantFrom(null, 'meh', 'rad'),
  activities: fc.array(fc.constantFrom('tea', 'walking'), { maxLength: 2 }),
})
const some = (rows: readonly (typeof arbitrary extends fc.Arbitrary<infer T> ? T : never)[]): Incoming[] =>
  rows.map(({ n, words, ...row }) =>
    incoming(`id ${n}`, { ...row, day: day(row.day), writing: words === '' ? EMPTY_WRITING : says(words) }),
  )

describe('an import that comes again', () => {
  it('brings nothing, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { maxLength: 12 }), fc.boolean(), async (rows, turned) => {
        const one = await ana()
        const these = some(rows)
        await value(one.take(stream(...these), TAKING))
        const { import: _i, import_line: _l, ...before } = dump(one.db)
        const again = await value(one.take(stream(...(turned ? these.toReversed() : these)), TAKING))
        expect(again).toMatchObject({ entries: 0, known: these.length })
        const { import: _i2, import_line: _l2, ...after } = dump(one.db)
        expect(after).toEqual(before)
        one.end()
      }),
      { numRuns: 25 },
    )
  })
  it('brings what was erased since, and not what lies in the bin', async () => {
    const one = await ana()
    await value(one.take(stream(incoming('a'), incoming('b')), TAKING))
    const [first, second] = await lines(one)
    await one.journal['journal.bin']({ id: first?.id ?? '' })
    await one.journal['journal.bin']({ id: second?.id ?? '' })
    eraseEntries({ db: one.db, erased: () => {} }).one({ id: second?.id ?? '' })
    expect(await value(one.take(stream(incoming('a'), incoming('b')), TAKING))).toMatchObject({
      entries: 1,
      known: 1,
    })
    expect(await texts(one)).toEqual(['words of b'])
  })
})

describe('an import that is taken back', () => {
  it('was nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { maxLength: 12 }), async rows => {
        const one = await ana()
        await one.journal['journal.save']({ id: id(1), day: day('2019-05-04'), writing: says('own') })
        await value(one.journal['journal.change']({ id: id(1), change: { tags: ['rain'] } }))
        one.db.prepare('DELETE FROM entry_unsettled').run()
        const before = dump(one.db)
        const done = await value(one.take(stream(...some(rows)), TAKING))
        expect(await value(one.undo(done.import))).toEqual({ taken: done.entries, left: 0 })
        expect(dump(one.db)).toEqual(before)
        one.end()
      }),
      { numRuns: 25 },
    )
  })

  it('leaves no file of it', async () => {
    const one = await ana()
    const done = await value(
      one.take(stream(incoming('a', { files: [file('x.bin', Buffer.alloc(10, 1))] })), TAKING),
    )
    expect(one.db.prepare('SELECT count(*) FROM blob WHERE id IS NOT NULL').pluck().get()).toBe(1)
    await value(one.undo(done.import))
    await settledFiles(one)
  })

  it('leaves what somebody changed since, and says so', async () => {
    const one = await ana()
    const names = ['words', 'tag', 'star', 'untouched', 'binned']
    const done = await value(
      one.take(
        stream(...names.map((name, i) => incoming(name, { journal: 'Travels', minute: i, tags: ['trip'] }))),
        TAKING,
      ),
    )
    const [words, tag, star, , binned] = (await lines(one)).map(line => line.id)
    await value(
      one.journal['journal.save']({ id: words ?? '', day: day('2019-05-04'), writing: says('my words') }),
    )
    await value(one.journal['journal.change']({ id: tag ?? '', change: { tags: ['mine'] } }))
    await value(one.journal['journal.change']({ id: star ?? '', change: { favourite: true } }))
    await value(one.journal['journal.bin']({ id: binned ?? '' }))
    expect(await value(one.undo(done.import))).toEqual({ taken: 2, left: 3 })
    expect((await lines(one)).map(line => line.id)).toEqual([words, tag, star])
    expect(one.list()).toMatchObject([{ state: 'left', entries: 3 }])
    expect(one.report(done.import, 0)?.lines.map(line => line.title)).toHaveLength(3)
    const books = await value(one.journal['journals.list']({}))
    expect(books.map(({ name }) => name)).toEqual(['', 'Travels'])
    // What was left is known; what was taken away comes again.
    expect(await value(one.take(stream(...names.map(name => incoming(name))), TAKING))).toMatchObject({
      entries: 2,
      known: 3,
    })
  })

  it('leaves a journal, a tag and a check-in that somebody made their own', async () => {
    const one = await ana()
    const done = await value(
      one.take(stream(incoming('a', { journal: 'Travels', tags: ['trip'], mood: 'meh' })), TAKING),
    )
    const travels = (await value(one.journal['journals.list']({}))).at(-1)
    if (travels) await one.journal['journals.keep']({ ...travels, colour: 'plum' })
    const [felt] = await feelings(one)
    if (felt) await one.feelings['feelings.keep']({ ...felt, energy: 'some' })
    await value(one.undo(done.import))
    expect((await value(one.journal['journals.list']({}))).map(({ name }) => name)).toEqual(['', 'Travels'])
    expect(await feelings(one)).toMatchObject([{ words: ['meh'], energy: 'some' }])
    expect(await one.undo(done.import)).toEqual({ ok: false, fault: 'not-found' })
  })
})
