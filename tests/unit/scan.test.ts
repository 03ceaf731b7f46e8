/** The search for readable words finds a leak of any part of a text in any of the clothes that a disk has, and only that. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findWords, lookFor } from '../scan.ts'

const ENTRY =
  'The house is very quiet since Thursday.\nShe said “Grüße, "Zoë"”,\tand hung her marmalade cup on its hook.\nOh.\nYes, in the rain.'
const NOTE = Array.from({ length: 400 }, (_, i) => `stone${i} rill${i * 7}`).join(' ')
const TITLE = 'What we watched'
const NAMES = ['Juniper', 'Thursday table', 'marmal']
const LOOKED = { texts: [ENTRY, NOTE, TITLE], names: NAMES }

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'kinfold-scan-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

const words = NOTE.split(' ')
const LEAKS = {
  'an index of the words, in small letters': 'kettle\nmarmalade\n',
  'every line without its first letter': ENTRY.split('\n')
    .map(line => line.slice(1))
    .join('\0'),
  'twelve characters amid a line': ENTRY.slice(9, 21),
  'twelve characters with marks and letters of other languages': ENTRY.slice(49, 61),
  'every second group of four words': Array.from({ length: 90 }, (_, i) =>
    words.slice(8 * i + 4, 8 * i + 8).join(' '),
  ).join('\0'),
  'a short line': 'Yes, in the rain.',
  'a title': TITLE,
  'a name': 'Juniper',
  'a search': 'marmal',
  'the end of the note': NOTE.slice(-12),
}
const CLOTHES: Record<string, (text: string, shift: number) => Buffer> = {
  'utf-8': text => Buffer.from(text),
  'upper case': text => Buffer.from(text.toUpperCase()),
  'utf-16le': text => Buffer.from(text, 'utf16le'),
  'utf-16be': text => Buffer.from(text, 'utf16le').swap16(),
  hex: text => Buffer.from(Buffer.from(text).toString('hex')),
  json: text => Buffer.from(JSON.stringify(text)),
  'json of ascii alone': text =>
    Buffer.from(
      JSON.stringify(text).replace(/[^ -~]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  base64: (text, shift) =>
    Buffer.from(Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from(text)]).toString('base64')),
  base64url: (text, shift) =>
    Buffer.from(Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from(text)]).toString('base64url')),
  'base64 of utf-16': (text, shift) =>
    Buffer.from(Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from(text, 'utf16le')]).toString('base64')),
}

it('finds each kind of leak in each of its clothes, at each alignment', () => {
  const { find } = lookFor(LOOKED)
  const noise = Buffer.from('\u0001 nothing of theirs: the house, quiet, we, in \u0002')
  for (const [kind, text] of Object.entries(LEAKS))
    for (const [as, dress] of Object.entries(CLOTHES))
      for (const shift of [0, 1, 2]) {
        fs.writeFileSync(
          join(dir, 'leak'),
          Buffer.concat([noise.subarray(0, 5 + shift), dress(text, shift), noise]),
        )
        expect([kind, as, shift, find(dir).length > 0]).toEqual([kind, as, shift, true])
      }
})

it('finds them in the name of a file, and reads a single file', () => {
  fs.writeFileSync(join(dir, 'stone399 rill2793.log'), '')
  expect(lookFor(LOOKED).find(dir)[0]).toMatchObject({ form: 'name, utf-8' })
  fs.writeFileSync(join(dir, 'one'), 'a Zephyrine wind')
  expect(findWords(join(dir, 'one'), ['zephyrine'])).toMatchObject([{ form: 'utf-8', at: 2 }])
})

it('is silent over what nobody wrote, and over what the control has too', () => {
  const { find } = lookFor(LOOKED)
  fs.writeFileSync(
    join(dir, 'other'),
    `${'            '.repeat(40)} The house was quiet on a Friday. stone, rill.`,
  )
  expect(find(dir)).toEqual([])

  const control = join(dir, 'control')
  fs.mkdirSync(control)
  fs.writeFileSync(join(control, 'days'), 'Monday, Thursday; the house is very clean')
  fs.writeFileSync(join(dir, 'days'), 'Monday, Thursday; the house is very clean')
  expect(find(dir)).not.toEqual([])
  const controlled = lookFor({ ...LOOKED, control })
  expect(controlled.find(dir)).toEqual([])
  expect(controlled.known).toBeGreaterThan(0)
  expect(controlled.known).toBeLessThan(controlled.pieces / 100)
  fs.writeFileSync(join(dir, 'days'), 'the house is very quiet')
  expect(controlled.find(dir)).not.toEqual([])
})

it('finds what stands at the very beginning and the very end of a file, and refuses what chance would find', () => {
  fs.writeFileSync(join(dir, 'edges'), 'Juniper')
  expect(findWords(dir, ['juniper'])).toHaveLength(1)
  expect(() => findWords(dir, ['moss'])).toThrow(/too short/)
  expect(() => lookFor({ texts: [], names: ['moss'] })).toThrow(/too short/)
})
