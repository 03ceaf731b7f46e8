import { beforeAll, describe, expect, it } from 'vitest'
import { writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { MOST_WAITING } from '../../../src/main/vault/circle/link/outbox.ts'
import { secureLink } from '../../../src/main/vault/circle/link/secure.ts'
import { Links } from '../../../src/main/vault/circle/live/links.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { CREDIT, type ToCourier } from '../../../src/shared/contract/courier.ts'

beforeAll(() => sodiumReady)

const question = { t: 'who', proof: new Uint8Array(32) } as const

/** Links on which every message is answered by another of one frame; what goes to the courier is told link by link. */
function answering() {
  const courier = new Map<string, (message: ToCourier) => void>()
  const gone: number[] = []
  let talks = 0
  const links = new Links(
    message => {
      if ('link' in message) courier.get(message.link)?.(message)
    },
    () => ({
      turn: 'Thursday table',
      begin: speaker => {
        const talk = talks++
        return { hear: () => speaker.say(question), gone: () => gone.push(talk) }
      },
    }),
  )
  return { links, courier, gone }
}

/** A device that asks. `takes`: its courier gives credit for every frame, as it does when the network takes them. */
function asker({ links, courier }: ReturnType<typeof answering>, link: string, takes: boolean) {
  const frames: Uint8Array[] = []
  let dropped = 0
  let count = 0
  courier.set(link, message => {
    if (message.kind === 'drop') dropped++
    else if (message.kind === 'frame') frames.push(message.bytes)
  })
  links.hear({ kind: 'opened', link, room: 'room', initiator: false })
  let heard = 0
  const secure = secureLink('initiator', {
    send: bytes => links.hear({ kind: 'frame', link, bytes }),
    ready: () => {},
    message: () => heard++,
    fail: why => {
      throw new Error(why)
    },
  })
  const carry = (): void => {
    for (let frame = frames.shift(); frame; frame = frames.shift()) {
      count++
      secure.receive(frame)
      if (takes) links.hear({ kind: 'credit', link, frames: 1 })
    }
  }
  carry()
  return {
    ask(): void {
      for (const bytes of secure.frames(writeMessage(question))) links.hear({ kind: 'frame', link, bytes })
      carry()
    },
    frames: () => count,
    heard: () => heard,
    dropped: () => dropped,
  }
}

describe('a device that asks and asks, and takes no answer', () => {
  it('loses its link when too much waits for it, and nobody else loses anything', () => {
    const house = answering()
    const ben = asker(house, 'ben', true)
    const eve = asker(house, 'eve', false)
    let asked = 0
    while (eve.dropped() === 0 && asked < MOST_WAITING * 2) {
      eve.ask()
      ben.ask()
      asked++
    }
    // What the courier took on credit, and what may wait.
    expect(eve.frames()).toBe(CREDIT)
    expect(asked).toBeGreaterThan(MOST_WAITING)
    expect(asked).toBeLessThanOrEqual(MOST_WAITING + CREDIT + 1)
    expect(house.gone).toEqual([1])

    for (let i = 0; i < 10; i++) eve.ask()
    house.links.hear({ kind: 'credit', link: 'eve', frames: CREDIT })
    expect([eve.frames(), eve.dropped()]).toEqual([CREDIT, 1])
    ben.ask()
    expect([ben.heard(), ben.dropped()]).toEqual([asked + 1, 0])
  })
})
