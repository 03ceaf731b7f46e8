import { bare } from '../../../../shared/text.ts'

/** A name as it may stand in a sentence: without what breaks the line, or turns the words around it about. */
export const plainName = (name: string): string =>
  bare(name.replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, '')) || '?'
