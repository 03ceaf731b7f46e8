import { expect, it } from 'vitest'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
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

it('knows with whom words were compared: whom one let in, and who let one in', () => {
  const { alice, bob, circle } = pair()
  const cleo = join(alice, circle, 'Cleo')
  sync(alice, bob, circle)
  const nameOf = new Map([...alice.store.state(circle).members].map(([id, { name }]) => [id, name]))
  const compared = (person: typeof alice) =>
    [...person.store.comparedWith(circle)]
      .flatMap(([id, is]) => (is === 'yes' ? [nameOf.get(id)] : []))
      .sort()
  expect(nameOf.get(hex(bob.store.me(circle).member))).toBe('Bob')
  expect(compared(alice)).toEqual(['Bob', 'Cleo'])
  expect(compared(bob)).toEqual(['Alice'])
  expect(compared(cleo)).toEqual(['Alice'])
})
