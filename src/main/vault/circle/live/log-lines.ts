/** Every entry of a circle's log as one can read it: who said what, and whether it stands. */
import { equal } from '../../../../shared/bytes.ts'
import type { LogLine, Saying } from '../../../../shared/circle/log.ts'
import { absurd } from '../../../../shared/result.ts'
import type { DeviceId, MemberId } from '../../crypto/keys.ts'
import { type Act, actOf } from '../log/act.ts'
import type { Entry } from '../log/entry.ts'
import type { CircleLog } from '../log/reduce.ts'
import type { CircleState } from '../log/state.ts'
import { hex } from '../names/hex.ts'

type Told = { what: Saying; about?: string; words?: readonly string[] }

/**
 * Oldest first. Left out is what asks that `me` be let out, until it is so: nobody reads that of themselves
 * (docs/decisions, 0017).
 */
export function logLines(log: CircleLog, me: MemberId): LogLine[] {
  const { state, order } = log
  const names = new Map<string, string>()
  const nameOf = (member: Uint8Array | undefined): string => (member && names.get(hex(member))) ?? ''
  const of = (device: DeviceId): MemberId | undefined => log.deviceOf(hex(device))?.member
  const authors = new Map(order.map(entry => [hex(entry.id), entry]))
  const quiet = new Set<string>()

  return order.flatMap((entry): LogLine[] => {
    const id = hex(entry.id)
    const act = actOf(entry)
    if (act === 'malformed') return []
    if (act !== 'kept' && isQuiet(act, id)) {
      quiet.add(id)
      return []
    }
    const stands = !state.voided.has(id)
    const before = act !== 'kept' && act.type === 'PROFILE' ? nameOf(of(entry.author)) : undefined
    if (act !== 'kept' && stands) learn(act, of(entry.author))
    const author = act !== 'kept' && act.type === 'GENESIS' ? act.member : of(entry.author)
    const { what, about = '', words = [] } = act === 'kept' ? { what: 'newer' as const } : told(act, entry)
    const standing = !stands ? 'void' : waits(id, state) ? 'waits' : 'stands'
    const by = before ?? nameOf(author)
    return [{ id, what, at: entry.wallTime, by, about, words: [...words], standing }]
  })

  function isQuiet(act: Act, id: string): boolean {
    if (act.type === 'CONSENT') return quiet.has(hex(act.entry))
    return act.type === 'REMOVE' && equal(act.member, me) && state.removals.get(id)?.status === 'pending'
  }

  function learn(act: Act, author: MemberId | undefined): void {
    if (act.type === 'GENESIS') names.set(hex(act.member), act.memberName)
    if (act.type === 'ADMIT') names.set(hex(act.member), act.name)
    if (act.type === 'PROFILE' && author) names.set(hex(author), act.name)
  }

  function told(act: Act, entry: Entry): Told {
    switch (act.type) {
      case 'GENESIS':
        return { what: 'founded' }
      case 'REKEY':
        return { what: 'keys' }
      case 'INVITE':
        return { what: 'invite' }
      case 'INVITE_REVOKE':
        return { what: 'uninvite' }
      case 'ADMIT':
        return { what: 'admit', about: act.name }
      case 'CONSENT': {
        const asked = authors.get(hex(act.entry))
        return { what: 'agree', about: asked ? nameOf(of(asked.author)) : '' }
      }
      case 'DEVICE_ADD':
        return { what: 'computer' }
      case 'DEVICE_REVOKE':
        return { what: equal(act.device, entry.author) ? 'signOut' : 'lost' }
      case 'REMOVE':
        return { what: act.emergency ? 'removeNow' : 'remove', about: nameOf(act.member) }
      case 'REMOVE_LAPSED':
        return { what: 'lapsed', about: nameOf(state.removals.get(hex(act.remove))?.member) }
      case 'LEAVE':
        return { what: 'leave' }
      case 'PROMOTE':
        return { what: 'promote', about: nameOf(act.member) }
      case 'DEMOTE':
        return { what: 'demote', about: nameOf(act.member) }
      case 'PROFILE':
        return { what: 'rename', about: act.name }
      case 'AGREEMENT_PROPOSE':
        return { what: 'propose', words: act.lines }
      case 'AGREEMENT_ADOPT':
        return { what: 'adopt', about: nameOf(state.agreements.get(hex(act.proposal))?.by) }
      case 'HOST_ACTION': {
        const words = act.words === '' ? [] : [act.words]
        return act.action === HERE
          ? { what: 'here' }
          : { what: 'act', about: nameOf(act.member ?? undefined), words }
      }
      case 'SUCCEED':
        return { what: 'succeed', about: nameOf(act.member) }
      case 'FORKED':
        return { what: act.from ? 'forkedFrom' : 'forkedTo' }
      case 'CLOSE':
        return { what: 'close' }
      case 'EXPORTED':
        return { what: 'exported' }
      case 'ERASE':
        return { what: 'erase' }
      default:
        return absurd(act)
    }
  }
}

/** The host's action that says no more than that they are there. */
export const HERE = 'here'

/** An emergency removal is in force while it is asked about. */
const waits = (id: string, { pending, removals }: CircleState): boolean =>
  pending.has(id) && removals.get(id)?.status !== 'unconfirmed'
