/**
 * What a topic is called on one link between two hubs: noise to whoever does not know the topic. Each end has its own name for
 * it, so that whoever says back what they were told has said nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Link } from './links.ts'

export const randomTag = (): string => randomBytes(16).toString('hex')

/** SHA-256 over domain, the role of whoever says it, the nonces of dialler and answerer, and the topic; 16 bytes as 32 hex digits. */
export const tagOf = (speaker: Link['role'], dialler: string, answerer: string, topic: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['kinfold/hub/1', speaker, dialler, answerer, topic]))
    .digest('hex')
    .slice(0, 32)
