/** The first words of an entry in a list: what goes on says so, at the end of a word. */
import { expect, it } from 'vitest'
import { opening } from '../../../src/main/vault/journal/excerpt.ts'
import { openingWords } from '../../../src/renderer/face/features/timeline/opening.ts'
import { en } from '../../../src/shared/locales/en.ts'

const of = (text: string): string => openingWords(opening(text))

it('shows a short one as it is, and says of none that it has no words', () => {
  expect(of('Rain on the roof.')).toBe('Rain on the roof.')
  expect(of('')).toBe(en['timeline.nowords'])
})

it('ends one that goes on with “…”, after a whole word', () => {
  const shown = of('heron '.repeat(60))
  expect(shown).toMatch(/^(heron )+heron…$/)
  expect([...shown].length).toBeLessThanOrEqual(140)
})

it('cuts no sign in two, and keeps one word that is longer than all', () => {
  expect(of('🜁'.repeat(300))).toMatch(/^🜁+…$/u)
})

it('says of no words that they go on where nothing is missing', () => {
  const whole = 'x'.repeat(139)
  expect(of(whole)).toBe(whole)
  expect(of(`${whole}y`)).toBe(`${whole}y`)
  expect(of(`  ${whole}y \n`)).toBe(`${whole}y`)
  expect(of(`${'heron '.repeat(23)}ab`)).toBe(`${'heron '.repeat(23)}ab`)
  expect(of(`${'heron '.repeat(23)}abc`)).toMatch(/ heron…$/)
})

it('says so where a sign of several parts is the first that is missing, and behind much white space', () => {
  expect(of('👩‍👩‍👧 '.repeat(60))).toMatch(/👩‍👩‍👧…$/u)
  expect(of(`rain${' '.repeat(5000)}and more`)).toBe('rain…')
})
