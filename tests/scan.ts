/**
 * Looks for people's words in every file under a folder, in the clothes that words wear on a disk: UTF-8, UTF-16 both
 * ways round, JSON with its escapes, hex and base64 at its three alignments, whatever the case of the letters.
 *
 * Everything that is looked for stands in a table by the hash of its first bytes, and a file is read once for each
 * table: one of long pieces, one of short ones (Karp and Rabin's search for many patterns), so that 100 MB take seconds for 30,000 characters.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'

export type Hit = { readonly file: string; readonly word: string; readonly form: string; readonly at: number }

/** Something to look for, as bytes. `window`: each run of so many bytes is looked for; all of them together, if 0. */
type Form = {
  readonly word: string
  readonly form: string
  readonly bytes: Buffer
  /** Upper and lower case are the same; in base64 they are not. */
  readonly folded: boolean
  readonly window: number
  readonly step: number
}

/** Characters: anything shorter is found by chance. */
const LEAST = 5
/** Bytes that the hash is made of: of the long pieces, and of the short ones. */
const [LONG, SHORT] = [8, 5]

const lowered = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))

/** base64 of bytes somewhere inside longer ones: three alignments, without the characters their neighbours decide. */
function base64(bytes: Buffer): Buffer[] {
  const plain = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const first = Math.ceil((shift * 8) / 6)
    const last = Math.floor(((shift + bytes.length) * 8) / 6)
    return text.slice(first, last)
  })
  const urlSafe = plain.map(text => text.replaceAll('+', '-').replaceAll('/', '_'))
  return [...new Set([...plain, ...urlSafe])].map(text => Buffer.from(text, 'latin1'))
}

/** As JSON writes it inside its quotation marks: with letters as they are, and with all but ASCII escaped. */
function inJson(text: string): string[] {
  const inside = JSON.stringify(text).slice(1, -1)
  const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  return [inside, inside.replace(/[^\x20-\x7e]/g, escaped)]
}

/** `window` in characters; 0 for the whole. */
function formsOf(word: string, window: number): Form[] {
  const cases = [...new Set([word, word.toLowerCase(), word.toUpperCase()])]
  return cases.flatMap((text, i) => {
    const utf8 = Buffer.from(text)
    const utf16 = Buffer.from(text, 'utf16le')
    const swapped = Buffer.from(utf16).swap16()
    const json = inJson(text).filter(one => one !== text)
    const folded = (form: string, bytes: Buffer, per = 1): Form => {
      const low = bytes.map(byte => lowered[byte] ?? 0)
      return { word, form, bytes: Buffer.from(low), folded: true, window: window * per, step: per }
    }
    const exact = (form: string, bytes: Buffer, per: number): Form[] =>
      // A whole text in capitals inside base64 is nobody's doing.
      (window > 0 && i === 2 ? [] : base64(bytes)).map(one => {
        // In long pieces only every fourth letter begins one, which is so much shorter that a whole one lies in any leak.
        const step = window < 12 ? 1 : 4
        const letters = Math.floor((window * per * 4) / 3) - step
        return { word, form, bytes: one, folded: false, window: window && letters, step }
      })
    return [
      folded('utf-8', utf8),
      folded('utf-16le', utf16, 2),
      folded('utf-16be', swapped, 2),
      folded('hex', Buffer.from(utf8.toString('hex')), 2),
      ...json.flatMap(one => [
        folded('json', Buffer.from(one)),
        folded('json, utf-16le', Buffer.from(one, 'utf16le'), 2),
        ...exact('json, base64', Buffer.from(one), 1),
      ]),
      ...exact('base64', utf8, 1),
      ...exact('base64 of utf-16le', utf16, 2),
    ]
  })
}

/** A run of spaces, dots or noughts is nobody's words. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  const seen = new Set<number>()
  for (let i = from; i < to && seen.size < LEAST - 1; i++) seen.add(bytes[i] ?? 0)
  return seen.size < LEAST - 1
}

/** The hash of the `prefix` bytes from there, as eachHash has it. */
function hashAt(bytes: Uint8Array, from: number, prefix: number): number {
  let low = 0
  let high = 0
  for (let i = from; i < from + prefix; i++) {
    const byte = lowered[bytes[i] as number] as number
    low = (low >>> 8) | (high << 24)
    high = prefix === LONG ? (high >>> 8) | (byte << 24) : byte
  }
  return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 8
}

/** Every place with `prefix` bytes whose hash, of 24 bits, is among `bits`. They are hashed as if in lower case. */
function eachHash(
  content: Uint8Array,
  prefix: number,
  bits: Int32Array,
  hear: (at: number, hash: number) => void,
): void {
  const isLong = prefix === LONG
  let low = 0
  let high = 0
  for (let i = 0; i < content.length; i++) {
    const byte = lowered[content[i] as number] as number
    low = (low >>> 8) | (high << 24)
    // Of a short prefix, one byte is left for this half.
    high = isLong ? (high >>> 8) | (byte << 24) : byte
    const hash = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 8
    if (((bits[hash >>> 5] as number) & (1 << (hash & 31))) !== 0 && i + 1 >= prefix)
      hear(i + 1 - prefix, hash)
  }
}

/** Where every piece of every form stands, by the hash of its first `prefix` bytes. */
class Table {
  /** By piece: its form, where it begins in it, its length in bytes, and the piece of the same hash before it. */
  readonly #form: number[] = []
  readonly #from: number[] = []
  readonly #length: number[] = []
  readonly #before: number[] = []
  readonly #known = new Set<number>()
  readonly #taken = new Set<string>()
  readonly #heads = new Map<number, number>()
  readonly #bits = new Int32Array(1 << 19)
  readonly #forms: Form[] = []
  readonly #prefix: number

  constructor(prefix: number) {
    this.#prefix = prefix
  }

  get pieces(): number {
    return this.#form.length
  }
  get known(): number {
    return this.#known.size
  }

  add(form: Form): void {
    const { bytes, window, step } = form
    const no = this.#forms.push(form) - 1
    const length = window === 0 ? bytes.length : window
    for (let from = 0; from + length <= bytes.length; from += step) {
      const key = (form.folded ? '~' : '=') + bytes.toString('latin1', from, from + length)
      if (this.#taken.has(key) || (window > 0 && isPlain(bytes, from, from + length))) continue
      this.#taken.add(key)
      const hash = hashAt(bytes, from, this.#prefix)
      this.#bits[hash >>> 5] = (this.#bits[hash >>> 5] ?? 0) | (1 << (hash & 31))
      this.#before.push(this.#heads.get(hash) ?? -1)
      this.#heads.set(hash, this.#form.push(no) - 1)
      this.#from.push(from)
      this.#length.push(length)
    }
  }

  /** Tells every piece in the content, but those that the control has. */
  read(content: Uint8Array, hear: (form: Form, length: number, at: number) => void): void {
    this.#each(content, (piece, at) => {
      if (this.#known.has(piece)) return
      hear(this.#forms[this.#form[piece] as number] as Form, this.#length[piece] as number, at)
    })
  }

  /** Whatever is in the content is not looked for any more. */
  learn(content: Uint8Array): void {
    this.#each(content, piece => this.#known.add(piece))
  }

  #each(content: Uint8Array, hear: (piece: number, at: number) => void): void {
    if (this.pieces === 0) return
    eachHash(content, this.#prefix, this.#bits, (at, hash) => {
      for (let piece = this.#heads.get(hash) ?? -1; piece >= 0; piece = this.#before[piece] as number)
        if (this.#stands(piece, content, at)) hear(piece, at)
    })
  }

  #stands(piece: number, content: Uint8Array, at: number): boolean {
    const { bytes, folded } = this.#forms[this.#form[piece] as number] as Form
    const [from, length] = [this.#from[piece] as number, this.#length[piece] as number]
    if (at + length > content.length) return false
    for (let i = 0; i < length; i++) {
      const byte = content[at + i] as number
      if ((folded ? lowered[byte] : byte) !== bytes[from + i]) return false
    }
    return true
  }
}

function tablesOf(forms: readonly Form[]): Table[] {
  const [long, short] = [new Table(LONG), new Table(SHORT)]
  for (const form of forms) ((form.window || form.bytes.length) >= LONG ? long : short).add(form)
  return [long, short]
}

/** Empty when it went away since it was listed: a program that is looked at while it runs makes and removes files. */
function contentOf(file: string): Buffer {
  try {
    return fs.readFileSync(file)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** Every file under a folder, or the file itself, and the name of every one. */
function* filesIn(place: string): Generator<{ file: string; name: Buffer; content: () => Buffer }> {
  const one = fs.lstatSync(place, { throwIfNoEntry: false })
  if (one?.isFile()) yield { file: place, name: Buffer.alloc(0), content: () => contentOf(place) }
  if (!one?.isDirectory()) return
  for (const entry of fs.readdirSync(place, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    const content = () => (entry.isFile() ? contentOf(file) : Buffer.alloc(0))
    yield { file, name: Buffer.from(entry.name), content }
  }
}

/** One hit for each file, form and word or text: the first. Of a text, its `word` is the piece as it stands there. */
function hitsIn(place: string, tables: readonly Table[]): Hit[] {
  const hits: Hit[] = []
  for (const { file, name, content } of filesIn(place)) {
    const look = (bytes: Buffer, as: string): void => {
      const had = new Map<string, Set<string>>()
      for (const table of tables)
        table.read(bytes, ({ word, form, window }, length, at) => {
          const forms = had.get(word) ?? new Set()
          if (forms.has(form)) return
          had.set(word, forms.add(form))
          const piece = window === 0 ? word : bytes.toString('latin1', at, at + length)
          hits.push({ file, word: piece, form: as + form, at })
        })
    }
    look(name, 'name, ')
    look(content(), '')
  }
  return hits
}

function mustBeLong(words: readonly string[]): void {
  for (const word of words) if (word.length < LEAST) throw new Error(`too short to look for: ${word}`)
}

/**
 * Every hit of every word (5 characters or more, or chance would find them) in every file under `place`, names of files
 * included; `place` may be a file. Reads whole files. A caller first shows that it finds a planted word: a scanner that
 * finds nothing proves nothing by itself.
 */
export function findWords(place: string, words: readonly string[]): Hit[] {
  mustBeLong(words)
  return hitsIn(place, tablesOf(words.flatMap(word => formsOf(word, 0))))
}

export type Looking = {
  /** What people wrote: looked for in overlapping pieces, and by each of its words of 8 letters or more. */
  readonly texts: readonly string[]
  /** Names, titles, what was searched for: 5 characters or more, looked for as they are. */
  readonly names?: readonly string[]
  /** Characters of a piece; one begins at every character. */
  readonly window?: number
  /** A folder of the same program, run through the same steps by somebody who wrote nothing. */
  readonly control?: string
}

/**
 * Looks for people's texts wherever in them a leak begins and ends: any 12 characters in a row are found, and so is any
 * long word out of its place, as in an index of words. What also stands in the control's files is the program's own or
 * Chromium's and is not looked for; `known` of the `pieces` were such.
 */
export function lookFor({ texts, names = [], window = 12, control }: Looking) {
  mustBeLong(names)
  const words = texts.flatMap(text => text.match(/\p{L}{8,}/gu) ?? [])
  const whole = [...names, ...words, ...texts.filter(text => text.length >= LEAST && text.length < window)]
  const tables = tablesOf([
    ...[...new Set(whole)].flatMap(word => formsOf(word, 0)),
    ...texts.filter(text => text.length >= window).flatMap(text => formsOf(text, window)),
  ])
  if (control !== undefined)
    for (const { name, content } of filesIn(control))
      for (const bytes of [name, content()]) for (const table of tables) table.learn(bytes)
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
  return {
    pieces: sum(tables.map(table => table.pieces)),
    known: sum(tables.map(table => table.known)),
    find: (place: string): Hit[] => hitsIn(place, tables),
  }
}

/** The first run of `length` bytes that two files share, as hex; `skip` says which places of `a` do not count. */
export function sharedRun(
  a: Uint8Array,
  b: Uint8Array,
  length = 8,
  skip: (at: number) => boolean = () => false,
): string | undefined {
  const seen = new Set<string>()
  const there = Buffer.from(b).toString('latin1')
  for (let i = 0; i + length <= there.length; i++) seen.add(there.slice(i, i + length))
  const here = Buffer.from(a).toString('latin1')
  for (let i = 0; i + length <= here.length; i++)
    if (!skip(i) && seen.has(here.slice(i, i + length)))
      return Buffer.from(here.slice(i, i + length), 'latin1').toString('hex')
  return undefined
}
