/** The circles of an open vault: answers the face's circle.* and note.* calls. */
import type { Database } from 'better-sqlite3'
import type { Circle, Invitation } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { ToVault } from '../../../../shared/contract/shell.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers, Port } from '../../../../shared/contract/wire.ts'
import { err, ok } from '../../../../shared/result.ts'
import type { CircleId, DocId, EntryId } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { writeCode } from '../invite/code.ts'
import { readInvitation, writeLink } from '../invite/link.ts'
import { hex, unhex } from '../names/hex.ts'
import { openCircles } from '../store.ts'
import { Hubs } from './hubs.ts'
import { Joinings } from './joinings.ts'
import { INVITE_LIFE, type NetworkWish, reach, type Tell } from './reach.ts'
import { circleView } from './view.ts'

export type LiveDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly tell: Tell
  readonly network: (wish: NetworkWish) => void
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
}

export type Live = {
  readonly handlers: Pick<
    Handlers<VaultContract>,
    Extract<keyof VaultContract['calls'], `circle.${string}` | `note.${string}`>
  >
  onCourier(port: Port): void
  onShell(message: ToVault): void
  close(): void
}

export function openLive(deps: LiveDeps): Live {
  const { db, clock, tell } = deps
  const store = openCircles(db, clock)
  const hubs = new Hubs(db, clock)
  const joinings = new Joinings(db, clock, joining => tell('circle.joining', joining))
  const notes = new Map<string, { circle: CircleId; cid: number }>()
  const around = reach({
    store,
    clock,
    hubs,
    joinings,
    tell,
    wish: deps.network,
    arrived: ({ accepted }) => {
      for (const { docId, update } of accepted)
        if (notes.has(hex(docId))) tell('note.arrived', { note: hex(docId), update })
    },
  })

  const known = (circle: string): CircleId | undefined => {
    const id = unhex(circle) as CircleId
    return store.has(id) ? id : undefined
  }
  const view = (circle: CircleId): Circle =>
    circleView(store, circle, around.requests(circle), around.linked(circle))

  return {
    handlers: {
      'circle.list': () => ok(store.list().map(circle => ({ id: hex(circle), name: store.name(circle) }))),
      'circle.found': ({ name, ownName }) => {
        const circle = store.found({ name, ownName })
        around.network()
        tell('circle.listChanged', {})
        return ok({ circle: hex(circle) })
      },
      'circle.read': ({ circle }) => {
        const id = known(circle)
        return id ? ok(view(id)) : err('not-found')
      },
      'circle.erase': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        for (const [note, open] of notes) if (hex(open.circle) === circle) notes.delete(note)
        store.erase(id)
        deps.erased()
        around.part(id)
        tell('circle.listChanged', {})
        return ok({})
      },
      'circle.invite': async ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const addresses = await around.addresses()
        const seed = random(16)
        const expires = clock.now() + INVITE_LIFE
        const made = store.invite(id, { seed, expiry: expires })
        if (!made.ok) return made
        around.spread(id, made.value.entry)
        const invitation: Invitation = {
          id: hex(made.value.invite),
          link: writeLink({ seed, circleId: id, expires, addresses }),
          code: writeCode(seed),
          addresses,
          expires,
        }
        return ok(invitation)
      },
      'circle.uninvite': ({ circle, invite }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const closed = store.uninvite(id, unhex(invite) as EntryId)
        if (!closed.ok) return closed
        around.spread(id, closed.value)
        return ok({})
      },
      'circle.doors': () => ok(around.waiting()),
      'circle.answer': ({ circle, join, admit }) => {
        const door = around.door(circle, join)
        if (!door) return err('not-found')
        const answer = door.answer(admit)
        around.changed(door.circle)
        return answer === 'admitted' || answer === 'declined' ? ok({}) : err(answer)
      },
      'circle.join': ({ invitation, address, ownName }) => {
        const invited = readInvitation(invitation, address)
        if (!invited.ok) return invited
        const { circleId, expires } = invited.value
        if (circleId && store.has(circleId as CircleId)) return err('already-a-member')
        if (expires !== undefined && expires < clock.now()) return err('invitation-expired')
        const attempt = joinings.begin(invited.value, ownName, store)
        around.network()
        const joining = joinings.list().find(({ id }) => id === hex(attempt.id))
        return joining ? ok(joining) : err('not-found')
      },
      'circle.joining': () => ok(joinings.list()),
      'circle.wordsMatch': ({ join }) => {
        const knock = around.knock(join)
        if (!knock || joinings.list().find(({ id }) => id === join)?.step !== 'compare')
          return err('not-found')
        knock.match()
        return ok({})
      },
      'circle.stopJoining': ({ join }) => {
        if (!joinings.stop(join)) return err('not-found')
        around.network()
        return ok({})
      },

      'note.create': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const made = store.create(id, 'note', doc => void doc.getMap('head').set('title', ''))
        if (!made.ok) return made
        around.sendOwn(id)
        return ok({ note: hex(made.value.docId) })
      },
      'note.open': ({ circle, note }) => {
        const id = known(circle)
        const opened = id && store.open(id, unhex(note) as DocId)
        if (!id || !opened || opened.kind !== 'note') return err('not-found')
        const cid = notes.has(note) ? (store.moveOn(id, unhex(note) as DocId) ?? opened.cid) : opened.cid
        notes.set(note, { circle: id, cid })
        const title = store.noteTitle(id, unhex(note) as DocId)
        return ok({ id: note, circle, title, state: opened.state, cid, readOnly: opened.readOnly })
      },
      'note.change': ({ note, cid, update }) => {
        const open = notes.get(note)
        if (!open) return err('not-found')
        if (open.cid !== cid) return err('out-of-step')
        const authored = store.author(open.circle, unhex(note) as DocId, 'note', update)
        if (!authored.ok) return authored
        around.sendOwn(open.circle)
        around.announce(open.circle)
        return ok({})
      },
      'note.vector': ({ note }) => {
        const open = notes.get(note)
        const vector = open && store.vector(open.circle, unhex(note) as DocId)
        return vector ? ok({ vector }) : err('not-found')
      },
      'note.close': ({ note }) => {
        notes.delete(note)
        return ok({})
      },
    },
    onCourier: around.onCourier,
    onShell: around.onShell,
    close() {
      around.close()
      store.close()
    },
  }
}
