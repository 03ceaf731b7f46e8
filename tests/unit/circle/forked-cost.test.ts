/** What one device's fork costs everybody else: nothing that grows with the circle's words, nor with what that device makes up. */
import { describe, expect, it } from 'vitest'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { forge } from './forge.ts'
import { Face, join, newDatabase, note, type Person, pair, person, send, sync } from './people.ts'

const write = (who: Person, circle: CircleId, doc: DocId, words: string): Uint8Array =>
  new Face(who, circle, doc).write(words)

/** Alice, Bob and Cleo, and Cleo's statements are counted. Bob's device has said two things under one number. */
function forked() {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const statements: string[] = []
  const cleo = join(alice, circle, 'Cleo', person(newDatabase(one => statements.push(one))))
  const doc = note(alice, circle)
  for (const who of [bob, cleo]) sync(alice, who, circle)
  for (let i = 0; i < 200; i++) write(alice, circle, doc, `Alice ${i}`)
  send(alice, bob, circle)
  const empty = new Uint8Array([0, 0])
  const other = forge(bob, circle, doc, empty)
  write(bob, circle, doc, 'Bob.')
  send(bob, alice, circle)
  write(alice, circle, doc, 'Alice builds on it.')
  for (const from of [alice, bob]) send(from, cleo, circle)
  cleo.store.receive(circle, [other.bytes])
  expect(cleo.store.sides(circle)).toBe(1)
  const walks = (work: () => void): { lines: number; pages: number } => {
    statements.length = 0
    work()
    return {
      lines: statements.filter(one => one.startsWith('SELECT n, id, header, status, fault, side')).length,
      pages: statements.filter(one => one.includes('LIMIT 64')).length,
    }
  }
  return { alice, bob, cleo, circle, doc, other, empty, walks }
}

describe('a device that has forked', () => {
  it('makes no walk over all words of each new one that somebody is to be sent', () => {
    const { alice, cleo, circle, doc, walks } = forked()
    write(cleo, circle, doc, 'Cleo.')
    const theirs = cleo.store.have(circle)
    const known = new Set([...cleo.store.missing(circle, [])].flatMap(({ aside }) => aside ?? []))
    expect(known.size).toBeGreaterThan(1)
    write(cleo, circle, doc, 'Cleo again.')
    const sent = (what: typeof known | 'all') => [...cleo.store.missing(circle, theirs, what)]
    for (const what of [known, 'all'] as const) {
      expect(sent(what)).toMatchObject([{ aside: null }])
      expect(walks(() => void sent(what)).pages).toBe(1)
    }
    // Whoever was sent nothing of it yet gets all of it, each after what it names.
    send(cleo, alice, circle)
    expect(alice.store.sides(circle)).toBe(1)
  })

  it('makes nobody count everything anew for what it adds to a branch that does not stand', () => {
    const { bob, cleo, circle, doc, other, empty, walks } = forked()
    let { header, id } = other
    const { lines } = walks(() => {
      for (let i = 0; i < 20; i++) {
        const next = forge(bob, circle, doc, empty, { seq: header.seq + 1, prev: id, deps: [] })
        expect(cleo.store.receive(circle, [next.bytes])).toMatchObject({ apart: 1 })
        ;({ header, id } = next)
      }
    })
    expect(lines).toBe(0)
    expect(cleo.store.sides(circle)).toBe(21)
  })

  it('nor for each time that another one names it', () => {
    const { alice, bob, cleo, circle, doc, other, empty, walks } = forked()
    send(cleo, alice, circle)
    const { device, seq } = other.header
    const own = alice.store.have(circle).filter(one => one.device !== device)
    let before = own.find(one => Buffer.compare(one.device, alice.store.me(circle).device) === 0)!
    const { lines } = walks(() => {
      for (let i = 0; i < 20; i++) {
        const next = forge(alice, circle, doc, empty, {
          seq: before.seq + 1,
          prev: before.hash,
          deps: [{ device, seq, hash: other.id }],
        })
        cleo.store.receive(circle, [next.bytes])
        before = { ...before, seq: next.header.seq, hash: next.id }
      }
    })
    // The first one built on it.
    expect(lines).toBeLessThanOrEqual(1)
    expect(bob.store.me(circle).device).toEqual(device)
  })
})
