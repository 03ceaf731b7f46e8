/** By which of its own addresses this system would reach another one. */
import { createSocket } from 'node:dgram'
import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** An address that a name stands for, and the address from which this system would reach it. */
export type MayLeave = (host: string, from: string) => boolean

/** Looks a name up, and keeps of its addresses those that this system reaches by a way it may take. */
export function within(mayLeave: MayLeave): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, async (error, found) => {
      if (error) return done(error, '')
      const may = await Promise.all(found.map(async one => mayLeave(one.address, await wayTo(one))))
      const left = found.filter((_, i) => may[i])
      const [first] = left
      if (!first)
        return done(Object.assign(new Error('no way that may be taken'), { code: 'ENETUNREACH' }), '')
      return options.all ? done(null, left) : done(null, first.address, first.family)
    })
  }
}

/** The own address from which this system would send there: a datagram socket asks the routes and sends nothing. */
export function wayTo({ address, family }: LookupAddress): Promise<string> {
  return new Promise(resolve => {
    const socket = createSocket(family === 4 ? 'udp4' : 'udp6')
    const answer = (own: string): void => {
      resolve(own)
      socket.close()
    }
    socket.once('error', () => answer(''))
    socket.connect(9, address, () => answer(socket.address().address))
  })
}
