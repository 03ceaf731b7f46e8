/** Which program wrote it: by what it says of itself, never by a guess (docs/import.md). Two at once are refused. */
import { dayOne, isDayOne } from './formats/day-one.ts'
import { daylio, isDaylio } from './formats/daylio.ts'
import { diarium, isDiarium } from './formats/diarium.ts'
import type { Options } from './formats/entry.ts'
import { isFields } from './formats/fields.ts'
import { isJourney, isJourneyList, journey } from './formats/journey.ts'
import { isJrnl, jrnl } from './formats/jrnl.ts'
import { isJrnlFolder, isJrnlText, jrnlText } from './formats/jrnl-text.ts'
import { isMarkdown, markdown } from './formats/markdown.ts'
import { isMiniDiarium, miniDiarium } from './formats/mini-diarium.ts'
import { isMiniDiary, miniDiary, sealedDiary } from './formats/mini-diary.ts'
import { isSealed } from './formats/mini-diary-sealed.ts'
import type { Format, Incoming, Unread } from './incoming.ts'
import { readJson } from './source/json.ts'
import { BOUNDS, endingOf, type Found, Refused, type Source } from './source/source.ts'
import { bytesOf, decode } from './source/text.ts'

type One = (file: Found, source: Source, options: Options) => AsyncGenerator<Incoming | Unread>
type Kind = { readonly format: Format; readonly read: One }

/** In the order in which they are asked: the ones that say most of themselves first. */
const OF_JSON: readonly (Kind & { readonly is: (value: unknown) => boolean })[] = [
  { format: 'mini-diary', is: isMiniDiary, read: miniDiary },
  { format: 'mini-diarium', is: isMiniDiarium, read: miniDiarium },
  { format: 'day-one', is: isDayOne, read: dayOne },
  { format: 'jrnl', is: isJrnl, read: jrnl },
  { format: 'diarium', is: isDiarium, read: diarium },
  { format: 'journey', is: value => isJourney(value) || isJourneyList(value), read: journey },
]
const OF_TEXT: readonly (Kind & { readonly is: (text: string) => boolean })[] = [
  { format: 'daylio', is: isDaylio, read: daylio },
  { format: 'jrnl', is: isJrnlText, read: jrnlText },
]
const SEALED: Kind = { format: 'mini-diary', read: (file, _, options) => sealedDiary(file, options) }

/** A journal of a program that nothing was written in yet. */
const isEmpty = (value: unknown): boolean =>
  isFields(value) && Array.isArray(value['entries']) && value['entries'].length === 0

type Judged = Kind | 'empty' | 'broken' | 'other'

async function ofJson(file: Found): Promise<Judged> {
  let value: unknown
  try {
    value = await readJson(file)
  } catch (error) {
    if (error instanceof Refused && error.fault === 'import-broken') return 'broken'
    throw error
  }
  return OF_JSON.find(({ is }) => is(value)) ?? (isEmpty(value) ? 'empty' : 'other')
}

async function ofText(file: Found): Promise<Judged> {
  const bytes = await bytesOf(file, BOUNDS.text)
  const text = decode(bytes)
  if (text === undefined && isSealed(bytes)) return SEALED
  if (text === undefined) throw new Refused('import-encoding')
  if (text.trim() === '') return 'empty'
  return OF_TEXT.find(({ is }) => is(text)) ?? 'other'
}

/** A file alone is looked into whatever its name says; of many, those that can be one. */
async function judge(file: Found, alone: boolean): Promise<Judged> {
  const ending = endingOf(file.path)
  if (ending === 'json') return ofJson(file)
  if (isJrnlFolder(file.path)) return { format: 'jrnl', read: jrnlText }
  if (ending === 'csv' || ending === 'txt') return ofText(file)
  if (!alone || isMarkdown(file.path)) return 'other'
  const first = decode(await bytesOf(file, BOUNDS.text))?.trimStart()[0]
  return first === '{' || first === '[' ? ofJson(file) : ofText(file)
}

export type Recognised = { readonly format: Format; readonly read: () => AsyncGenerator<Incoming | Unread> }

/** @throws Refused */
export async function recognise(source: Source, options: Options, stop: () => void): Promise<Recognised> {
  const found: (Kind & { readonly file: Found })[] = []
  const broken: Found[] = []
  const others: Found[] = []
  let empty = source.files.length === 0
  for (const file of source.files) {
    stop()
    const judged = await judge(file, source.kind === 'file')
    if (judged === 'broken') broken.push(file)
    else if (judged === 'empty') empty = true
    else if (judged !== 'other') found.push({ ...judged, file })
    else if (endingOf(file.path) === 'json') others.push(file)
  }
  const md = source.files.some(file => isMarkdown(file.path))
  const formats = new Set<Format>([
    ...found.map(({ format }) => format),
    ...(md ? (['markdown'] as const) : []),
  ])
  const [format] = formats
  if (formats.size > 1) throw new Refused('import-mixed')
  if (format === undefined)
    throw new Refused(broken.length > 0 ? 'import-broken' : empty ? 'import-empty' : 'import-unknown')
  if (format === 'markdown') return { format, read: () => markdown(source, options) }
  return {
    format,
    async *read() {
      for (const { read, file } of found) yield* read(file, source, options)
      for (const { path } of [...broken, ...others]) yield { where: path, why: 'not-an-entry' as const }
    },
  }
}
