/** What an envelope here holds: opened, or what is left of it. */
import type { EntryId, Hash } from '../../crypto/keys.ts'
import type { Header } from './header.ts'
import { openEnvelope } from './seal.ts'

type Kept = { readonly body: Uint8Array | null; readonly outline: Uint8Array | null }

/** Undefined when there is neither words nor outline, no key, or it does not open. */
export function contentOf(
  { body, outline }: Kept,
  header: Header,
  keyFor: (epochHeads: readonly EntryId[]) => Hash | undefined,
): Uint8Array | undefined {
  if (outline) return outline
  const key = body && keyFor(header.epochHeads)
  return key ? openEnvelope(header, body, key) : undefined
}
