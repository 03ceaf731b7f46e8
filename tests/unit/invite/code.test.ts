import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCode, writeCode } from '../../../src/main/vault/circle/invite/code.ts'

const seed = fc.uint8Array({ minLength: 16, maxLength: 16 })
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('a typed code', () => {
  it('brings every seed back', () => {
    fc.assert(
      fc.property(seed, bytes => {
        expect(readCode(writeCode(bytes))).toEqual({ ok: true, value: bytes })
      }),
    )
  })

  it('is read however a person writes it down', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => i * 17)
    const code = writeCode(bytes)
    const spoken = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(readCode(`  ${spoken} `)).toEqual({ ok: true, value: bytes })
  })

  it('notices any one wrong character', () => {
    fc.assert(
      fc.property(seed, fc.nat(27), fc.nat(30), (bytes, at, by) => {
        const code = writeCode(bytes).replaceAll('-', '')
        const wrong = ALPHABET[(ALPHABET.indexOf(code[at]!) + 1 + by) % 32]!
        expect(readCode(code.slice(0, at) + wrong + code.slice(at + 1)).ok).toBe(false)
      }),
    )
  })

  it('notices two neighbours exchanged', () => {
    fc.assert(
      fc.property(seed, fc.nat(24), (bytes, at) => {
        const code = writeCode(bytes).replaceAll('-', '')
        const [a, b] = [code[at]!, code[at + 1]!]
        fc.pre(a !== b)
        expect(readCode(code.slice(0, at) + b + a + code.slice(at + 2)).ok).toBe(false)
      }),
    )
  })

  it('answers anything else with one plain fault, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(readCode(text)).toEqual({ ok: false, fault: 'invitation-unreadable' })
      }),
    )
  })
})
