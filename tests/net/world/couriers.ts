/** In place of the simulated wire: for each person a real lan process and a real courier page, with the vault's code here. */
import * as v from 'valibot'
import { ToCourier } from '../../../src/shared/contract/courier.ts'
import type { NetworkWish } from '../../../src/shared/contract/shell.ts'
import type { Carrier, Person } from '../../sim/person.ts'
import type { Device } from './device.ts'

export class Couriers implements Carrier {
  readonly #devices = new Map<Person, Device>()
  /** Bytes of every frame that a person's vault sent. */
  readonly sent = new Map<Person, number[]>()

  /** This person's, from when they start. */
  seat(person: Person, device: Device): void {
    this.#devices.set(person, device)
    this.sent.set(person, [])
    device.heard.courier = news => person.hear(news)
    device.heard.lan = news => {
      if (news.kind === 'listening' && person.awake) person.hub(news.addresses)
    }
  }

  from(person: Person, said: unknown): void {
    const order = v.parse(ToCourier, said)
    if (order.kind === 'frame') this.sent.get(person)?.push(order.bytes.length)
    this.#devices.get(person)?.tell(order)
  }

  wish(person: Person, { listen, only, dial, wide, hidden }: NetworkWish): void {
    this.#devices.get(person)?.tellLan({
      kind: 'configure',
      listen,
      interfaces: 'all',
      only: only && [...only],
      discover: false,
      dial: [...dial],
      signalling: [],
      wide,
      hidden,
    })
  }

  leave(person: Person): void {
    this.#devices.get(person)?.tell({ kind: 'rooms', rooms: [] })
  }
}
