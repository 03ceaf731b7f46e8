/**
 * What is said to a Hocuspocus server, version 4, and by it: `document , type , …` in lib0's encoding. Type 0 is the sync
 * protocol of Yjs (y-protocols 1): `0 , state vector`, `1 , update`, `2 , update`. Of the rest we use as much as it asks.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readVector, type Vector, writeVector } from './mark.ts'

const TYPE = { sync: 0, auth: 2, query: 3, reply: 4, close: 7, status: 8 } as const
const SYNC = { ask: 0, all: 1, news: 2 } as const
const AUTH = { token: 0, denied: 1 } as const

export type FromServer =
  /** `all`: the answer to what was asked, so nothing is missing any more. */
  | { readonly is: 'update'; readonly all: boolean; readonly update: Uint8Array }
  /** What the server has, by client: how many clocks of it. */
  | { readonly is: 'has'; readonly vector: Vector }
  | { readonly is: 'denied' }
  /** Of each update of ours, in their order: whether it was taken. */
  | { readonly is: 'status'; readonly taken: boolean }
  | { readonly is: 'close'; readonly reason: string }
  | { readonly is: 'other' }

const write = (document: string, body: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode(encoder => {
    encoding.writeVarString(encoder, document)
    body(encoder)
  })
const numbers = (encoder: encoding.Encoder, ...all: readonly number[]): void => {
  for (const number of all) encoding.writeVarUint(encoder, number)
}

/** Who we are: nobody in particular. A stock server asks no more; the name of a document is its own secret. */
export const writeEnter = (document: string): Uint8Array =>
  write(document, encoder => {
    numbers(encoder, TYPE.auth, AUTH.token)
    encoding.writeVarString(encoder, '')
  })

/** All that lies there beyond this, please: by the state vector of somebody who has so much. */
export const writeAsk = (document: string, vector: Vector): Uint8Array =>
  write(document, encoder => {
    numbers(encoder, TYPE.sync, SYNC.ask)
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode(inner => writeVector(inner, vector)),
    )
  })

export const writeNews = (document: string, update: Uint8Array): Uint8Array =>
  write(document, encoder => {
    numbers(encoder, TYPE.sync, SYNC.news)
    encoding.writeVarUint8Array(encoder, update)
  })

/** Says nothing and is not answered: a server closes what was silent for a minute. */
export const writeStillHere = (document: string): Uint8Array =>
  write(document, encoder => numbers(encoder, TYPE.query))

/** Undefined: none of these, cut short, or of another document. */
export function readFromServer(document: string, bytes: Uint8Array): FromServer | undefined {
  const decoder = decoding.createDecoder(bytes)
  try {
    if (decoding.readVarString(decoder) !== document) return undefined
    switch (decoding.readVarUint(decoder)) {
      case TYPE.sync:
      case TYPE.reply: {
        const step = decoding.readVarUint(decoder)
        if (step === SYNC.ask)
          return {
            is: 'has',
            vector: readVector(decoding.createDecoder(decoding.readVarUint8Array(decoder))),
          }
        if (step !== SYNC.all && step !== SYNC.news) return { is: 'other' }
        return { is: 'update', all: step === SYNC.all, update: decoding.readVarUint8Array(decoder) }
      }
      case TYPE.auth:
        return { is: decoding.readVarUint(decoder) === AUTH.denied ? 'denied' : 'other' }
      case TYPE.status:
        return { is: 'status', taken: decoding.readVarUint(decoder) === 1 }
      case TYPE.close:
        return { is: 'close', reason: decoding.readVarString(decoder).slice(0, 100) }
      default:
        return { is: 'other' }
    }
  } catch {
    return undefined
  }
}
