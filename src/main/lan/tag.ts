/** What a topic is called on one link between two hubs: equal on both ends, and noise to whoever does not know the topic. */
import { createHash, randomBytes } from 'node:crypto'

export const randomTag = (): string => randomBytes(16).toString('hex')

/** SHA-256 over domain, the nonces of dialler and answerer, and the topic; its first 16 bytes as 32 hex digits. */
export const tagOf = (dialler: string, answerer: string, topic: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['kinfold/hub/1', dialler, answerer, topic]))
    .digest('hex')
    .slice(0, 32)
