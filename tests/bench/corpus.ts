/** Journals of any length, the same every time: words by Zipf's law, two languages, about 1.5 KB an entry. */
import type { Day } from '../../src/shared/journal/day.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'

/** mulberry32: small, seeded, good enough for prose. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const SYLLABLES = [
  ['an', 'the', 'ri', 'mo', 'stel', 'ing', 'qua', 'ver', 'lo', 'un', 'day', 'wa', 'ter', 'hou', 'se', 'kind'],
  [
    'für',
    'schö',
    'ung',
    'ße',
    'über',
    'ge',
    'blei',
    'ben',
    'mü',
    'de',
    'wald',
    'her',
    'zeit',
    'ver',
    'strö',
    'men',
  ],
] as const
const VOCABULARY = 8000

function vocabulary(language: 0 | 1): string[] {
  const roll = dice(language + 11)
  const one = (): string => SYLLABLES[language][Math.floor(roll() * 16)] ?? ''
  return Array.from({ length: VOCABULARY }, (_, i) => {
    const length = 1 + Math.floor(roll() * 3)
    return Array.from({ length }, one).join('') + (i % 7 === 0 ? i.toString(36) : '')
  })
}

const WORDS = [vocabulary(0), vocabulary(1)] as const
/** Rank r comes with a weight of 1/r: the inverse of the harmonic sum, near enough. */
const zipf = (roll: () => number): number => Math.floor(VOCABULARY ** roll()) - 1

/** About 1.5 KB of text in a few paragraphs. */
export function prose(roll: () => number): Writing {
  const words = WORDS[roll() < 0.7 ? 0 : 1]
  const paragraph = (): string => {
    let text = ''
    while (text.length < 370) text += `${words[zipf(roll)]} `
    return text.trim()
  }
  return {
    type: 'doc',
    content: Array.from({ length: 4 }, () => ({
      type: 'block',
      content: [{ type: 'text', text: paragraph() }],
    })),
  }
}

/** The day of the n-th entry: two a day, from 1900 on. */
export function dayOf(n: number): Day {
  return new Date(Date.UTC(1900, 0, 1) + Math.floor(n / 2) * 86_400_000).toISOString().slice(0, 10) as Day
}

export const idOf = (n: number): string => n.toString(16).padStart(32, '0')
