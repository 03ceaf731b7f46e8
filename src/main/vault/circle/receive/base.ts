/**
 * The checkpoint that a document begins with where some of its envelopes cannot be opened: of those that are good, the first
 * one; another takes its place when it covers all of that and something more that is closed here. What one covers that does
 * not count, or is not there as it says, is no beginning.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import type { Header } from '../envelope/header.ts'
import { docId } from '../names/doc.ts'
import { hex } from '../names/hex.ts'

/** An envelope of the document that counts. `blank`: closed here. */
export type Standing = { readonly header: Header; readonly blank: boolean }
export type Candidate = { readonly n: number; readonly checkpoint: Checkpoint }

export const coverName = (device: Uint8Array, seq: number): string => `${hex(device)} ${seq}`

/** By device and number, where each covered envelope ends its clock. */
export const coveredBy = ({ covers }: Checkpoint): Map<string, number> =>
  new Map(
    covers.flatMap(({ device, envelopes }) =>
      envelopes.map(({ seq, to }): [string, number] => [coverName(device, seq), to]),
    ),
  )

/** `candidates`: in the order of arrival. */
export function baseOf(
  standing: readonly Standing[],
  candidates: readonly Candidate[],
): Candidate | undefined {
  const there = new Map(standing.map(one => [coverName(one.header.device, one.header.seq), one]))
  const begins = standing.find(({ header: { circle, device, seq, doc } }) =>
    equal(docId(circle, device, seq), doc),
  )
  if (!begins) return undefined
  let base: Candidate | undefined
  let covered = new Map<string, number>()
  for (const candidate of candidates) {
    const all = coveredBy(candidate.checkpoint)
    if (!all.has(coverName(begins.header.device, begins.header.seq)) || !isThere(candidate.checkpoint, there))
      continue
    const more = [...all.keys()].some(name => !covered.has(name) && there.get(name)!.blank)
    if (base && !(more && [...covered.keys()].every(name => all.has(name)))) continue
    base = candidate
    covered = all
  }
  return base
}

const isThere = ({ covers }: Checkpoint, there: ReadonlyMap<string, Standing>): boolean =>
  covers.every(({ device, envelopes }) =>
    envelopes.every(({ seq, cidN }) => there.get(coverName(device, seq))?.header.cidN === cidN),
  )
