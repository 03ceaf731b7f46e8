/** One file with many days, as Mini Diary and jrnl write Markdown: each heading that is a day begins one. */
import type { Day } from '../../../../shared/journal/day.ts'
import { dayInHeading } from '../when/named.ts'

export type Part = {
  readonly day: Day
  readonly minute: number | null
  readonly title: string
  readonly body: string
}

/** Headings that only sort: `# 2020`, `## June`, `# Mini Diary`. */
const isHeading = (line: string): boolean => /^#{1,6}[ \t]/.test(line)

/** The bold first line of a part, which is Mini Diary's title. */
function titled({ day, minute, title, body }: Part): Part {
  const [whole, bold] =
    /^\s*(?:\*\*([^*\n]{1,200})\*\*|#{1,6}[ \t]+([^\n]{1,200}))[ \t]*(?:\n|$)/.exec(body) ?? []
  if (title !== '' || bold === undefined || whole === undefined) return { day, minute, title, body }
  return { day, minute, title: bold.trim(), body: body.slice(whole.length) }
}

/** Undefined unless at least two days are told by headings of one level, and nothing but headings stands before them. */
export function partDays(text: string): Part[] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const heads: { level: number; line: number; day: Day; minute: number | null; rest: string }[] = []
  let fence = ''
  for (const [line, words] of lines.entries()) {
    const [mark = ''] = /^(```|~~~)/.exec(words) ?? []
    if (mark !== '' && (fence === '' || fence === mark)) fence = fence === '' ? mark : ''
    if (fence !== '') continue
    const [, signs = '', said = ''] = /^(#{1,4})[ \t]+(.+?)[ \t]*$/.exec(words) ?? []
    const found = signs === '' ? undefined : dayInHeading(said)
    if (found) heads.push({ ...found, level: signs.length, line })
  }
  const level = heads[0]?.level
  const days = heads.filter(head => head.level === level)
  const before = lines.slice(0, days[0]?.line ?? 0)
  if (days.length < 2 || before.some(line => line.trim() !== '' && !isHeading(line))) return undefined
  return days.map(({ day, minute, rest, line }, n) => {
    const own = lines.slice(line + 1, days[n + 1]?.line)
    // A year or a month that follows is the next day's.
    if (n + 1 < days.length) while (own.length > 0 && isSorting(own.at(-1) ?? '', level ?? 0)) own.pop()
    return titled({ day, minute, title: rest, body: own.join('\n').trim() })
  })
}

/** Empty, or a heading above those of days. */
const isSorting = (line: string, level: number): boolean =>
  line.trim() === '' || (/^#+/.exec(line)?.[0].length ?? level) < level
