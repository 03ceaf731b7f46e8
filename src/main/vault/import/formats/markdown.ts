/** Markdown files with front matter, as Obsidian, Joplin, Logseq, jrnl and many others keep or write them: one entry a file. */

import { wordsIn } from '../../../../shared/writing/writing.ts'
import type { Incoming, Remark, Unread } from '../incoming.ts'
import { endingOf, type Found, folderOf, nameOf, type Source, stemOf } from '../source/source.ts'
import { textOf } from '../source/text.ts'
import { dayInHeading, dayInName, dayInPath } from '../when/named.ts'
import { instantIn, readStamp } from '../when/stamp.ts'
import { type When, whenAt, whenWritten } from '../when/when.ts'
import { fromMd } from '../words/markdown.ts'
import { attached, byName, type Looked } from './attached.ts'
import { partDays } from './day-headings.ts'
import { entry, identify, isTitle, type Options } from './entry.ts'
import { tagsOf } from './fields.ts'
import { listIn, type Matter, type Parted, partFrontMatter, partJrnlYaml, saidIn } from './front-matter.ts'

export const isMarkdown = (path: string): boolean => ['md', 'markdown'].includes(endingOf(path))

/** Bytes: more than an entry may hold. */
const LARGEST = 8 * 1024 * 1024

const DATES = ['date', 'created', 'creationDate', 'date_journal', 'created_at']
const CHANGED = ['updated', 'modified', 'updated_at', 'date_modified']
const LIKED = ['starred', 'favorite', 'favourite']
const ZONES = ['timezone', 'timeZone', 'tz']
const OWN = [
  'title',
  'tags',
  'tag',
  'mood',
  'activities',
  'journal',
  'body',
  ...DATES,
  ...CHANGED,
  ...LIKED,
  ...ZONES,
]
const SURROUNDINGS =
  /^(location|place|coordinates|weather|latitude|longitude|altitude|temperature|device|author|source)\b/i

/** `logseq/` holds what the program says of itself, and its bin. */
const isOwn = (path: string): boolean => isMarkdown(path) && !/(^|\/)logseq\//i.test(path)

type Told = { readonly when: When; readonly by: 'matter' | 'name' | 'heading' | 'file' }

function written(text: string, zone: string, home?: string): When | undefined {
  const stamp = readStamp(text)
  if (stamp) return whenWritten(stamp, zone, home)
  return /^\d{12,14}$/.test(text) ? whenAt(Number(text), zone, home) : undefined
}

const HEADING = /^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/m
const firstHeading = (body: string): string => HEADING.exec(body)?.[1]?.trim() ?? ''

const clock = (found: { day: When['day']; minute?: number | null } | undefined): When | undefined =>
  found && { ...found, minute: found.minute ?? null, zone: null, created: null, remarks: [] }

/** In the order of docs/import.md; a date that cannot be read is passed over for the next. */
function whenOf(matter: Matter, file: Found, body: string, home?: string): Told | undefined {
  const zone = saidIn(matter, ...ZONES)
  for (const name of DATES) {
    const when = written(saidIn(matter, name), zone, home)
    if (when) return { when, by: 'matter' }
  }
  const path = dayInPath(file.path)
  const byPlace = clock(dayInName(stemOf(file.path))) ?? clock(path && { day: path })
  if (byPlace) return { when: byPlace, by: 'name' }
  const byHeading = clock(dayInHeading(firstHeading(body)))
  if (byHeading) return { when: byHeading, by: 'heading' }
  const changed = file.modified === null ? undefined : whenAt(file.modified, '', home)
  const guessed: Remark = { what: 'day-guessed' }
  return changed && { when: { ...changed, minute: null, created: null, remarks: [guessed] }, by: 'file' }
}

const inWords = (markdown: string): string =>
  wordsIn(fromMd(markdown, { attach: () => null }).writing)
    .replace(/\s+/g, ' ')
    .trim()

/** A heading at the very beginning that says the title, or the day again, does not stand twice. */
function titleOf(matter: Matter, stem: string, body: string): { title: string; body: string } {
  const own = saidIn(matter, 'title')
  const [whole, first = ''] = /^\s*#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(body) ?? []
  const rest = whole === undefined ? body : body.slice(whole.length)
  const heading = inWords(first)
  if (own !== '') return own === heading ? { title: own, body: rest } : kept(own, body)
  const day = dayInHeading(first)
  if (day) return { title: day.rest, body: rest }
  if (whole !== undefined && /^\s*#[ \t]/.test(whole) && isTitle(heading))
    return { title: heading, body: rest }
  const title = dayInName(stem)?.rest ?? stem
  return kept(dayInHeading(title) ? '' : title, body)
}

const kept = (title: string, body: string) =>
  isTitle(title) ? { title, body } : { title: '', body: `${title}\n\n${body}` }

/** Obsidian's and Logseq's, in the words themselves: `#walk`, `#[[two words]]`; a number alone is none. */
const TAG =
  /(?<![\p{L}\p{N}_&/#[(:.])#(?:\[\[([^\]\n]{1,100})\]\]|([\p{L}\p{N}_/-]*[\p{L}_][\p{L}\p{N}_/-]*))/gu
const withoutCode = (body: string): string =>
  body.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')

const tagsIn = (body: string): string[] =>
  [...withoutCode(body).matchAll(TAG)].map(([, long, short]) => long ?? short ?? '')

const unlinked = (tag: string): string => tag.trim().replace(/^#?\[\[(.*)\]\]$/, '$1')

/** Logseq says of a page `tags:: a, b` in its first lines, and of each block what only it understands. */
function partProperties(body: string): { matter: Matter; body: string } {
  const found: [string, string][] = []
  const lines = body.split('\n')
  const kept = lines.filter((line, n) => {
    const [, name = '', value = ''] = /^\s*(?:- )?([a-z][\w-]{0,40}):: ?(.*)$/i.exec(line) ?? []
    if (/^(id|collapsed)$/i.test(name)) return false
    if (name === '' || lines.slice(0, n).some(before => before.trim() !== '' && !before.includes(':: ')))
      return true
    found.push([name, value.trim()])
    return false
  })
  return { matter: Object.fromEntries(found), body: kept.join('\n') }
}

function extraOf(matter: Matter, { withoutSurroundings }: Options): Record<string, string> {
  const own = new Set(OWN.map(name => name.toLowerCase()))
  return Object.fromEntries(
    Object.entries(matter)
      .filter(([name]) => !own.has(name.toLowerCase()) && !(withoutSurroundings && SURROUNDINGS.test(name)))
      .map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')] as const)
      .filter(([, value]) => value.trim() !== '')
      .slice(0, 200)
      .map(([name, value]) => [name.slice(0, 200), value.slice(0, 4000)]),
  )
}

/** What a file's words refer to: beside it, from the root of all, or, as Obsidian does, by name alone. */
function lookFrom(source: Source): (folder: string) => (reference: string) => Looked {
  const atPath = byName(source.files, path => path)
  const atName = byName(source.files, nameOf)
  const decoded = (reference: string): string => {
    try {
      return decodeURIComponent(reference)
    } catch {
      return reference
    }
  }
  return folder => reference => {
    if (/^file:|^[a-z]:[\\/]/i.test(reference)) return 'outside'
    if (/^[a-z][a-z0-9+.-]*:|^#|^\/\//i.test(reference)) return 'none'
    for (const said of new Set([reference, decoded(reference), decoded(reference).replace(/[?#].*$/, '')])) {
      const path = said.replaceAll('\\', '/')
      const parts: string[] = []
      let outside = false
      for (const part of path.startsWith('/')
        ? path.slice(1).split('/')
        : [...folder.split('/'), ...path.split('/')])
        if (part === '..') outside = parts.pop() === undefined || outside
        else if (part !== '' && part !== '.') parts.push(part)
      const found = outside ? undefined : (atPath(parts.join('/')) ?? atPath(path) ?? atName(path))
      if (found) return isMarkdown(found.path) ? 'none' : found
      if (outside) return 'outside'
    }
    // Another note, which is no file of this one.
    return ['', 'md', 'markdown', 'html', 'canvas'].includes(endingOf(reference)) ? 'none' : 'missing'
  }
}

/** `named`: the file has its name after this entry, and is not one of many. */
function one(
  file: Found,
  { matter, body: said }: Parted,
  look: (reference: string) => Looked,
  options: Options,
  named = true,
): Incoming | Unread {
  const properties = partProperties(said.replace(/\r\n?/g, '\n'))
  const all = { ...properties.matter, ...matter }
  const told = whenOf(all, file, properties.body, options.zone)
  if (!told) return { where: file.path, why: 'no-date' }
  const { when, by } = told
  const { title, body } = titleOf(
    all,
    named && !dayInPath(file.path) ? stemOf(file.path) : '',
    properties.body,
  )
  const files = attached(look)
  const { writing, plain } = fromMd(body, { attach: files.attach, indented: true })
  if (plain) files.remark({ what: 'text-plain' })
  for (const remark of when.remarks) files.remark(remark)
  const mood = saidIn(all, 'mood')
  const liked = saidIn(all, ...LIKED).toLowerCase()
  return entry({
    ...files.finish(writing),
    // When a file was last changed is another on another disk.
    identity: identify('markdown', by === 'file' ? null : when.day, when.minute, stemOf(file.path), said),
    ...{ day: when.day, minute: when.minute, zone: when.zone, created: when.created },
    modified: instantIn(saidIn(all, ...CHANGED)),
    title: title.trim(),
    tags: tagsOf([...listIn(all, 'tags', 'tag').map(unlinked), ...tagsIn(body)]),
    favourite: ['true', 'yes', '1'].includes(liked),
    journal: saidIn(all, 'journal') || null,
    mood: mood === '' ? null : mood.slice(0, 200),
    activities: tagsOf(listIn(all, 'activities')),
    extra: extraOf(all, options),
  })
}

export async function* markdown(source: Source, options: Options): AsyncGenerator<Incoming | Unread> {
  const look = lookFrom(source)
  for (const path of source.links) if (isOwn(path)) yield { where: path, why: 'not-an-entry' }
  for (const file of source.files) {
    if (!isOwn(file.path)) continue
    if (file.size > LARGEST) {
      yield { where: file.path, why: 'too-large' }
      continue
    }
    const text = await textOf(file, LARGEST)
    const near = look(folderOf(file.path))
    const days = options.whole ? undefined : partDays(text)
    for (const { day, minute, title, body } of days ?? []) {
      const matter = {
        date: minute === null ? day : `${day} ${clockFace(minute)}`,
        ...(title ? { title } : {}),
      }
      yield one(file, { matter, body }, near, options, false)
    }
    if (!days) yield one(file, partJrnlYaml(text) ?? partFrontMatter(text), near, options)
  }
}

const clockFace = (minute: number): string =>
  [minute / 60, minute % 60].map(part => String(Math.floor(part)).padStart(2, '0')).join(':')
