/** Looks for people's words in every file under a folder, in the clothes that words wear on a disk. */
import * as fs from 'node:fs'
import { join } from 'node:path'

export type Hit = { readonly file: string; readonly word: string; readonly form: string; readonly at: number }

/** base64 of a word somewhere inside a longer text: three alignments, without the characters its neighbours decide. */
function base64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const first = Math.ceil((shift * 8) / 6)
    const last = Math.floor(((shift + bytes.length) * 8) / 6)
    return Buffer.from(text.slice(first, last))
  })
}

function forms(word: string): { form: string; bytes: Buffer }[] {
  const cases = [...new Set([word, word.toLowerCase(), word.toUpperCase()])]
  return cases.flatMap(text => {
    const utf8 = Buffer.from(text)
    const utf16 = Buffer.from(text, 'utf16le')
    const urlSafe = (plain: Buffer): Buffer =>
      Buffer.from(plain.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1')
    const sixtyFour = [...base64(utf8), ...base64(utf16)].flatMap(plain => [plain, urlSafe(plain)])
    return [
      { form: 'utf-8', bytes: utf8 },
      { form: 'utf-16le', bytes: utf16 },
      { form: 'utf-16be', bytes: Buffer.from(utf16).swap16() },
      { form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
      ...sixtyFour.map(bytes => ({ form: 'base64', bytes })),
    ]
  })
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

/**
 * Every hit of every word (5 characters or more, or chance would find them) in every file under `dir`, names of files
 * included. Reads whole files. A caller first shows that it finds a planted word: a scanner that finds nothing proves
 * nothing by itself.
 */
export function findWords(dir: string, words: readonly string[]): Hit[] {
  const wanted = words.flatMap(word => {
    if (word.length < 5) throw new Error(`too short to look for: ${word}`)
    return forms(word).map(one => ({ word, ...one }))
  })
  const hits: Hit[] = []
  for (const entry of fs.readdirSync(dir, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    for (const { word, form, bytes } of wanted)
      if (Buffer.from(entry.name).includes(bytes)) hits.push({ file, word, form: `name, ${form}`, at: 0 })
    if (!entry.isFile()) continue
    const content = contentOf(file)
    for (const { word, form, bytes } of wanted) {
      const at = content.indexOf(bytes)
      if (at >= 0) hits.push({ file, word, form, at })
    }
  }
  return hits
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
