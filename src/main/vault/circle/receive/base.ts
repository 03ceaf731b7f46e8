/**
 * The checkpoint that a document begins with where some of its envelopes cannot be opened. Anybody who has the document may
 * make one, and may lie in it: so a facilitator's takes the place of each that its author knew, and whoever lies cannot keep
 * a newcomer from what the others write once a host opens the document anew. Of those that are left the one that covers most of
 * what is closed here: a function of the envelopes that are here, whatever came first. What one covers that does not count,
 * or is not there as it says, is no beginning.
 */
import { compare, equal } from '../../../../shared/bytes.ts'
import type { EnvId } from '../../crypto/keys.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import type { Header } from '../envelope/header.ts'
import { docId } from '../names/doc.ts'
import { hex } from '../names/hex.ts'
import type { Knows } from './content.ts'

/** An envelope of the document that counts. `blank`: closed here. */
export type Standing = { readonly header: Header; readonly blank: boolean }
/** `host`: its author was a facilitator at its logHeads. `knows`: what its author had. */
export type Candidate = {
  readonly n: number
  readonly id: EnvId
  readonly header: Pick<Header, 'device' | 'seq'>
  readonly host: boolean
  readonly knows: Knows
  readonly checkpoint: Checkpoint
}

export const coverName = (device: Uint8Array, seq: number): string => `${hex(device)} ${seq}`

/** By device and number, where each covered envelope ends its clock. */
export const coveredBy = ({ covers }: Checkpoint): Map<string, number> =>
  new Map(
    covers.flatMap(({ device, envelopes }) =>
      envelopes.map(({ seq, to }): [string, number] => [coverName(device, seq), to]),
    ),
  )

export function baseOf(
  standing: readonly Standing[],
  candidates: readonly Candidate[],
): Candidate | undefined {
  const there = new Map(standing.map(one => [coverName(one.header.device, one.header.seq), one]))
  const begins = standing.find(({ header: { circle, device, seq, doc } }) =>
    equal(docId(circle, device, seq), doc),
  )
  if (!begins) return undefined
  const first = coverName(begins.header.device, begins.header.seq)
  const good = candidates.flatMap(candidate => {
    const all = [...coveredBy(candidate.checkpoint).keys()]
    if (!all.includes(first) || !isThere(candidate.checkpoint, there)) return []
    return [{ candidate, blank: all.filter(name => there.get(name)?.blank).length }]
  })
  const left = good.filter(
    ({ candidate: { header } }) =>
      !good.some(({ candidate: { host, knows } }) => host && knows(header.device, header.seq)),
  )
  const [best] = left.sort(
    (a, b) =>
      b.blank - a.blank ||
      Number(b.candidate.host) - Number(a.candidate.host) ||
      compare(a.candidate.id, b.candidate.id),
  )
  return best?.candidate
}

const isThere = ({ covers }: Checkpoint, there: ReadonlyMap<string, Standing>): boolean =>
  covers.every(({ device, envelopes }) =>
    envelopes.every(({ seq, cidN }) => there.get(coverName(device, seq))?.header.cidN === cidN),
  )
