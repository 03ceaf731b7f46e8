/**
 * After the log moved a cut, somebody built on what did not count, or a device was found to have said two things: finds anew
 * which envelopes count, and makes the documents in which that changed anew from those, in the order in which they came.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { DocId } from '../../crypto/keys.ts'
import { type Chain, chainOf, emptyPast, type Past } from '../chain.ts'
import { type Header, readHeader } from '../envelope/header.ts'
import { facilitatorsOnly, isJudged } from '../envelope/kind.ts'
import { emptied } from '../erase.ts'
import { type Held, keyFor } from '../held.ts'
import { docId, MAX_CID_N } from '../names/doc.ts'
import { hex, unhex } from '../names/hex.ts'
import type { LineRow } from '../rows.ts'
import { baseOf, type Candidate, coveredBy, coverName, type Standing } from './base.ts'
import { type ContentFault, clientOf, isByHost, type Knows } from './content.ts'
import { type Counting, countingOf, type Line, type Reach } from './counting.ts'
import { regardNewer } from './newer.ts'
import { judgeState } from './state.ts'
import { enter, mayBeBlank, settle } from './verdict.ts'

/** Documents made anew in one walk over the envelopes: all of them are open meanwhile. */
const AT_ONCE = 16

type Told = Line & {
  readonly row: Omit<LineRow, 'header'>
  readonly doc: string
  /** Null: of a newer version. */
  readonly header: Header | null
}

/** Inside a transaction. */
export function reckon(held: Held): void {
  held.stale = false
  held.alongs.clear()
  held.agreed.clear()
  for (const doc of emptied(held)) held.again.add(doc)
  const lines = [...held.rows.lines()].map(tell)
  const counting = countingOf(held.log, lines)
  const docs = new Set(held.again)
  held.again.clear()
  for (const line of lines)
    if (line.row.fault === null && counting.counts(line) === (line.row.status === 'apart')) docs.add(line.doc)
  for (const leaving of [true, false])
    for (const { row, device, id } of lines) {
      const path = counting.reach.get(device)?.path
      const side = path !== undefined && !path.has(id)
      if (side === leaving && side !== (row.side === 1)) held.rows.setSide(row.n, side)
    }
  const changed = [...docs]
  const pasts = new Map<string, Past>()
  for (let at = 0; at === 0 || at < changed.length; at += AT_ONCE) {
    pasts.clear()
    const some = new Set(changed.slice(at, at + AT_ONCE))
    const bases = new Walk(held, counting, pasts, some, new Map()).over(lines)
    if (bases.size === 0) continue
    pasts.clear()
    new Walk(held, counting, pasts, new Set(bases.keys()), bases).over(lines)
  }
  for (const [device, reach] of counting.reach) setChain(held, device, reach, counting, pasts.get(device))
  const newer = new Set(lines.flatMap(({ doc, row }) => (row.fault === 'newer' ? [doc] : [])))
  for (const doc of newer) regardNewer(held, unhex(doc) as DocId)
}

function tell(row: LineRow): Told {
  const read = readHeader(row.header)
  if (!read.ok) throw new Error('an envelope row that does not read')
  const { device, seq, prev, doc } = read.value
  const header = read.value.kind === null ? null : read.value
  const { n, id, status, fault, side } = row
  return {
    row: { n, id, status, fault, side },
    id: hex(id),
    device: hex(device),
    seq,
    prev: prev && hex(prev),
    doc: hex(doc),
    header,
    facilitators: header !== null && facilitatorsOnly(header.kind),
    stands: header !== null && fault === null,
    logHeads: header?.logHeads ?? [],
    deps: header?.deps ?? [],
  }
}

function put<T>(map: Map<string, T[]>, name: string, one: T): void {
  const list = map.get(name)
  if (list) list.push(one)
  else map.set(name, [one])
}

function setChain(
  held: Held,
  device: string,
  reach: Reach,
  { reach: all }: Counting,
  past: Past | undefined,
): void {
  const chain: Chain = chainOf(held.chains, unhex(device) as Chain['device'])
  chain.upto = reach.upto
  chain.uptoCircle = reach.uptoCircle
  chain.frozen = reach.forked
  if (reach.tip) {
    chain.seq = reach.tip.seq
    chain.hash = unhex(reach.tip.id) as Chain['hash']
    chain.named.clear()
    chain.known.clear()
    for (const [other, seq] of past?.known ?? []) chain.known.set(other, seq)
    chain.logHeads = past?.logHeads ?? []
  }
  chain.reach.clear()
  for (const [other, seq] of past?.reach ?? []) if (all.get(other)?.forked) chain.reach.set(other, seq)
  held.dirty.add(chain)
}

/** One walk over all envelopes: what each device knew when it wrote, and some documents made anew. */
class Walk {
  readonly #held: Held
  readonly #counting: Counting
  readonly #pasts: Map<string, Past>
  readonly #docs: ReadonlySet<string>
  readonly #bases: ReadonlyMap<string, Candidate>
  readonly #covered: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** By document: what stands in it, and the checkpoints it could begin with. */
  readonly #standing = new Map<string, Standing[]>()
  readonly #candidates = new Map<string, Candidate[]>()
  /** By document: the highest client number of this device, and of what is not in the document. */
  readonly #own = new Map<string, { used: number; fell: number }>()
  /** By document and client id: the lowest device that writes under it. */
  readonly #clients = new Map<string, string>()

  constructor(
    held: Held,
    counting: Counting,
    pasts: Map<string, Past>,
    docs: ReadonlySet<string>,
    bases: ReadonlyMap<string, Candidate>,
  ) {
    this.#held = held
    this.#counting = counting
    this.#pasts = pasts
    this.#docs = docs
    this.#bases = bases
    this.#covered = new Map([...bases].map(([doc, { checkpoint }]) => [doc, coveredBy(checkpoint)]))
  }

  /** Returns what the documents should begin with instead, which could not be made whole without. */
  over(lines: readonly Told[]): Map<string, Candidate> {
    const { rows, docs, rebuilt } = this.#held
    for (const doc of this.#docs) {
      const id = unhex(doc) as DocId
      rows.takeApart(id)
      docs.drop(id)
      rebuilt.set(doc, id)
    }
    for (const line of lines) this.#claim(line)
    for (const [doc, base] of this.#bases) this.#begin(unhex(doc) as DocId, lines, base)
    for (const line of lines) {
      const path = this.#counting.reach.get(line.device)?.path
      if (path && !path.has(line.id)) {
        this.#fell(line)
        continue
      }
      const past = this.#goOn(line)
      if (this.#docs.has(line.doc) && line.header && line.row.fault === null)
        this.#judge(line, line.header, past)
    }
    for (const doc of this.#docs) this.#finish(unhex(doc) as DocId)
    const found = new Map<string, Candidate>()
    for (const [doc, candidates] of this.#candidates) {
      if (this.#bases.has(doc) || !rows.document(unhex(doc) as DocId)?.closed) continue
      const base = baseOf(this.#standing.get(doc) ?? [], candidates)
      if (base) found.set(doc, base)
    }
    return found
  }

  #begin(id: DocId, lines: readonly Told[], { n, checkpoint }: Candidate): void {
    const { rows, docs, circle } = this.#held
    // Its own: anybody can name a document before it is begun, as something else.
    const kind = lines.find(({ row }) => row.n === n)?.header?.kind
    const stood = kind && isJudged(kind) ? judgeState(checkpoint, kind, circle, id) : undefined
    if (!kind || !isJudged(kind) || !stood?.ok) throw new Error('a checkpoint that was good is none')
    docs.beginWith(id, kind, stood.value.doc, stood.value.shape)
    rows.nameFiles(id, n, stood.value.files)
    for (const { device, envelopes } of checkpoint.covers) {
      const cidN = envelopes.at(-1)!.cidN
      if (cidN > 0) rows.setCidNumber(id, device, cidN)
    }
  }

  #claim(line: Told): void {
    const client = this.#clientOf(line)
    const lowest = client && this.#clients.get(client)
    if (client && (!lowest || line.device < lowest)) this.#clients.set(client, line.device)
  }

  #clientOf(line: Told): string | undefined {
    const { header } = line
    if (!header || !this.#docs.has(line.doc) || !this.#counting.counts(line) || line.row.fault !== null)
      return undefined
    if (header.type !== 'update' || !isJudged(header.kind)) return undefined
    return `${line.doc} ${clientOf(this.#held, header)}`
  }

  #goOn(line: Told): Past {
    const past = this.#pasts.get(line.device) ?? emptyPast()
    this.#pasts.set(line.device, past)
    for (const dep of line.deps) {
      const device = hex(dep.device)
      const along = this.#counting.along(dep)
      if (dep.seq > (past.known.get(device) ?? 0)) past.known.set(device, dep.seq)
      if (along > (past.reach.get(device) ?? -1)) past.reach.set(device, along)
    }
    if (line.header && this.#held.log.within(past.logHeads, line.logHeads)) past.logHeads = line.logHeads
    return past
  }

  #judge(line: Told, header: Header, past: Past): void {
    const { rows } = this.#held
    const { n, status } = line.row
    const client = this.#clientOf(line)
    const cid = client ? { cid: clientOf(this.#held, header), to: null } : null
    if (!this.#counting.counts(line)) {
      this.#fell(line)
      return
    }
    const to = this.#covered.get(line.doc)?.get(coverName(header.device, header.seq))
    if (to !== undefined) {
      this.#cover(header, n, to)
      this.#mark(line, false)
      return
    }
    const row = rows.envelopeOf(n)
    if (!row) return
    const opens = row.outline !== null || (row.body && keyFor(this.#held, header.epochHeads))
    if (!opens && !mayBeBlank(this.#held, header, row)) return
    const taken = client !== undefined && this.#clients.get(client) !== line.device
    const knowing =
      (reach: ReadonlyMap<string, number>): Knows =>
      (device, seq) => {
        const name = hex(device)
        return name === line.device ? seq < line.seq : seq <= (reach.get(name) ?? 0)
      }
    const knows = knowing(past.reach)
    const entering = taken
      ? ({ ok: false, fault: 'client-taken' } as const)
      : enter(this.#held, header, knows, row)
    if (!entering.ok) {
      rows.setStatus(n, 'refused', cid)
      this.#fell(line)
      if (status !== 'refused') this.#refuse(entering.fault, header, row.body?.length ?? row.header.length)
      return
    }
    const { words, blank, checkpoint } = entering.value
    rows.setStatus(n, words ? 'accepted' : 'kept', words ? { cid: words.client, to: words.passed.to } : cid)
    settle(this.#held, header, entering.value, n, false)
    this.#mark(line, false)
    if (checkpoint)
      put(this.#candidates, line.doc, {
        n,
        id: line.row.id,
        header,
        host: isByHost(this.#held, header),
        knows: knowing(new Map(past.reach)),
        checkpoint,
      })
    else if (header.type === 'update') put(this.#standing, line.doc, { header, blank })
  }

  /** Its words are in the checkpoint that the document begins with. */
  #cover(header: Header, n: number, to: number): void {
    const { rows, circle, clock, log } = this.#held
    const { doc, device, seq, kind } = header
    rows.setStatus(n, 'kept', { cid: clientOf(this.#held, header), to })
    const owner = log.deviceOf(hex(device))?.member
    if (owner && equal(docId(circle, device, seq), doc))
      rows.addDocument(doc, kind, device, seq, owner, clock.now())
  }

  #refuse(reason: ContentFault, { device }: Header, size: number): void {
    const { rows, clock } = this.#held
    rows.refuse({ what: 'refused', reason, device, size }, clock.now())
  }

  #fell = (line: Told): void => this.#mark(line, true)

  /** What this device has said in a document; when some of it fell, it goes on there under a new client id. */
  #mark(line: Told, fell: boolean): void {
    if (!line.header || !this.#docs.has(line.doc) || line.device !== hex(this.#held.keys.id)) return
    const own = this.#own.get(line.doc) ?? { used: 0, fell: -1 }
    own.used = Math.max(own.used, line.header.cidN)
    if (fell) own.fell = Math.max(own.fell, line.header.cidN)
    this.#own.set(line.doc, own)
  }

  #finish(id: DocId): void {
    const { rows, docs } = this.#held
    const own = this.#own.get(hex(id))
    if (own && own.fell >= rows.ownCidN(id)) rows.setOwnCidN(id, Math.min(own.used + 1, MAX_CID_N))
    const base = this.#bases.get(hex(id))
    if (base) rows.setBase(id, base.n, base.checkpoint.at)
    const open = rows.document(id) && docs.get(id)
    if (open) docs.compact(open)
  }
}
