import { describe, expect, it } from 'vitest'
import { fromHtml } from '../../../src/main/vault/import/words/html.ts'
import { fromMd } from '../../../src/main/vault/import/words/markdown.ts'
import { schema } from '../../../src/renderer/face/editor/schema.ts'
import type { Writing } from '../../../src/shared/writing/writing.ts'
import { shown } from './place.ts'

const none = { attach: () => null }
const md = (text: string): string[] => shown(fromMd(text, none).writing)
const html = (text: string): string[] => shown(fromHtml(text, () => null).writing)

/** Whether the editor takes it as it stands: without what the taker puts files in the place of. */
const fits = (writing: Writing): void => {
  const content = (writing.content ?? []).map(block => ({
    ...block,
    content: (block.content ?? []).filter(({ type }) => type !== 'incoming'),
  }))
  schema.nodeFromJSON({ ...writing, content }).check()
}

describe('Markdown', () => {
  it('becomes blocks with their kinds, depths and marks', () => {
    const text = [
      '# Sonntag',
      'Ein **guter** Tag, _fast_ ~~ohne~~ `Sorgen`.',
      '- eins\n  - zwei\n    1. drei\n- [x] getan\n- [ ] offen',
      '> still\n> hier',
      '```\nein  Code\n\tmit Tab\n```',
      '---',
      'Ende',
    ].join('\n\n')
    expect(md(text)).toEqual([
      'heading: Sonntag',
      'paragraph: Ein <bold>guter</> Tag, <italic>fast</> <strike>ohne</> <code>Sorgen</>.',
      'bullet: eins',
      'bullet 1: zwei',
      'ordered 2: drei',
      'check [x]: getan',
      'check [ ]: offen',
      'quote: still/hier',
      'code: ein  Code/\tmit Tab',
      'rule: ',
      'paragraph: Ende',
    ])
    fits(fromMd(text, none).writing)
  })

  it('keeps the lines that people wrote', () => {
    expect(md('eine Zeile\nnoch eine  \nund eine\\\nletzte')).toEqual([
      'paragraph: eine Zeile/noch eine/und eine/letzte',
    ])
    expect(md('- erster Absatz\n\n  zweiter Absatz\n- weiter')).toEqual([
      'bullet: erster Absatz/zweiter Absatz',
      'bullet: weiter',
    ])
  })

  it('takes back the escapes of a sign, and no other backslash', () => {
    expect(md('Am 3\\. Mai \\(früh\\) \\- C:\\dir \\\\server \\*nicht fett\\*')).toEqual([
      'paragraph: Am 3. Mai (früh) - C:\\dir \\server *nicht fett*',
    ])
    expect(md('`a\\.b` und\n\n```\nc\\.d\\\\\n```')).toEqual([
      'paragraph: <code>a\\.b</> und',
      'code: c\\.d\\\\',
    ])
  })

  it('links to where a link may lead; other addresses stay words', () => {
    expect(
      md('[da](https://example.org/a) [dort](http://example.org) [x](javascript:alert(1)) <mailto:a@b.c>'),
    ).toEqual([
      'paragraph: <link https://example.org/a>da</> dort (http://example.org) x <link mailto:a@b.c>mailto:a@b.c</>',
    ])
    expect(md('[da][1] und [weg][2]\n\n[1]: https://example.org\n[mood]: gut')).toEqual([
      'paragraph: <link https://example.org>da</> und [weg][2]',
      'paragraph: [mood]: gut',
    ])
  })

  it('loses no word of what has no shape here', () => {
    expect(md('| Tag | Wie |\n| --- | --- |\n| Mo | **müde** |')).toEqual([
      'paragraph: Tag | Wie',
      'paragraph: Mo | <bold>müde</>',
    ])
    expect(fromMd('| a |\n| - |\n| b |', none).plain).toBe(true)
    expect(md('Das[^1] war\n\n[^1]: eine Fußnote')).toEqual([
      'paragraph: Das[^1] war',
      'paragraph: [1] eine Fußnote',
    ])
    expect(md('mit <sarah> und 1 < 2 <3 [[Notiz|so]] ==wichtig== #tag')).toEqual([
      'paragraph: mit <sarah> und 1 < 2 <3 [[Notiz|so]] ==wichtig== #tag',
    ])
  })

  it('shows no script and no style, in a line or as a block', () => {
    expect(md('vorher <script>alert(1)</script> nachher<br>dann <u>unterstrichen</u>')).toEqual([
      'paragraph: vorher  nachher/dann unterstrichen',
    ])
    expect(md('<style>p{}</style>\n\n<div onclick="x()">im <b>Block</b></div>')).toEqual([
      'paragraph: im <bold>Block</>',
    ])
  })

  it('puts a file where it is named, and its words where there is none', () => {
    const attach = (reference: string) => (reference === 'a b.png' || reference === 'a%20b.png' ? 0 : null)
    const { writing } = fromMd('vor ![ein Bild](a%20b.png) nach\n\n![[a b.png|300]] und ![[weg.png]]', {
      attach,
    })
    expect(shown(writing)).toEqual(['paragraph: vor [0 ein Bild] nach', 'paragraph: [0] und ![[weg.png]]'])
    expect(md('![nur Worte](https://example.org/a.png)')).toEqual([
      'paragraph: <link https://example.org/a.png>nur Worte</>',
    ])
  })

  it('takes indented lines for words in a journal, and for code in a folder of Markdown', () => {
    expect(md('    vier Leerzeichen')).toEqual(['paragraph: vier Leerzeichen'])
    expect(shown(fromMd('    let x', { ...none, indented: true }).writing)).toEqual(['code: let x'])
  })

  it('keeps right-to-left words, emoji and signs of all planes, and takes out what is no sign', () => {
    expect(md('שלום 👩‍👩‍👧 𠮷野 \u0007ok \ud800')).toEqual(['paragraph: שלום 👩‍👩‍👧 𠮷野 ok \ufffd'])
  })

  it.each<[string, string]>([
    ['brackets', '['.repeat(60_000)],
    ['stars', '*a **b '.repeat(20_000)],
    ['quotes in each other', `${'>'.repeat(30_000)} a`],
    ['lists in each other', Array.from({ length: 400 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n')],
    ['lists with tabs', Array.from({ length: 79 }, (_, n) => `${'\t'.repeat(n)}- a`).join('\n')],
    ['links that never end', '[a](b'.repeat(40_000)],
    ['backticks', Array.from({ length: 600 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['tables', `|${'a|'.repeat(5000)}\n|${'-|'.repeat(5000)}\n`.repeat(3)],
    ['entities', '&'.repeat(100_000)],
    ['mail addresses', 'a@'.repeat(60_000)],
    ['pictures in pictures', '!['.repeat(20_000)],
    ['a word without end', 'a'.repeat(2_000_000)],
  ])('of %s is read in bounded time, or kept as words', (_, text) => {
    const from = performance.now()
    const { writing } = fromMd(text, none)
    expect(writing.content?.length).toBeGreaterThan(0)
    expect(performance.now() - from).toBeLessThan(10_000)
  })
})

it('keeps what is nested beyond what anybody writes as words, and says so', () => {
  for (const deep of [
    `${'>'.repeat(41)} tief`,
    `${'- '.repeat(41)}tief`,
    `${' '.repeat(80)}- tief`,
    '*'.repeat(20_001),
  ])
    expect([deep.slice(-6), fromMd(deep, none).plain]).toEqual([deep.slice(-6), true])
  expect(fromMd(`${'>'.repeat(30)} tief`, none).plain).toBe(false)
  // A line across the page is as long as somebody likes.
  expect(md(`**a**\n\n${'-'.repeat(200)}\n\n${'*'.repeat(200)}`)).toEqual([
    'paragraph: <bold>a</>',
    'rule: ',
    'rule: ',
  ])
})

describe('HTML', () => {
  it('becomes the same blocks', () => {
    const text =
      '<h1>Tag</h1><p>Ein <strong>guter</strong> <em>Tag</em><br>am See</p><ul><li><p>eins</p><ul><li>zwei</li></ul></li></ul>' +
      '<ul data-type="taskList"><li data-checked="true"><label><input type="checkbox" checked></label><div><p>getan</p></div></li></ul>' +
      '<ol><li>a</li></ol><blockquote><p>still</p></blockquote><pre><code>x  y\nz</code></pre><hr><p></p><p><a href="https://a.b">da</a></p>'
    expect(html(text)).toEqual([
      'heading: Tag',
      'paragraph: Ein <bold>guter</> <italic>Tag</>/am See',
      'bullet: eins',
      'bullet 1: zwei',
      'check [x]: getan',
      'ordered: a',
      'quote: still',
      'code: <code>x  y</>/<code>z</>',
      'rule: ',
      'paragraph: <link https://a.b>da</>',
    ])
    fits(fromHtml(text, () => null).writing)
  })

  it('is never run and never shown where it is no word', () => {
    expect(
      html(
        '<script>a()</script><style>b{}</style><p onload="c()">gut<img src=x onerror=d()></p><iframe src=e>f</iframe>',
      ),
    ).toEqual(['paragraph: gut'])
    expect(html('<a href="javascript:x()">da</a><svg><text>y</text></svg>')).toEqual(['paragraph: da'])
  })

  it('has each paragraph and each line once', () => {
    expect(html('<div>eins<div>zwei</div>drei</div><p>vier<br></p>')).toEqual([
      'paragraph: eins',
      'paragraph: zwei',
      'paragraph: drei',
      'paragraph: vier',
    ])
    expect(html('<table><tr><td>a</td><td>b</td></tr></table>')).toEqual(['paragraph: a | b'])
    expect(html('<ul><li><p>a</p><p>b</p></li><li>c</li></ul>')).toEqual([
      'bullet: a',
      'paragraph: b',
      'bullet: c',
    ])
  })

  it.each<[string, string]>([
    ['tags in each other', '<div>'.repeat(50_000)],
    ['marks in each other', `${'<b><i>'.repeat(20_000)}tief`],
    ['more tags than anybody writes', '<p>a'.repeat(120_000)],
    ['lists in each other', `${'<ul><li>'.repeat(3000)}tief`],
  ])('of %s is read, or kept as words', (_, text) => {
    expect(fromHtml(text, () => null).writing.content?.length).toBeGreaterThan(0)
  })
})
