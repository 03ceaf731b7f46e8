/** What a circle's readable copy holds, page by page. The shape of its JSON is in docs/export.md. */
import { equal } from '../../../../shared/bytes.ts'
import { fileName } from '../../../../shared/file-name.ts'
import { logSentence, logStanding } from '../../../../shared/locales/circle-log.ts'
import { dayOf, dayWhole } from '../../../../shared/locales/days.ts'
import { t } from '../../../../shared/locales/speak.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { KINDS } from '../envelope/kind.ts'
import { logLines } from '../live/log-lines.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import { type Line, linesOf, textOf } from './blocks.ts'
import type { Page } from './folder.ts'
import { escaped, markdown } from './markdown.ts'

type Note = { id: string; title: string; file: string; created: number; modified: number; lines: Line[] }
type Left = { id: string; kind: string; title: string }
export type Copy = {
  readonly pages: Iterable<Page>
  /** How many pages there are, at most. */
  readonly of: number
  readonly notes: () => number
  readonly left: () => string[]
}

const instant = (at: number): string => new Date(at).toISOString()
const onDay = (at: number): string => dayWhole(dayOf(at))

/** Neither the circle's name nor anybody's: a folder is seen by others. */
export const folderName = (now: number): string => t('export.folder', { day: dayOf(now) })

/** The sentences are in the language that is spoken now. `now` in UTC ms. */
export function copyOf(store: CircleStore, circle: CircleId, now: number): Copy {
  const notes: Note[] = []
  const left: Left[] = []
  function* pages(): Generator<Page> {
    const all = store.documents(circle, 'note').reverse()
    const wide = String(all.length).length
    for (const [i, { docId, created, modified }] of all.entries()) {
      const title = store.noteTitle(circle, docId)
      const lines = store.read(circle, docId, linesOf)
      if (!lines) {
        left.push({ id: hex(docId), kind: 'note', title })
        continue
      }
      const number = String(i + 1).padStart(wide, '0')
      const name = fileName(`${number} ${title || t('circle.untitled')}`)
      const note = {
        id: hex(docId),
        title,
        file: `${t('export.notes')}/${name}.md`,
        created,
        modified,
        lines,
      }
      notes.push(note)
      yield { path: note.file, text: () => noteText(note) }
    }
    // Of kinds that this version does not judge.
    for (const kind of KINDS)
      if (kind !== 'note' && kind !== 'circle')
        for (const { docId } of store.documents(circle, kind)) left.push({ id: hex(docId), kind, title: '' })
    yield { path: `${t('export.log')}.md`, text: () => logText(store, circle) }
    yield {
      path: 'circle.json',
      text: () => `${JSON.stringify(jsonOf(store, circle, notes, left, now), null, 1)}\n`,
    }
    // The first page stands first by its name.
    yield { path: `${t('export.first')}.md`, text: () => firstPage(store, circle, notes, left, now) }
  }
  const of = store.documents(circle, 'note').length + 3
  return { pages: pages(), of, notes: () => notes.length, left: () => left.map(({ title }) => title) }
}

const noteText = ({ title, lines }: Note): string =>
  `# ${escaped(title || t('circle.untitled'))}\n\n${markdown(lines)}`

function logText(store: CircleStore, circle: CircleId): string {
  const lines = linesFor(store, circle).map(line => {
    const more = [logStanding(line), ...line.words].flatMap(words => (words ? [`    ${escaped(words)}`] : []))
    return [`-   ${onDay(line.at)}: ${escaped(logSentence(line))}`, ...more].join('\\\n')
  })
  return `# ${t('export.log')}\n\n${t('log.clocks')}\n\n${lines.join('\n')}\n`
}

const linesFor = (store: CircleStore, circle: CircleId) =>
  logLines(store.log(circle), store.me(circle).member)

/** What was adopted last; null: nothing was. */
export function adopted(
  store: CircleStore,
  circle: CircleId,
): { lines: readonly string[]; at: number } | null {
  const { agreement, agreements } = store.state(circle)
  const found = agreement && agreements.get(hex(agreement))
  return found?.adopted ? { lines: found.lines, at: store.said(circle, found.adopted) } : null
}

function firstPage(
  store: CircleStore,
  circle: CircleId,
  notes: readonly Note[],
  left: readonly Left[],
  now: number,
): string {
  const agreed = adopted(store, circle)
  const policy = agreed
    ? `${t('export.policy.agreed', { day: onDay(agreed.at) })}\n\n${agreed.lines.map(line => `-   ${escaped(line)}`).join('\n')}`
    : t('export.policy.none')
  const untold = left.map(({ title, kind }) => `-   ${escaped(title || kind)}`)
  return `${[
    `# ${escaped(store.name(circle))}`,
    `## ${t('export.policy')}`,
    policy,
    t('circle.leave.body'),
    `## ${t('export.what')}`,
    `${t('export.what.made', { name: escaped(ownName(store, circle)), day: onDay(now) })} ${t('export.what.plain')}`,
    `## ${t('circle.people')}`,
    peopleOf(store, circle)
      .map(({ name, host }) => `-   ${escaped(name)}${host ? `: ${t('export.host')}` : ''}`)
      .join('\n'),
    `## ${t('export.notes')}`,
    notes.length === 0
      ? t('export.notes.none')
      : notes
          .map(({ title, file }) => `-   [${escaped(title || t('circle.untitled'))}](<${file}>)`)
          .join('\n'),
    ...(untold.length > 0 ? [`## ${t('export.left')}`, untold.join('\n')] : []),
  ].join('\n\n')}\n`
}

function peopleOf(store: CircleStore, circle: CircleId) {
  const { member } = store.me(circle)
  return [...store.state(circle).members.values()].flatMap(({ id, name, status, rank }) =>
    status === 'active' ? [{ id: hex(id), name, host: rank !== null, you: equal(id, member) }] : [],
  )
}

const ownName = (store: CircleStore, circle: CircleId): string =>
  store.state(circle).members.get(hex(store.me(circle).member))?.name ?? t('log.somebody')

function jsonOf(
  store: CircleStore,
  circle: CircleId,
  notes: readonly Note[],
  left: readonly Left[],
  now: number,
): object {
  const agreed = adopted(store, circle)
  return {
    format: 'kinfold-circle',
    version: 1,
    policy: {
      agreements: agreed ? agreed.lines : null,
      adopted: agreed ? instant(agreed.at) : null,
      otherwise: agreed ? null : t('export.policy.none'),
      always: t('circle.leave.body'),
    },
    exported: instant(now),
    by: ownName(store, circle),
    circle: { id: hex(circle), name: store.name(circle), closed: store.state(circle).closed !== null },
    people: peopleOf(store, circle),
    notes: notes.map(({ id, title, file, created, modified, lines }) => ({
      id,
      title,
      file,
      created: instant(created),
      modified: instant(modified),
      text: textOf(lines),
      lines,
    })),
    left: left.map(({ id, kind, title }) => ({ id, kind, title })),
    log: linesFor(store, circle).map(line => ({
      ...line,
      at: instant(line.at),
      sentence: logSentence(line),
    })),
  }
}
