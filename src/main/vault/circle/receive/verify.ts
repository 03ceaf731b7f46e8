/** Whether somebody's checkpoint says what the envelopes say that it covers. It is never applied where these are. */
import * as Y from 'yjs'
import { emptyDoc } from '../document.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import { contentOf } from '../envelope/content.ts'
import { type Header, readHeader } from '../envelope/header.ts'
import { isJudged, type JudgedKind } from '../envelope/kind.ts'
import { type Held, keyFor } from '../held.ts'
import { hex } from '../names/hex.ts'
import { coveredBy, coverName } from './base.ts'

/** Undefined: not all that it covers is here to be read, and counts. */
export function agrees(held: Held, header: Header, checkpoint: Checkpoint): boolean | undefined {
  if (!isJudged(header.kind)) return undefined
  const covered = coveredBy(checkpoint)
  if (!endsAgree(held, header, covered)) return false
  const made = emptyDoc(header.kind)
  const said = emptyDoc(header.kind)
  try {
    for (const row of held.rows.ofDocument(header.doc)) {
      const name = coverName(row.device, row.seq)
      if (!covered.delete(name)) continue
      if (row.status === 'refused') return false
      const own = readHeader(row.header)
      if (row.status !== 'accepted' || !own.ok || own.value.kind === null) return undefined
      const content = contentOf(row, own.value, heads => keyFor(held, heads))
      if (!content) return undefined
      Y.applyUpdateV2(made, content)
    }
    if (covered.size > 0) return false
    Y.applyUpdateV2(said, checkpoint.state)
    return (
      visible(made, header.kind) === visible(said, header.kind) &&
      placesOf(made, header.kind) === placesOf(said, header.kind) &&
      Y.equalSnapshots(Y.snapshot(made), Y.snapshot(said))
    )
  } finally {
    made.destroy()
    said.destroy()
  }
}

/**
 * Whether each envelope ends where it is said to. One that only deletes ends where the one before it does, and whoever could
 * not read that one had to say where the last one ends that they could.
 */
function endsAgree({ rows }: Held, header: Header, covered: ReadonlyMap<string, number | null>): boolean {
  const ends = new Map<string, { to: number; said: number }>()
  for (const { device, seq, header: bytes, to } of rows.clocks(header.doc)) {
    const own = readHeader(bytes)
    if (!own.ok || own.value.kind === null) continue
    const client = `${hex(device)} ${own.value.cidN}`
    const before = ends.get(client) ?? { to: 0, said: 0 }
    const said = covered.get(coverName(device, seq))
    if (said !== undefined && said !== to && (to !== before.to || said !== before.said)) return false
    ends.set(client, { to: to ?? before.to, said: said ?? before.said })
  }
  return true
}

/** Under whose clocks what people see stands: the same words under other ones are another document for who writes on. */
function placesOf(doc: Y.Doc, kind: JudgedKind): string {
  const runs: { client: number; from: number; to: number }[] = []
  const look = (item: Y.Item): void => {
    const { client, clock } = item.id
    const last = runs.at(-1)
    if (last?.client === client && last.to === clock) last.to += item.length
    else runs.push({ client, from: clock, to: clock + item.length })
    if (item.content instanceof Y.ContentType) within(item.content.type as Y.AbstractType<unknown>)
  }
  const within = ({ _start, _map }: Y.AbstractType<unknown>): void => {
    for (let item: Y.Item | null = _start; item; item = item.right) if (!item.deleted) look(item)
    const entries = [..._map].filter(([, item]) => !item.deleted).sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [, item] of entries) look(item)
  }
  for (const root of kind === 'note'
    ? [doc.getXmlFragment('body'), doc.getMap('head')]
    : [doc.getMap('circle')])
    within(root as Y.AbstractType<unknown>)
  return JSON.stringify(runs.map(({ client, from, to }) => [client, from, to]))
}

/** What people see of a document. */
export const visible = (doc: Y.Doc, kind: JudgedKind): string =>
  kind === 'note'
    ? JSON.stringify([doc.getXmlFragment('body').toJSON(), inOrder(doc.getMap('head'))])
    : JSON.stringify(inOrder(doc.getMap('circle')))

const inOrder = (map: Y.Map<unknown>): [string, unknown][] =>
  Object.entries(map.toJSON()).sort(([a], [b]) => (a < b ? -1 : 1))
