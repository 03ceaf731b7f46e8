/**
 * Joining files that were opened here: somebody at the door who is not there. A host compares words and says yes or no, as to
 * one who knocks; the answer is a sync file for whoever came in. Rows, so that a restart loses none of it.
 */
import type { Database } from 'better-sqlite3'
import { equal } from '../../../../shared/bytes.ts'
import type { AtDoor, JoinRequest, Newcomer } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import {
  type Asked,
  askingTag,
  askingTranscript,
  askingWords,
  claimOf,
  readAsking,
  readAskingHead,
} from '../file/asking.ts'
import { idOf } from '../log/join.ts'
import type { DeviceState, InviteState } from '../log/state.ts'
import { hex, unhex } from '../names/hex.ts'
import { plainName } from '../names/plain.ts'
import type { CircleStore } from '../store.ts'

export type AskingsDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly store: CircleStore
  readonly changed: (circle: CircleId) => void
  /** The log has something new: tell the devices in reach. */
  readonly said: (circle: CircleId, entry: Uint8Array) => void
}

/** More at one circle's door nobody keeps apart; the oldest goes. */
const MOST = 20
const ID_BYTES = 16

type Door = { readonly circle: CircleId; readonly invite: InviteState; readonly rendezvous: Uint8Array }
type Kept = { readonly id: string; readonly asked: Asked; readonly words: string[] }

const HEAD_WORDS = { newer: 'sync-newer', cut: 'sync-cut', harmed: 'sync-harmed' } as const

export class Askings {
  readonly #deps: AskingsDeps
  /** What is in the rows, by circle and id: opening one takes a few thousand hashes. */
  readonly #open = new Map<string, Kept>()

  constructor(deps: AskingsDeps) {
    this.#deps = deps
  }

  /**
   * One that a person opened. faults: sync-newer, sync-cut, sync-harmed, join-foreign (no such invitation here), join-not-host,
   * join-withdrawn, join-used, join-expired
   */
  take(file: Uint8Array): Result<AtDoor, Fault> {
    const tag = readAskingHead(file)
    if (!tag.ok) return err(HEAD_WORDS[tag.fault])
    const door = this.#doorOf(tag.value)
    if (!door) return err('join-foreign')
    const { circle, invite } = door
    const asked = opened(file, door)
    if (!asked) return err('sync-harmed')
    const { store } = this.#deps
    if (store.me(circle).stopped || !store.me(circle).facilitator) return err('join-not-host')
    const known = this.#devicesOf(circle, asked)
    if (known.length === 0) {
      if (invite.status === 'revoked') return err('join-withdrawn')
      if (invite.status === 'used') return err('join-used')
      if (invite.expiry < this.#deps.clock.now()) return err('join-expired')
    } else if (!known.every(({ status }) => status === 'active' || status === 'pending'))
      return err('join-used')
    const id = this.#keep(circle, file, asked)
    this.#deps.changed(circle)
    return ok({ circle: hex(circle), join: id })
  }

  requests(circle: CircleId): JoinRequest[] {
    return this.#kept(circle)
      .filter(({ asked }) => this.#asksStill(circle, asked))
      .map(({ id, asked, words }) => ({ id, name: plainName(asked.name), words, byFile: true }))
  }

  waiting(): AtDoor[] {
    const { store } = this.#deps
    return store
      .list()
      .flatMap(circle => this.requests(circle).map(({ id }) => ({ circle: hex(circle), join: id })))
  }

  /** Who was let in by a file and was not heard since. */
  newcomers(circle: CircleId): Newcomer[] {
    const { store } = this.#deps
    const { epochs, epochHeads, members } = store.state(circle)
    const heard = new Set(store.acks(circle).map(({ device }) => hex(device)))
    return this.#kept(circle).flatMap(({ id, asked }): Newcomer[] => {
      const devices = this.#devicesOf(circle, asked)
      if (devices.length === 0) return []
      const isWaiting = devices.every(({ status }) => status === 'active' || status === 'pending')
      if (!isWaiting || devices.some(device => heard.has(hex(device.id)))) {
        this.#forget(circle, id)
        return []
      }
      const keyed = epochHeads.every(epoch =>
        devices.every(device => epochs.get(hex(epoch))?.boxes.has(hex(device.id))),
      )
      const pending = devices.some(({ status }) => status === 'pending')
      const name = members.get(hex(asked.member))?.name ?? plainName(asked.name)
      return [{ member: hex(asked.member), name, waits: pending ? 'second' : keyed ? 'answer' : 'key' }]
    })
  }

  /** Undefined: nobody asks under that name. A no ends the invitation, as at the door: docs/decisions/0016. */
  answer(circle: CircleId, id: string, admit: boolean): Result<Record<never, never>, Fault> | undefined {
    const { store, said, clock } = this.#deps
    const asking = this.#kept(circle).find(one => one.id === id)
    if (!asking || !this.#asksStill(circle, asking.asked)) return undefined
    const { asked } = asking
    if (!admit) {
      this.#forget(circle, id)
      const closed = store.uninvite(circle, asked.invite)
      if (closed.ok) said(circle, closed.value)
      return ok({})
    }
    const invite = store.state(circle).invites.get(hex(asked.invite))
    if (!invite || invite.expiry < clock.now()) return err('join-expired')
    const entry = store.admit(circle, { claim: claimOf(asked), proof: asked.proof, name: asked.name })
    if (!entry.ok) return err(entry.fault === 'not-allowed' ? 'not-allowed' : 'join-used')
    said(circle, entry.value)
    return ok({})
  }

  /** By the log alone: the clock is asked when somebody says yes. */
  #asksStill(circle: CircleId, { invite }: Asked): boolean {
    const { store } = this.#deps
    return store.me(circle).facilitator && store.state(circle).invites.get(hex(invite))?.status === 'open'
  }

  #devicesOf(circle: CircleId, { devices, member }: Asked): DeviceState[] {
    const known = this.#deps.store.state(circle).devices
    return devices
      .flatMap(device => known.get(hex(idOf(device))) ?? [])
      .filter(device => equal(device.member, member))
  }

  /** The circle and invitation of a tag, whatever has become of it. */
  #doorOf(tag: Uint8Array): Door | undefined {
    const { store } = this.#deps
    for (const circle of store.list())
      for (const invite of store.state(circle).invites.values()) {
        const rendezvous = store.rendezvous(circle, invite.id)
        if (rendezvous && equal(askingTag(rendezvous), tag)) return { circle, invite, rendezvous }
      }
    return undefined
  }

  #keep(circle: CircleId, file: Uint8Array, asked: Asked): string {
    const { db, clock } = this.#deps
    const id = askingTranscript(asked).slice(0, ID_BYTES)
    db.transaction(() => {
      db.prepare('INSERT OR REPLACE INTO joining_file (id, circle, file, opened) VALUES (?, ?, ?, ?)').run(
        id,
        circle,
        file,
        clock.now(),
      )
      db.prepare(
        `DELETE FROM joining_file WHERE circle = :circle AND id NOT IN
           (SELECT id FROM joining_file WHERE circle = :circle ORDER BY opened DESC LIMIT :most)`,
      ).run({ circle, most: MOST })
    }).immediate()
    return hex(id)
  }

  /** What can be read no more is passed over: its key is gone with its circle, or the row is not this program's. */
  #kept(circle: CircleId): Kept[] {
    const { db, store } = this.#deps
    const rows = db
      .prepare<[Uint8Array], { id: Uint8Array; file: Uint8Array }>(
        'SELECT id, file FROM joining_file WHERE circle = ? ORDER BY opened, id',
      )
      .all(circle)
    return rows.flatMap(({ id, file }): Kept[] => {
      const key = `${hex(circle)} ${hex(id)}`
      const known = this.#open.get(key)
      if (known) return [known]
      const tag = readAskingHead(new Uint8Array(file))
      if (!tag.ok) return []
      for (const invite of store.state(circle).invites.values()) {
        const rendezvous = store.rendezvous(circle, invite.id)
        if (!rendezvous || !equal(askingTag(rendezvous), tag.value)) continue
        const asked = opened(new Uint8Array(file), { circle, invite, rendezvous })
        if (!asked) return []
        const kept = { id: hex(id), asked, words: askingWords(askingTranscript(asked)) }
        this.#open.set(key, kept)
        return [kept]
      }
      return []
    })
  }

  #forget(circle: CircleId, id: string): void {
    this.#open.delete(`${hex(circle)} ${id}`)
    this.#deps.db.prepare('DELETE FROM joining_file WHERE circle = ? AND id = ?').run(circle, unhex(id))
  }
}

/** The circle and the invitation that it was found by are those that it names and was signed for. */
function opened(file: Uint8Array, { circle, invite, rendezvous }: Door): Asked | undefined {
  const asked = readAsking(file, rendezvous, invite.pk)
  return asked && equal(asked.circle, circle) && equal(asked.invite, invite.id) ? asked : undefined
}
