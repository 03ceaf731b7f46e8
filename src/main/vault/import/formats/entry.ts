/** One entry of a reader's, with what its source does not say filled in. */
import { createHash } from 'node:crypto'
import { EMPTY } from '../../../../shared/writing/writing.ts'
import type { Format, Incoming } from '../incoming.ts'

export type Options = {
  /** The zone the person was in, where a source tells instants alone. IANA name. */
  readonly zone?: string
  /** Of a diary that is closed with one. */
  readonly password?: string
  /** Leaves places, weather, devices and what a person did by their phone's account behind. */
  readonly withoutSurroundings?: boolean
  /** A file with a heading for each day stays one entry. */
  readonly whole?: boolean
}

/** Of what makes an entry this one, and of nothing that another copy of it may have otherwise. */
export const identify = (format: Format, ...parts: readonly (string | number | null)[]): string =>
  `${format}:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`

/** A source's own id, unless it is too long for one. */
export const named = (format: Format, id: string): string =>
  /^[\w.:/-]{1,100}$/.test(id) ? `${format}:${id}` : identify(format, id)

const NOTHING: Omit<Incoming, 'identity' | 'day'> = {
  minute: null,
  zone: null,
  created: null,
  modified: null,
  title: '',
  writing: EMPTY,
  files: [],
  tags: [],
  favourite: false,
  journal: null,
  mood: null,
  activities: [],
  extra: {},
  remarks: [],
}

export const entry = (said: Pick<Incoming, 'identity' | 'day'> & Partial<Incoming>): Incoming => ({
  ...NOTHING,
  ...said,
})

/** Code points that a heading may have. */
const LONGEST_TITLE = 100
export const isTitle = (text: string): boolean =>
  text.length <= 2 * LONGEST_TITLE && [...text].length <= LONGEST_TITLE

/** A title over nothing, or one as long as a paragraph, is what somebody wrote: it stands among the words. */
export function titled(title: string, body: string): { title: string; body: string } {
  const bare = title.replace(/\s+/g, ' ').trim()
  if (bare !== '' && body.trim() !== '' && isTitle(bare)) return { title: bare, body }
  return { title: '', body: bare === '' ? body : `${title.trim()}${body.trim() === '' ? '' : `\n\n${body}`}` }
}
