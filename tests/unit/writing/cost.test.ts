/** What a page may hold, and what one change of a note may be, against the limits that the vault really has. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { PORTION, portions } from '../../../src/renderer/face/features/note/portions.ts'
import { costOf, fits, MOST, utf8Length } from '../../../src/shared/writing/cost.ts'
import type { Writing } from '../../../src/shared/writing/writing.ts'
import { Face, note, pair, send, wordsOf } from '../circle/people.ts'
import { day, id, notebook } from '../journal/notebook.ts'

const LINE = 'Rain on the “roof”, und heißer Tee 🫖. '

/** As the editor makes it. */
const page = (lines: number, text: string): Writing => ({
  type: 'doc',
  content: Array.from({ length: lines }, () => ({
    type: 'block',
    attrs: { kind: 'paragraph', depth: 0, checked: false },
    content: [{ type: 'text', text }],
  })),
})

describe('what an entry costs', () => {
  it('is never less than the bytes it is kept as, and hardly more', () => {
    for (const writing of [
      page(1, ''),
      page(1000, LINE),
      page(3, LINE.repeat(2000)),
      page(50, '"\\\u0001'),
    ]) {
      const kept = Buffer.byteLength(JSON.stringify(writing))
      expect(costOf(writing).bytes).toBeGreaterThanOrEqual(kept)
      expect(costOf(writing).bytes).toBeLessThan(kept + 40)
    }
    expect(utf8Length(LINE)).toBe(Buffer.byteLength(LINE))
  })

  it('is kept by the vault up to the most of either kind, with room to go on writing', async () => {
    const ana = notebook()
    const save = (writing: Writing) =>
      ana.calls['journal.save']({ id: id(1), day: day('2026-03-01'), writing })
    const lines = page(MOST.blocks, LINE)
    expect(fits(costOf(lines))).toBe(true)
    const each = costOf(page(1, LINE.repeat(1000))).bytes
    const long = page(Math.floor(MOST.bytes / each), LINE.repeat(1000))
    expect(fits(costOf(long))).toBe(true)
    for (const writing of [lines, long]) {
      const typed = page(1, 'x'.repeat(900_000)).content ?? []
      const more: Writing = { type: 'doc', content: [...(writing.content ?? []), ...typed] }
      expect(await save(more)).toMatchObject({ ok: true })
    }
  })

  it('does not fit where the vault would refuse it, nor when only both together are too much', async () => {
    // What was asked about, accepted and then refused: 1.6 MB in lines of 15.
    const short = page(106_666, 'rain and tea a')
    expect(fits(costOf(short))).toBe(false)
    const refused = await notebook().calls['journal.save']({
      id: id(1),
      day: day('2026-03-01'),
      writing: short,
    })
    expect(refused).toEqual({ ok: false, fault: 'too-large' })
    const half = costOf(page(MOST.blocks / 2 + 1, 'a'))
    expect([fits(half), fits(half, half)]).toEqual([true, false])
  })
})

/** Blocks as the editor makes them, in one transaction. */
function write(doc: Y.Doc, lines: number, text: string): void {
  const blocks = Array.from({ length: lines }, () => {
    const block = new Y.XmlElement('block')
    block.setAttribute('kind', 'paragraph')
    block.setAttribute('depth', 0 as never)
    block.setAttribute('checked', false as never)
    block.insert(0, [new Y.XmlText(text)])
    return block
  })
  doc.getXmlFragment('body').insert(0, blocks)
}

/** A note of Alice that Bob has too, and what she changes in it in one transaction. */
function changed(change: (doc: Y.Doc) => void) {
  const { alice, bob, circle } = pair()
  const doc = note(alice, circle)
  const face = new Face(alice, circle, doc)
  const update = face.update(change)
  const author = (part: Uint8Array) => alice.store.author(circle, doc, 'note', part)
  return { alice, bob, circle, doc, face, update, author }
}

describe('one change of a note', () => {
  it('is refused whole above the limits, and taken in portions, by the own vault and by another', () => {
    const { alice, bob, circle, doc, face, update, author } = changed(d => write(d, 4000, LINE.repeat(30)))
    expect(author(update)).toEqual({ ok: false, fault: 'too-large' })
    const parts = portions(update)
    for (const part of parts) {
      expect(part.byteLength).toBeLessThanOrEqual(PORTION.bytes)
      expect(author(part)).toMatchObject({ ok: true })
    }
    const words = face.doc.getXmlFragment('body').toString()
    expect(wordsOf(alice, circle, doc)).toBe(words)
    send(alice, bob, circle)
    expect(wordsOf(bob, circle, doc)).toBe(words)
  })

  it('stays one change when it is small', () => {
    const { update } = changed(d => write(d, 100, LINE))
    expect(portions(update)).toEqual([update])
  })

  it('is cut inside one long run of words, never inside one sign, and deletes last', () => {
    const { alice, circle, doc, face, update, author } = changed(d => write(d, 1, '🫖'.repeat(1_100_000)))
    const parts = portions(update)
    expect(update.byteLength).toBeGreaterThan(4 * 1024 * 1024)
    for (const part of parts) expect(author(part)).toMatchObject({ ok: true })
    const after = portions(
      face.update(d => {
        write(d, 11_000, 'rain')
        d.getXmlFragment('body').delete(11_000, 1)
      }),
    )
    expect(after).toHaveLength(3)
    for (const part of after) expect(author(part)).toMatchObject({ ok: true })
    const words = face.doc.getXmlFragment('body').toString()
    expect(words).not.toContain('\ufffd')
    expect(wordsOf(alice, circle, doc)).toBe(words)
  })

  it('of mere deletions is one change, however much they take away', () => {
    const { alice, circle, doc, face, update, author } = changed(d => write(d, 2000, LINE.repeat(20)))
    for (const part of portions(update)) author(part)
    const away = portions(face.update(d => d.getXmlFragment('body').delete(0, 2000)))
    expect(away).toHaveLength(1)
    expect(author(away[0]!)).toMatchObject({ ok: true })
    expect(wordsOf(alice, circle, doc)).toBe('')
  })
})
