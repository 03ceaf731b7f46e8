/** A keeper in memory, and the lan process before it: what lies there is a list of byte strings, as with the real one. */
import * as v from 'valibot'
import { type FromKeeper, PARCEL_ID, ToKeeper } from '../../../src/shared/contract/keeper.ts'
import type { Port } from '../../../src/shared/contract/wire.ts'
import type { Device } from './world.ts'

type Visitor = { hear: (message: FromKeeper) => void; documents: Set<string>; gone: boolean }

export class KeeperServer {
  /** By name; parcels by number. */
  readonly documents = new Map<string, Map<number, Uint8Array>>()
  readonly visitors = new Map<Device, Visitor>()
  /** Parcels that were ever brought. */
  brought = 0
  /** Bytes that a document may hold. */
  quota = Number.POSITIVE_INFINITY
  #numbers = 0

  /** This device can reach it from now on. */
  open(device: Device): void {
    const visitor: Visitor = { hear: () => {}, documents: new Set(), gone: false }
    this.visitors.set(device, visitor)
    const port: Port = {
      post: message =>
        queueMicrotask(() => !visitor.gone && this.#asked(visitor, v.parse(ToKeeper, message))),
      listen: receive => {
        visitor.hear = message => !visitor.gone && receive(message)
      },
      close: () => {},
    }
    device.live.onKeeper(port)
  }

  /** And now no more. */
  shut(device: Device): void {
    const visitor = this.visitors.get(device)
    for (const name of visitor?.documents ?? [])
      visitor?.hear({ kind: 'state', name, there: false, state: 'unreachable', error: null })
    if (visitor) visitor.gone = true
    this.visitors.delete(device)
  }

  /** All that lies there is gone, as after the server's disk has failed; who was connected connects anew. */
  wipe(): void {
    this.documents.clear()
    for (const visitor of this.visitors.values())
      for (const name of visitor.documents) this.#enter(visitor, name)
  }

  /** What somebody who knows the name of a document can do. */
  put(name: string, bytes: Uint8Array): void {
    const parcel = this.#numbers++
    this.#of(name).set(parcel, bytes)
    this.#tell(name, { kind: 'lies', name, parcels: [this.#line(name, parcel)] })
  }
  empty(name: string): void {
    const parcels = [...this.#of(name).keys()]
    this.#of(name).clear()
    this.#tell(name, { kind: 'gone', name, parcels })
  }
  bytes(name: string): number {
    return [...this.#of(name).values()].reduce((sum, { length }) => sum + length, 0)
  }
  /** Documents with something in them. */
  get names(): string[] {
    return [...this.documents].filter(([, parcels]) => parcels.size > 0).map(([name]) => name)
  }

  #of(name: string): Map<number, Uint8Array> {
    const document = this.documents.get(name) ?? new Map<number, Uint8Array>()
    this.documents.set(name, document)
    return document
  }
  #line(name: string, parcel: number) {
    const bytes = this.#of(name).get(parcel) ?? new Uint8Array(PARCEL_ID)
    return { parcel, id: bytes.slice(0, PARCEL_ID), size: bytes.length }
  }
  #tell(name: string, message: FromKeeper): void {
    for (const visitor of this.visitors.values()) if (visitor.documents.has(name)) visitor.hear(message)
  }
  #enter(visitor: Visitor, name: string): void {
    visitor.hear({ kind: 'state', name, there: false, state: 'unreachable', error: null })
    const parcels = [...this.#of(name).keys()].map(parcel => this.#line(name, parcel))
    if (parcels.length > 0) visitor.hear({ kind: 'lies', name, parcels })
    visitor.hear({ kind: 'state', name, there: true, state: 'up', error: null })
  }

  #asked(visitor: Visitor, message: ToKeeper): void {
    switch (message.kind) {
      case 'documents': {
        const before = visitor.documents
        visitor.documents = new Set(message.documents.map(({ name }) => name))
        for (const name of visitor.documents) if (!before.has(name)) this.#enter(visitor, name)
        return
      }
      case 'want':
        return visitor.hear({
          kind: 'parcel',
          name: message.name,
          parcel: message.parcel,
          bytes: this.#of(message.name).get(message.parcel)?.slice() ?? null,
        })
      case 'put': {
        const { name, bytes } = message
        if (this.bytes(name) + bytes.length > this.quota)
          return visitor.hear({ kind: 'state', name, there: true, state: 'full', error: null })
        this.brought++
        return this.put(name, bytes)
      }
      case 'drop': {
        for (const parcel of message.parcels) this.#of(message.name).delete(parcel)
        return this.#tell(message.name, { kind: 'gone', name: message.name, parcels: message.parcels })
      }
    }
  }
}
