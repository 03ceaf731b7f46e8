/** A circle as the face shows it. */
import type { Circle, JoinRequest } from '../../../../shared/circle/circle.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'

export function circleView(
  store: CircleStore,
  circle: CircleId,
  requests: JoinRequest[],
  links: number,
): Circle {
  const state = store.state(circle)
  const me = store.me(circle)
  const members = [...state.members.values()].filter(({ status }) => status === 'active')
  const compared = store.comparedWith(circle)
  const notes = store
    .documents(circle, 'note')
    .map(note => ({
      id: hex(note.docId),
      title: store.noteTitle(circle, note.docId),
      modified: note.modified,
      readOnly: note.readOnly,
    }))
    .sort((a, b) => b.modified - a.modified)
  return {
    id: hex(circle),
    name: store.name(circle),
    members: members.map(({ id, name, rank }) => ({
      id: hex(id),
      name,
      you: hex(id) === hex(me.member),
      facilitator: rank !== null,
      compared: hex(id) === hex(me.member) ? null : compared.has(hex(id)),
    })),
    notes,
    requests,
    refusals: store.refusals(circle).map(({ reason, from, bytes, at }) => ({
      reason,
      from: (from && state.members.get(hex(from))?.name) ?? '',
      bytes,
      at,
    })),
    sync: syncState(store, circle, links),
  }
}

/** From signed heads only: a person is reached when one of their devices has everything this one has. */
function syncState(store: CircleStore, circle: CircleId, links: number): Circle['sync'] {
  const state = store.state(circle)
  const me = store.me(circle)
  const have = new Map(store.have(circle).map(({ device, seq }) => [hex(device), seq]))
  const reached = new Set([hex(me.member)])
  let coming = 0
  const claimed = new Map<string, number>()
  for (const heads of store.acks(circle)) {
    const member = state.devices.get(hex(heads.device))?.member
    const theirs = new Map(heads.have.map(({ device, seq }) => [hex(device), seq]))
    if (member && [...have].every(([device, seq]) => (theirs.get(device) ?? 0) >= seq))
      reached.add(hex(member))
    for (const [device, seq] of theirs) claimed.set(device, Math.max(seq, claimed.get(device) ?? 0))
  }
  for (const [device, seq] of claimed) coming += Math.max(0, seq - (have.get(device) ?? 0))
  const people = [...state.members.values()].filter(({ status }) => status === 'active')
  return {
    people: people.length,
    reached: people.filter(({ id }) => reached.has(hex(id))).length,
    coming,
    links,
  }
}
