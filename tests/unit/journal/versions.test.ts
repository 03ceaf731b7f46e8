/** Earlier words: what stood in an entry before it was changed, deleted or put back can be had again. */
import { describe, expect, it } from 'vitest'
import { BURST } from '../../../src/main/vault/journal/burst.ts'
import { plainText } from '../../../src/shared/writing/writing.ts'
import { day, id, notebook, value } from './notebook.ts'

const LONG = 'I washed her cup and hung it back on its hook. Then I sat on the step until my feet were cold.'
const DAY = '2026-11-22'

const PICTURE = {
  type: 'attachment',
  attrs: {
    blob: 'ab'.repeat(32),
    thumb: null,
    name: 'rain.jpg',
    type: 'image/jpeg',
    size: 9,
    width: 1,
    height: 1,
    alt: '',
  },
}

type Ana = ReturnType<typeof notebook>
const earlier = async (ana: Ana, n = 1): Promise<string[]> => {
  const found: string[] = []
  let before: number | undefined
  for (;;) {
    const { lines, more } = await value(
      ana.calls['journal.versions']({ id: id(n), ...(before ? { before } : {}) }),
    )
    for (const { version } of lines)
      found.push(plainText((await value(ana.calls['journal.version']({ id: id(n), version }))).writing))
    if (!more) return found
    before = lines.at(-1)?.version
  }
}
const standing = async (ana: Ana): Promise<string> =>
  plainText((await value(ana.calls['journal.read']({ id: id(1) }))).writing)
/** As a window saves it: every half second. */
const write = (ana: Ana, ...lines: string[]) => {
  ana.clock.at += 500
  return ana.write(1, DAY, ...lines)
}

describe('deleting within a burst', () => {
  it('keeps what was written two minutes ago when all of it goes at once', async () => {
    const ana = notebook()
    await write(ana, LONG)
    ana.clock.at += 2 * 60_000
    await value(
      ana.calls['journal.save']({
        id: id(1),
        day: day(DAY),
        writing: { type: 'doc', content: [{ type: 'block' }] },
      }),
    )
    expect(await earlier(ana)).toEqual([LONG])
  })

  it('keeps one word, too, and an entry that was nothing but a file', async () => {
    const ana = notebook()
    await write(ana, 'ok')
    await write(ana, '')
    expect(await earlier(ana)).toEqual(['ok'])
    await value(
      ana.calls['journal.save']({
        id: id(2),
        day: day(DAY),
        writing: {
          type: 'doc',
          content: [{ type: 'block', content: [PICTURE] }],
        },
      }),
    )
    await ana.write(2, DAY, '')
    expect(await earlier(ana, 2)).toEqual(['[rain.jpg]'])
  })

  it('makes nothing of a file that is taken out, and keeps one that is written over', async () => {
    const ana = notebook()
    const put = (...content: { type: string; text?: string }[]) =>
      value(
        ana.calls['journal.save']({
          id: id(1),
          day: day(DAY),
          writing: { type: 'doc', content: [{ type: 'block', content }] },
        }),
      )
    const words = { type: 'text', text: 'By the lake.' }
    await put(words, PICTURE)
    await put(words)
    expect(await earlier(ana)).toEqual([])
    await put(words, PICTURE)
    await put({ type: 'text', text: 'By the lake. Rain.' })
    expect(await earlier(ana)).toEqual(['By the lake.[rain.jpg]'])
  })

  it('keeps no empty page', async () => {
    const ana = notebook()
    await write(ana, '')
    ana.clock.at += BURST
    await write(ana, LONG)
    expect(await earlier(ana)).toEqual([])
  })

  it('keeps it whole, and once, when it goes letter by letter', async () => {
    const ana = notebook()
    await write(ana, LONG)
    for (let n = LONG.length; n >= 0; n -= 3) await write(ana, LONG.slice(0, n))
    expect(await standing(ana)).not.toBe(LONG)
    expect(await earlier(ana)).toEqual([LONG])
  })

  it('keeps what was pasted over, and what was pasted over that', async () => {
    const ana = notebook()
    await write(ana, LONG)
    await write(ana, `Another ${'page of the same length, with words of its own. '.repeat(2)}`)
    await write(ana, 'And a third one that has nothing to do with either of them')
    expect(await earlier(ana)).toEqual([
      `Another ${'page of the same length, with words of its own. '.repeat(2)}`,
      LONG,
    ])
  })

  it('keeps a page out of many', async () => {
    const ana = notebook()
    const page = 'Rain on the roof, and a cup of tea. '.repeat(6)
    const all = Array.from({ length: 40 }, (_, n) => `${n} ${page}`)
    await write(ana, ...all)
    await write(ana, ...all.slice(1))
    expect(await earlier(ana)).toEqual([all.join('\n')])
  })

  it('keeps a few lines out of some, and a word that a slip took', async () => {
    const ana = notebook()
    const lines = [
      'Tea at four.',
      'She asked how I was.',
      'I said the truth, all of it.',
      'Nobody laughed.',
      'It was dark.',
    ]
    await write(ana, ...lines)
    await write(ana, ...lines.slice(0, 2))
    expect(await earlier(ana)).toEqual([lines.join('\n')])
    ana.clock.at += 500
    await ana.write(2, DAY, 'lonely')
    await ana.write(2, DAY, 'j')
    expect(await earlier(ana, 2)).toEqual(['lonely'])
  })

  it('keeps what goes little by little, though something is typed between', async () => {
    const ana = notebook()
    let text = LONG
    await write(ana, text)
    while (text.length > 40) {
      text = text.slice(0, -20)
      await write(ana, text)
      text += 'q'
      await write(ana, text)
    }
    expect((await earlier(ana)).at(-1)).toBe(LONG)
  })

  it('makes nothing of typing, of mistyped words put right, and of a line more', async () => {
    const ana = notebook()
    let text = ''
    for (const letter of LONG) {
      text += letter
      await write(ana, `${text}q`)
      await write(ana, text)
    }
    await write(ana, LONG.replace('washed', 'rinsed'))
    await write(ana, LONG.replace('washed', 'rinsed'), 'And then it rained.')
    expect(await earlier(ana)).toEqual([])
  })

  it('keeps the same words once, however often they go and come back', async () => {
    const ana = notebook()
    for (let n = 0; n < 3; n++) {
      await write(ana, LONG)
      await write(ana, '')
    }
    expect(await earlier(ana)).toEqual([LONG])
  })

  it('keeps them again after a disk had no room for it', async () => {
    const ana = notebook()
    await write(ana, LONG)
    ana.db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON main.entry_version BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    expect(() => void ana.write(1, DAY, '')).toThrow('full')
    expect(await standing(ana)).toBe(LONG)
    ana.db.exec('DROP TRIGGER full')
    await write(ana, '')
    expect(await earlier(ana)).toEqual([LONG])
  })
})

describe('earlier words', () => {
  it('come ten at a time, the newest first, each with its first words and when it was saved', async () => {
    const ana = notebook()
    const times: number[] = []
    for (let n = 1; n <= 13; n++) {
      ana.clock.at += BURST
      times.push(ana.clock.at)
      await ana.write(1, DAY, `Line ${n}`, 'and more')
    }
    const first = await value(ana.calls['journal.versions']({ id: id(1) }))
    expect(first.lines.map(({ opening }) => opening)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Line ${12 - i} and more`),
    )
    expect(first.lines.map(({ modified }) => modified)).toEqual(times.slice(2, 12).reverse())
    expect(first.more).toBe(true)
    const before = first.lines.at(-1)?.version ?? 0
    const rest = await value(ana.calls['journal.versions']({ id: id(1), before }))
    expect(rest.lines.map(({ opening }) => opening)).toEqual(['Line 2 and more', 'Line 1 and more'])
    expect(rest.more).toBe(false)
  })

  it('are put back as a change that can be undone, and are found again', async () => {
    const ana = notebook()
    await write(ana, LONG)
    await write(ana, 'Nothing.')
    const { lines } = await value(ana.calls['journal.versions']({ id: id(1) }))
    const { before } = await value(
      ana.calls['journal.putBack']({ id: id(1), version: lines[0]?.version ?? 0 }),
    )
    expect(await standing(ana)).toBe(LONG)
    expect(await ana.found('washed')).toEqual([id(1)])
    expect(await ana.lines()).toEqual([`${DAY} ${LONG}`])
    expect(await earlier(ana)).toEqual(['Nothing.', LONG])
    await value(ana.calls['journal.putBack']({ id: id(1), version: before }))
    expect(await standing(ana)).toBe('Nothing.')
    expect(await ana.found('washed')).toEqual([])
    expect(await earlier(ana)).toEqual([LONG, 'Nothing.', LONG])
    // As it stands: nothing to do, and nothing more to keep.
    await value(ana.calls['journal.putBack']({ id: id(1), version: before }))
    expect(await earlier(ana)).toHaveLength(3)
  })

  it('leave the entry on its day when it moved since, and in the bin when it lies there', async () => {
    const ana = notebook()
    await ana.write(1, '2026-11-20', LONG)
    await ana.write(1, '2026-11-21', 'short')
    const [line] = (await value(ana.calls['journal.versions']({ id: id(1) }))).lines
    const version = line?.version ?? 0
    await value(ana.calls['journal.putBack']({ id: id(1), version }))
    expect(await ana.lines()).toEqual([`2026-11-21 ${LONG}`])
    await value(ana.calls['journal.bin']({ id: id(1) }))
    const [now] = (await value(ana.calls['journal.versions']({ id: id(1) }))).lines
    await value(ana.calls['journal.putBack']({ id: id(1), version: now?.version ?? 0 }))
    expect([await ana.lines(), await ana.found('short')]).toEqual([[], []])
  })

  it('are nobody else’s, and say so when they are not there', async () => {
    const ana = notebook()
    await write(ana, LONG)
    await write(ana, '')
    await ana.write(2, DAY, 'Another entry')
    const [line] = (await value(ana.calls['journal.versions']({ id: id(1) }))).lines
    const version = line?.version ?? 0
    const gone = { ok: false, fault: 'not-found' }
    expect(ana.calls['journal.version']({ id: id(2), version })).toEqual(gone)
    expect(ana.calls['journal.putBack']({ id: id(2), version })).toEqual(gone)
    expect(ana.calls['journal.putBack']({ id: id(1), version: version + 1 })).toEqual(gone)
    expect(ana.calls['journal.versions']({ id: id(3) })).toEqual(gone)
    expect(await value(ana.calls['journal.versions']({ id: id(2) }))).toEqual({ lines: [], more: false })
  })
})

describe('the bin', () => {
  it('is read twenty lines at a time, the last thrown first, also those thrown at once', async () => {
    const ana = notebook()
    for (let n = 1; n <= 45; n++) {
      await ana.write(n, DAY, `Page ${n}`)
      if (n > 10) ana.clock.at++
      await value(ana.calls['journal.bin']({ id: id(n) }))
    }
    const read = async (after?: number) =>
      (await value(ana.calls['journal.binned'](after ? { after: id(after) } : {}))).map(
        ({ opening }) => opening,
      )
    const pages = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, i) => `Page ${from - i}`)
    expect(await read()).toEqual(pages(45, 26))
    expect(await read(26)).toEqual(pages(25, 6))
    expect(await read(6)).toEqual(pages(5, 1))
    expect(await read(1)).toEqual([])
    await value(ana.calls['journal.unbin']({ id: id(26) }))
    expect(await read(26)).toEqual([])
    expect(await read(27)).toEqual(pages(25, 6))
  })
})
