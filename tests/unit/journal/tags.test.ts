import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { folded, TagName } from '../../../src/shared/journal/tag.ts'
import { id, notebook, value } from './notebook.ts'

async function tagged(many: Record<number, string[]>) {
  const ana = notebook()
  for (const [n, tags] of Object.entries(many)) {
    await ana.write(Number(n), '2026-03-01', `entry ${n}`)
    await value(ana.calls['journal.change']({ id: id(Number(n)), change: { tags } }))
  }
  const of = async (n: number) => (await value(ana.calls['journal.read']({ id: id(n) }))).tags
  const all = () => value(ana.calls['tags.list']({}))
  /** Tags of every entry, and the list of them. */
  const now = async () => [await all(), ...(await Promise.all(Object.keys(many).map(n => of(Number(n)))))]
  return { ...ana, of, all, now }
}

describe('the name of a tag', () => {
  it('is written in one way, however it was typed', () => {
    expect(v.parse(TagName, '  Cafe\u0301   noir ')).toBe('Café noir')
    for (const bad of ['', '  ', 'a\u0000b', 'x'.repeat(101)]) expect(v.is(TagName, bad)).toBe(false)
  })
  it('is compared without case, in scripts that have one', () => {
    for (const [a, b] of [
      ['Straße', 'STRASSE'],
      ['ΟΔΟΣ', 'οδος'],
      ['Cafe\u0301', 'CAFÉ'],
      ['結婚', '結婚'],
    ] as const)
      expect(folded(a)).toBe(folded(b))
    expect(folded('a')).not.toBe(folded('á'))
  })
})

describe('tags', () => {
  it('are what Ana said last, each once, and as she wrote them first', async () => {
    const ana = await tagged({ 1: ['Sea', 'sea', 'rain'], 2: ['SEA'] })
    expect(await ana.now()).toEqual([['rain', 'Sea'], ['rain', 'Sea'], ['Sea']])
    await ana.calls['journal.change']({ id: id(1), change: { tags: ['sea'] } })
    // What no entry has any more is no tag.
    expect(await ana.now()).toEqual([['Sea'], ['Sea'], ['Sea']])
  })

  it('stay with an entry that moves to another day, and go with one that is erased', async () => {
    const ana = await tagged({ 1: ['sea'], 2: ['rain'] })
    await ana.write(1, '2025-01-01', 'moved')
    expect(await ana.of(1)).toEqual(['sea'])
    ana.db.prepare('DELETE FROM entry WHERE id = ?').run(Buffer.from(id(1), 'hex'))
    expect(ana.db.prepare('SELECT count(*) FROM entry_tag').pluck().get()).toBe(1)
  })

  it('are renamed, in their letters alone too, and that is taken back', async () => {
    const ana = await tagged({ 1: ['sea'], 2: ['sea', 'rain'] })
    const was = await ana.now()
    const first = await value(ana.calls['tags.rename']({ from: 'SEA', to: 'Ocean' }))
    expect(await ana.all()).toEqual(['Ocean', 'rain'])
    const second = await value(ana.calls['tags.rename']({ from: 'ocean', to: 'OCEAN' }))
    expect(await ana.now()).toEqual([['OCEAN', 'rain'], ['OCEAN'], ['OCEAN', 'rain']])
    await ana.calls['tags.putBack'](second)
    expect(await ana.all()).toEqual(['Ocean', 'rain'])
    await ana.calls['tags.putBack'](first)
    expect(await ana.now()).toEqual(was)
  })

  it('are merged into one that is there, and parted again as they were', async () => {
    const ana = await tagged({ 1: ['sea'], 2: ['sea', 'ocean'], 3: ['ocean'] })
    const was = await ana.now()
    const back = await value(ana.calls['tags.rename']({ from: 'sea', to: 'OCEAN' }))
    expect(await ana.now()).toEqual([['ocean'], ['ocean'], ['ocean'], ['ocean']])
    await ana.calls['tags.putBack'](back)
    expect(await ana.now()).toEqual(was)
  })

  it('are deleted from every entry, and put back', async () => {
    const ana = await tagged({ 1: ['sea'], 2: ['sea', 'rain'] })
    const was = await ana.now()
    const back = await value(ana.calls['tags.delete']({ name: 'Sea' }))
    expect(await ana.now()).toEqual([['rain'], [], ['rain']])
    await ana.calls['tags.putBack'](back)
    expect(await ana.now()).toEqual(was)
    expect(await ana.calls['tags.delete']({ name: 'none' })).toEqual({ ok: false, fault: 'not-found' })
  })
})
