/** Somebody's door and a stranger's knock, message by message, as far as each message can be read. */
import type { Message } from '../../../src/main/vault/circle/link/message.ts'
import { readMessage, writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { Door } from '../../../src/main/vault/circle/live/door.ts'
import { Knock } from '../../../src/main/vault/circle/live/knock.ts'
import type { Speaker, Talk } from '../../../src/main/vault/circle/live/links.ts'
import type { CircleId, Hash } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { NOON, type Person, person } from '../circle/people.ts'

/** A stranger with a fresh invitation knocks. `carry`: what is said is heard, until nobody says anything. */
export function knocksAt(host: Person, circle: CircleId) {
  const seed = random(16)
  const invited = host.store.invite(circle, { seed, expiry: NOON + 86_400_000 })
  if (!invited.ok) throw new Error('no invitation')
  const { invite } = invited.value
  const guest = person()
  const { salt, member } = guest.store.prepareJoin()
  const transcript = random(32) as Hash
  const steps: string[] = []
  const unreadable: string[] = []
  /** Said at once, whatever the network takes. */
  const said: string[] = []
  const queue: (() => void)[] = []
  let dropped = false
  const speaker = (to: () => Talk): Speaker => ({
    transcript,
    end: 'initiator',
    say: message => {
      said.push(message.t)
      const read: Message | undefined = readMessage(writeMessage(message))
      if (read) queue.push(() => to().hear(read))
      else unreadable.push(message.t)
    },
    drop: () => {
      dropped = true
    },
    trust() {},
    pump() {},
  })
  const door: Door = new Door(
    { store: host.store, clock: host.clock, circle, invite, changed() {}, admitted() {} },
    speaker(() => knock),
  )
  const attempt = {
    id: random(16),
    seed,
    circle,
    expires: undefined,
    addresses: [],
    signalling: [],
    name: 'Eve',
    salt,
    member,
    second: undefined,
    circleName: undefined,
    matched: undefined,
    invite: undefined,
    nonce: undefined,
    byFile: false,
    own: false,
  }
  const knock: Knock = new Knock(
    { store: guest.store, attempt, matched() {}, step: step => void steps.push(step) },
    speaker(() => door),
  )
  const carry = (): void => {
    for (let next = queue.shift(); next && !dropped; next = queue.shift()) next()
    for (let page = door.next(); page && !dropped; page = door.next()) knock.hear(page)
  }
  carry()
  return { door, knock, guest, steps, said, unreadable, carry }
}
