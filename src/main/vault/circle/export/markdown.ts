/** Words as Markdown (CommonMark 0.31, task lists and strikethrough as on GitHub), so that every program shows what was written. */
import type { Line, Run } from './blocks.ts'

/** Signs that would mean something stand as themselves. */
export const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^(\s*)([#>+-]|=+$)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')

const AROUND: readonly (readonly [mark: string, sign: string])[] = [
  ['strike', '~~'],
  ['italic', '*'],
  ['bold', '**'],
]

function inline({ text, marks, link }: Run): string {
  // A mark does not begin or end beside a blank.
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  if (words === '') return text
  const signed = AROUND.reduce(
    (inner, [mark, sign]) => (marks.includes(mark) ? `${sign}${inner}${sign}` : inner),
    marks.includes('code') ? fenced(words) : escaped(words),
  )
  return `${before}${link ? `[${signed}](<${link.replace(/[<>\s]/g, encodeURIComponent)}>)` : signed}${after}`
}

function fenced(words: string): string {
  const longest = Math.max(0, ...[...words.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const gap = words.startsWith('`') || words.endsWith('`') ? ' ' : ''
  return `${fence}${gap}${words.replace(/\n/g, ' ')}${gap}${fence}`
}

/** Lines within one block end with a backslash, which is a break. */
const words = (runs: readonly Run[], indent: string): string =>
  runs.map(inline).join('').replace(/\n/g, `\\\n${indent}`)

const LIST = ['bullet', 'ordered', 'check']

export function markdown(lines: readonly Line[]): string {
  const out: string[] = []
  const counts: number[] = []
  let before: Line | undefined
  for (const [i, line] of lines.entries()) {
    const list = LIST.includes(line.kind)
    const again = before && LIST.includes(before.kind) && list
    const joined = again || (before?.kind === line.kind && (line.kind === 'quote' || line.kind === 'code'))
    if (i > 0 && !joined) out.push('')
    if (before?.kind === 'quote' && line.kind === 'quote') out.push('>')
    if (!again) counts.splice(0)
    counts.splice(line.depth + 1)
    const ordered = line.kind === 'ordered'
    counts[line.depth] = ordered ? (counts[line.depth] ?? 0) + 1 : 0
    const open = line.kind === 'code' && before?.kind !== 'code'
    const close = line.kind === 'code' && lines[i + 1]?.kind !== 'code'
    out.push(...(open ? ['~~~~'] : []), oneLine(line, counts[line.depth] ?? 0), ...(close ? ['~~~~'] : []))
    before = line
  }
  return `${out.join('\n').trimEnd()}\n`
}

function oneLine({ kind, depth, checked, runs }: Line, number: number): string {
  const indent = '    '.repeat(depth)
  const hang = `${indent}    `
  switch (kind) {
    case 'heading':
      return `## ${words(runs, '').replace(/\\\n/g, ' ')}`
    case 'bullet':
      return `${indent}-   ${words(runs, hang)}`
    case 'ordered':
      return `${indent}${number}. ${' '.repeat(Math.max(0, 2 - String(number).length))}${words(runs, hang)}`
    case 'check':
      return `${indent}-   [${checked ? 'x' : ' '}] ${words(runs, hang)}`
    case 'quote':
      return `> ${words(runs, '> ')}`
    case 'code':
      return runs.map(({ text }) => text).join('')
    case 'rule':
      return '---'
    default:
      return words(runs, '')
  }
}
