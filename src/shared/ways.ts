/** The networks that this computer stands in, which of them may be used, and in which of them an address lies. */
import * as v from 'valibot'
import { isLoopback, isNear, unmapped } from './address.ts'

/** One of our own addresses, how many bits of it name its network, and whether a person lets that be used. */
export const Subnet = v.object({
  address: v.pipe(v.string(), v.maxLength(64)),
  prefix: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(128)),
  may: v.boolean(),
})
export type Subnet = v.InferOutput<typeof Subnet>

/** `far`: the families of which the system's way to everywhere else leaves by a network that may be used. */
export const Ways = v.object({
  subnets: v.pipe(v.array(Subnet), v.maxLength(1024)),
  far: v.array(v.picklist([4, 6])),
})
export type Ways = v.InferOutput<typeof Ways>

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** 4 bytes or 16, without any zone; undefined: no address. */
function bytesOf(text: string): readonly number[] | undefined {
  const host = unmapped(text.toLowerCase())
  const bytes = IPV4.test(host) ? host.split('.').map(Number) : bytesOf6(host)
  return bytes?.every(one => one <= 255) ? bytes : undefined
}

/** RFC 4291, 2.2: eight groups, of which `::` stands in for some of zero. */
function bytesOf6(host: string): number[] | undefined {
  if (!/^[0-9a-f:]*$/.test(host)) return undefined
  const [head = '', tail, ...more] = host.split('::')
  const read = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [before, after] = [read(head), read(tail ?? '')]
  const missing = 8 - before.length - after.length
  const whole = tail === undefined ? missing === 0 : missing > 0
  const groups = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after]
  if (more.length > 0 || !whole || !groups.every(one => /^[0-9a-f]{1,4}$/.test(one))) return undefined
  return groups.flatMap(one => [Number.parseInt(one, 16) >> 8, Number.parseInt(one, 16) & 255])
}

/** Whether a host lies in the network of this address. */
export function isIn({ address, prefix }: Pick<Subnet, 'address' | 'prefix'>, host: string): boolean {
  const [net, one] = [bytesOf(address), bytesOf(host)]
  if (!net || !one || net.length !== one.length) return false
  return net.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, prefix - 8 * i))
    return byte >> (8 - bits) === one[i]! >> (8 - bits)
  })
}

/**
 * By which sort of network packets to this host leave. As routes have it the narrowest one counts; where two are as narrow and
 * one of them may not be used, it is not known by which they go, so they may not.
 */
export function wayOf(subnets: readonly Subnet[], host: string): 'may' | 'not' | 'far' {
  const around = subnets.filter(one => isIn(one, host))
  const narrowest = around.reduce((most, { prefix }) => Math.max(most, prefix), 0)
  if (around.length === 0) return 'far'
  return around.every(({ prefix, may }) => may || prefix < narrowest) ? 'may' : 'not'
}

/** Whether a packet may go there. Somebody near whom no network of ours holds stands behind one that nobody named. */
export function mayGo({ subnets, far }: Ways, host: string): boolean {
  if (isLoopback(host)) return true
  const way = wayOf(subnets, host)
  const family = bytesOf(host)?.length === 4 ? 4 : 6
  return (
    way === 'may' || (way === 'far' && bytesOf(host) !== undefined && !isNear(host) && far.includes(family))
  )
}

/** Whether this is an address of ours, in a network that may be used. */
export function isOurs({ subnets }: Ways, host: string): boolean {
  const bytes = bytesOf(host)?.join()
  return isLoopback(host) || subnets.some(({ address, may }) => may && bytesOf(address)?.join() === bytes)
}
