/**
 * One import and how far it is. gathering: it is read, and nothing of it is seen yet; a kill or a stop leaves nothing. laying: all
 * of it is read and becomes entries, a few at a time; after a kill the next opening goes on. undoing: what it brought goes; the
 * next opening goes on, too. So nothing is ever half for longer than that takes.
 */
import { toHex } from '../../../shared/bytes.ts'
import type { Format, Import } from '../../../shared/contract/importing.ts'

export type State = 'gathering' | 'laying' | 'done' | 'undoing' | 'undone'

export type Run = {
  readonly n: number
  readonly id: Uint8Array
  readonly state: State
  readonly began: number
  readonly source: string
  readonly format: Format
}

const SHOWN = {
  gathering: 'bringing',
  laying: 'bringing',
  done: 'done',
  undoing: 'returning',
  undone: 'left',
} as const

export const shown = ({
  id,
  source,
  format,
  began,
  state,
}: Run): Omit<Import, 'entries' | 'known' | 'unread'> => ({
  id: toHex(id),
  source,
  format,
  began,
  state: SHOWN[state],
})
