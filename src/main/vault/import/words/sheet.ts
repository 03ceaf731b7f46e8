/** A page of writing as it is filled, block by block: what a person could have written here, and nothing else. */
import type { BlockKind, Writing } from '../../../../shared/writing/writing.ts'

/** As the editor orders them. */
export type Marks = {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly code?: boolean
  /** Where it leads: only what goodLink lets through. */
  readonly link?: string
}

type Block = NonNullable<Writing['content']>[number]
type Inline = NonNullable<Block['content']>[number]

/** The editor's own bound (renderer/face/editor). */
const DEEPEST = 8

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

function marksOf({ link, ...on }: Marks): NonNullable<Inline['marks']> {
  const names = (['bold', 'italic', 'strike', 'code'] as const).filter(name => on[name])
  return [
    ...names.map(type => ({ type })),
    ...(link === undefined ? [] : [{ type: 'link', attrs: { href: link } }]),
  ]
}

const isBreak = (node: Inline | undefined): boolean => node?.type === 'break'

/** Without breaks and blanks at its ends, which no program shows. Blanks before words of code are its own. */
function trimmed(content: Inline[], code: boolean): Inline[] {
  while (isBreak(content.at(-1)) || content.at(-1)?.text?.trim() === '') content.pop()
  while (isBreak(content[0]) || (!code && content[0]?.text?.trim() === '')) content.shift()
  const last = content.at(-1)
  if (last?.text !== undefined) last.text = last.text.trimEnd()
  return content
}

export type Sheet = {
  readonly begin: (kind: BlockKind, depth?: number, checked?: boolean) => void
  /** The next words begin a paragraph, unless a block is begun before them. */
  readonly close: () => void
  readonly isOpen: () => boolean
  /** A new line is a break. */
  readonly text: (words: string, marks?: Marks) => void
  readonly break: () => void
  /** `file` counts in the entry's files. */
  readonly file: (file: number, alt: string) => void
  readonly writing: () => Writing
}

export function sheet(): Sheet {
  const blocks: Block[] = []
  let open: Inline[] | undefined
  const begin: Sheet['begin'] = (kind, depth = 0, checked) => {
    open = []
    const attrs = {
      kind,
      depth: Math.min(DEEPEST, Math.max(0, depth)),
      ...(checked === undefined ? {} : { checked }),
    }
    blocks.push({ type: 'block', attrs, content: open })
  }
  const add = (node: Inline): void => {
    if (!open) begin('paragraph')
    open?.push(node)
  }
  const line = (words: string, marks: Inline['marks']): void => {
    if (words === '') return
    const last = open?.at(-1)
    const same = last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)
    if (last && same) last.text += words
    else add({ type: 'text', text: words, ...(marks?.length ? { marks } : {}) })
  }
  return {
    begin,
    close: () => {
      open = undefined
    },
    isOpen: () => open !== undefined,
    text(words, marks = {}) {
      const own = marksOf(marks)
      const lines = words
        .replace(/\r\n?|\u2028|\u2029/g, '\n')
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .replace(UNSEEN, '')
      for (const [i, one] of lines.split('\n').entries()) {
        if (i > 0) add({ type: 'break' })
        line(one, own)
      }
    },
    break: () => add({ type: 'break' }),
    file: (file, alt) => add({ type: 'incoming', attrs: { file, alt: alt.slice(0, 1000) } }),
    writing() {
      const kept = blocks.flatMap(block => {
        const content = trimmed(block.content ?? [], block.attrs?.kind === 'code')
        const { content: _, ...bare } = block
        if (content.length > 0) return [{ ...bare, content }]
        // An empty line of a list stands; an empty paragraph is the space between two.
        return block.attrs?.kind === 'rule' || /^(bullet|ordered|check)$/.test(block.attrs?.kind ?? '')
          ? [bare]
          : []
      })
      return { type: 'doc', content: kept.length > 0 ? kept : [{ type: 'block' }] }
    },
  }
}
