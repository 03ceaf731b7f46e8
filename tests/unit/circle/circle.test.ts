import { expect, it } from 'vitest'
import { everything, Face, join, note, pair, send, sync, wordsOf } from './people.ts'

it('lets Bob read what Alice wrote', () => {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  new Face(alice, circle, shared).write('I slept for the first time in a week.')
  const [received] = send(alice, bob, circle)
  expect(received?.accepted.map(({ kind }) => kind)).toEqual(['note', 'note'])
  expect(wordsOf(bob, circle, shared)).toContain('I slept for the first time in a week.')
  expect(bob.store.name(circle)).toBe('Tuesday')
})

it('has everything there again after the vault was closed', () => {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  const face = new Face(alice, circle, shared)
  for (let i = 0; i < 80; i++) face.write(`line ${i}`)
  sync(alice, bob, circle)
  const before = everything(alice, circle)
  // Once with the documents' rows lagging behind, as after a crash, and once written on closing.
  expect(everything(alice.again(), circle)).toEqual(before)
  bob.store.close()
  expect(everything(bob.again(), circle)).toEqual(before)
})

it('gives Cleo the words that were written before she came', () => {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  new Face(alice, circle, shared).write('Old words.')
  alice.store.rekey(circle)
  new Face(alice, circle, shared).write('Words under a newer key.')
  const cleo = join(alice, circle, 'Cleo')
  expect(wordsOf(cleo, circle, shared)).toContain('Old words.')
  expect(wordsOf(cleo, circle, shared)).toContain('Words under a newer key.')
  sync(alice, bob, circle)
  sync(cleo, bob, circle)
  expect(everything(bob, circle)).toEqual(everything(cleo, circle))
})

it('keeps what both wrote while they were apart', () => {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  sync(alice, bob, circle)
  const [a, b] = [new Face(alice, circle, shared), new Face(bob, circle, shared)]
  for (let i = 0; i < 40; i++) {
    a.write(`Alice ${i}`)
    b.write(`Bob ${i}`)
  }
  sync(alice, bob, circle)
  expect(everything(alice, circle)).toEqual(everything(bob, circle))
  for (let i = 0; i < 40; i++) expect(wordsOf(alice, circle, shared)).toContain(`Bob ${i}<`)
})
