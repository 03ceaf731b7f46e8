/**
 * How far the chains of others are believed to go: by a device's own HEADS, or by those of two members. Anybody can name any
 * number for anybody's chain, and what is on its way is told to people. Nobody is asked about one's own.
 */
import type { DeviceId } from '../crypto/keys.ts'
import type { Heads } from './envelope/heads.ts'
import type { CircleState } from './log/state.ts'
import { hex } from './names/hex.ts'

/** By hex of the device: the number of the newest envelope. Devices that are out are not heard. */
export function believedEnds(
  { devices }: CircleState,
  own: DeviceId,
  said: readonly Heads[],
): Map<string, number> {
  const believed = new Map<string, number>()
  /** By device, then by member: the most that they named. */
  const named = new Map<string, Map<string, number>>()
  for (const { device, have } of said) {
    const by = devices.get(hex(device))
    if (by?.status !== 'active') continue
    for (const end of have) {
      const name = hex(end.device)
      if (name === hex(own)) continue
      if (name === hex(device)) believed.set(name, Math.max(end.seq, believed.get(name) ?? 0))
      const members = named.get(name) ?? new Map<string, number>()
      named.set(name, members)
      members.set(hex(by.member), Math.max(end.seq, members.get(hex(by.member)) ?? 0))
    }
  }
  for (const [name, members] of named) {
    const [, second = 0] = [...members.values()].sort((a, b) => b - a)
    if (second > (believed.get(name) ?? 0)) believed.set(name, second)
  }
  return believed
}
