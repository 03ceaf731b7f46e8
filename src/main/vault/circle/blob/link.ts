/**
 * Files on one link: at most one question of ours is open, and at most one of theirs. What nobody asked for, or another than
 * the next chunk of what was asked, ends the link. Answers wait till nothing else does (link/outbox.ts).
 */
import { equal } from '../../../../shared/bytes.ts'
import type { CircleId, DeviceId } from '../../crypto/keys.ts'
import type { Message } from '../link/message.ts'
import type { BlobRows } from './rows.ts'

export type FileMessage = Extract<Message, { t: `file-${string}` }>

/** From `next` up to `to`; a question for the hashes has neither. */
export type Question = {
  readonly id: Uint8Array
  readonly chunks: { next: number; readonly to: number } | null
}

export type BlobLinkEvents = {
  readonly rows: BlobRows
  readonly circle: CircleId
  readonly device: DeviceId
  /** Both are in, and nobody else has the key of this link's room. */
  readonly open: () => boolean
  readonly say: (message: Message) => void
  readonly pump: () => void
  readonly hashes: (link: BlobLink, id: Uint8Array, hashes: Uint8Array) => void
  readonly chunk: (link: BlobLink, id: Uint8Array, i: number, bytes: Uint8Array) => void
  /** The question was answered to its end; `none`: not all of it is there. */
  readonly answered: (link: BlobLink, question: Question, none: boolean) => void
}

export class BlobLink {
  readonly #on: BlobLinkEvents
  /** Ours. */
  #asked: Question | undefined
  /** Theirs. */
  #theirs: Question | undefined

  constructor(on: BlobLinkEvents) {
    this.#on = on
  }

  get circle(): CircleId {
    return this.#on.circle
  }

  get device(): DeviceId {
    return this.#on.device
  }

  get asked(): Question | undefined {
    return this.#asked
  }

  get open(): boolean {
    return this.#on.open()
  }

  ask(id: Uint8Array, range?: { from: number; to: number }): void {
    this.#asked = { id, chunks: range ? { next: range.from, to: range.to } : null }
    this.#on.say(range ? { t: 'file-want', id, ...range } : { t: 'file-list', id })
  }

  /** False: the link is at fault and ends. */
  hear(message: FileMessage): boolean {
    switch (message.t) {
      case 'file-list':
        return this.#take({ id: message.id, chunks: null })
      case 'file-want':
        return this.#take({ id: message.id, chunks: { next: message.from, to: message.to } })
      case 'file-hashes':
        if (!this.#asked || this.#asked.chunks || !equal(this.#asked.id, message.id)) return false
        this.#on.hashes(this, message.id, message.hashes)
        return this.#end(false)
      case 'file-chunk': {
        const chunks = this.#asked?.chunks
        if (!chunks || !equal(this.#asked!.id, message.id) || message.i !== chunks.next) return false
        chunks.next++
        this.#on.chunk(this, message.id, message.i, message.bytes)
        return chunks.next < chunks.to || this.#end(false)
      }
      case 'file-none':
        if (!this.#asked || !equal(this.#asked.id, message.id)) return false
        return this.#end(true)
    }
  }

  /** The next of what they asked for. */
  later(): Message | undefined {
    const theirs = this.#theirs
    if (!theirs) return undefined
    const { rows, circle } = this.#on
    const { id, chunks } = theirs
    const row = this.open ? rows.find(circle, id) : undefined
    if (!chunks) {
      this.#theirs = undefined
      return row?.hashes ? { t: 'file-hashes', id, hashes: row.hashes } : { t: 'file-none', id }
    }
    const i = chunks.next++
    const bytes = row && rows.chunk(row.n, i)
    if (!bytes || chunks.next === chunks.to) this.#theirs = undefined
    return bytes ? { t: 'file-chunk', id, i, bytes } : { t: 'file-none', id }
  }

  #take(question: Question): boolean {
    if (this.#theirs) return false
    this.#theirs = question
    this.#on.pump()
    return true
  }

  #end(none: boolean): true {
    const question = this.#asked!
    this.#asked = undefined
    this.#on.answered(this, question, none)
    return true
  }
}
