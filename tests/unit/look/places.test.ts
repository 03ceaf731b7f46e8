/** No place of the notebook without a picture of it. That each is named is for the compiler; that the picture is taken, here. */
import { expect, it } from 'vitest'
import { INNER, PICTURES } from '../../drive/places.ts'
import { CHAPTERS } from '../../screens/story.ts'

const taken = CHAPTERS.flat().map(({ place }) => place)

it('takes a picture of every place there is, each under a name of its own', () => {
  const named = Object.values(PICTURES)
  expect(named.filter(name => !taken.includes(name))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
  expect(new Set(taken).size).toBe(taken.length)
})

it('walks every place of a circle as a whole: none has a page that only its picture shows', () => {
  const walked: readonly string[] = INNER.map(({ at }) => at)
  // What tests/e2e/access.test.ts comes to by itself, on its way.
  const elsewhere = ['journal', 'days', 'calendar', 'search', 'bin', 'circles', 'found', 'join', 'circle']
  const further = [
    'people',
    'invite',
    'note',
    'noteEarlier',
    'earlier',
    'own',
    'settings',
    'backup',
    'moving',
    'low',
  ]
  expect([...walked, ...elsewhere, ...further].sort()).toEqual(Object.keys(PICTURES).sort())
})
