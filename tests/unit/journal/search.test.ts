import { describe, expect, it } from 'vitest'
import { id, notebook } from './notebook.ts'

const marked = (hit: { excerpt: string; matches: [number, number][] }) =>
  hit.matches.map(([start, end]) => hit.excerpt.slice(start, end))

describe('searching', () => {
  it('finds words by their beginnings, all of them, whatever their case and accents', async () => {
    const ana = notebook()
    await ana.write(1, '2026-01-01', 'Café Müller am Fluß, très agréable')
    await ana.write(2, '2026-01-02', 'the coffee house by the river')
    expect(await ana.found('cafe')).toEqual([id(1)])
    expect(await ana.found('CAFÉ mull')).toEqual([id(1)])
    expect(await ana.found('tres AGRE')).toEqual([id(1)])
    expect(await ana.found('coff riv')).toEqual([id(2)])
    expect(await ana.found('cafe river')).toEqual([])
    expect(await ana.found('ouse')).toEqual([])
  })

  it('finds Chinese, Japanese, Korean and Thai from the middle of a sentence', async () => {
    const ana = notebook()
    await ana.write(1, '2026-01-01', '今天是结婚纪念日，我很想你。')
    await ana.write(2, '2026-01-02', '東京タワーへ行きました。カードを書いた')
    await ana.write(3, '2026-01-03', '우리는 바다에 갔다')
    await ana.write(4, '2026-01-04', 'วันนี้ฉันไปทะเล')
    expect(await ana.found('纪念日')).toEqual([id(1)])
    expect(await ana.found('念')).toEqual([id(1)])
    expect(await ana.found('日纪')).toEqual([])
    expect(await ana.found('タワー')).toEqual([id(2)])
    expect(await ana.found('書いた 東京')).toEqual([id(2)])
    expect(await ana.found('바다')).toEqual([id(3)])
    expect(await ana.found('ทะเล')).toEqual([id(4)])
  })

  it('marks what matched in the passage that it shows', async () => {
    const ana = notebook()
    const padding = 'some other words before it '.repeat(20)
    await ana.write(1, '2026-01-01', `${padding}and then Zoë walked, wálking all day ${padding}`)
    const [hit] = await ana.search('walk zoe')
    expect(marked(hit!)).toEqual(['Zoë', 'walk', 'wálk'])
    expect(hit!.excerpt.length).toBeLessThanOrEqual(165)
    expect(hit!.excerpt.startsWith('…') && hit!.excerpt.endsWith('…')).toBe(true)
    await ana.write(2, '2026-01-02', '今天是结婚纪念日')
    const [chinese] = await ana.search('纪念')
    expect(marked(chinese!)).toEqual(['纪念'])
  })

  it('shows the newest days first, at most twenty, whenever they were written', async () => {
    const ana = notebook()
    for (let n = 0; n < 30; n++)
      await ana.write(n, `2026-01-${String(((n * 7) % 30) + 1).padStart(2, '0')}`, `rain ${n}`)
    const hits = await ana.search('rain')
    expect(hits.length).toBe(20)
    expect(hits.map(hit => hit.day)).toEqual([...hits.map(hit => hit.day)].sort().reverse())
    expect(hits[0]?.day).toBe('2026-01-30')
  })

  it('takes any text for a query and none for a command', async () => {
    const ana = notebook()
    await ana.write(1, '2026-01-01', 'or not and near the "quoted" * star: {x} a-b c++')
    for (const words of [
      '',
      '   ',
      '"',
      '*',
      'NOT',
      'OR',
      'a AND',
      'NEAR(',
      'x:y',
      '{',
      '^the',
      '-',
      '\u0000',
      '😀',
      '—',
    ])
      expect((await ana.calls['journal.search']({ words })).ok, words).toBe(true)
    expect(await ana.found('')).toEqual([])
    expect(await ana.found('!?')).toEqual([])
    expect(await ana.found('NOT quoted')).toEqual([id(1)])
  })

  it('follows an entry through changes, the bin and back', async () => {
    const ana = notebook()
    await ana.write(1, '2026-01-01', 'the old word')
    expect(await ana.found('old')).toEqual([id(1)])
    await ana.write(1, '2026-01-01', 'the new word')
    expect(await ana.found('old')).toEqual([])
    expect(await ana.found('new')).toEqual([id(1)])
    await ana.write(1, '2025-12-24', 'the new word')
    expect(await ana.found('new')).toEqual([id(1)])
    await ana.calls['journal.bin']({ id: id(1) })
    expect(await ana.found('new')).toEqual([])
    await ana.write(1, '2025-12-24', 'typed while it lay in the bin')
    expect(await ana.found('typed')).toEqual([])
    await ana.calls['journal.unbin']({ id: id(1) })
    expect(await ana.found('typed')).toEqual([id(1)])
    ana.db.prepare("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)").run()
  })

  it('takes an entry’s words along to another day, and leaves none to whoever stands there next', async () => {
    const ana = notebook()
    await ana.write(1, '2026-01-01', 'lanterns')
    expect(await ana.found('lanterns')).toEqual([id(1)])
    await ana.write(1, '2026-01-05', 'lanterns')
    expect(await ana.found('lanterns')).toEqual([id(1)])
    expect(ana.db.prepare('SELECT count(*) FROM entry_words').pluck().get()).toBe(1)
    await ana.write(2, '2026-01-01', 'candles')
    expect(await ana.found('candles')).toEqual([id(2)])
    expect(await ana.found('lanterns')).toEqual([id(1)])
  })

  it('reads the newest hits off the end of the index, without sorting the notebook', () => {
    const { db } = notebook()
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT rowid FROM entry_words WHERE entry_words MATCH '"rain"*' AND rowid NOT IN (SELECT place FROM entry_unsettled) ORDER BY rowid DESC LIMIT 20`,
      )
      .all() as { detail: string }[]
    expect(plan.map(step => step.detail).join()).not.toContain('TEMP B-TREE')
  })
})
