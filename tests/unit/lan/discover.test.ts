import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPacket } from '../../../src/main/lan/discover.ts'

const id = 'ab'.repeat(16)
const service = (name: string) => `${name}._kinfold._tcp.local`
const srv = (change: object = {}) => ({
  type: 'SRV',
  name: service(id),
  ttl: 120,
  data: { port: 48132, target: 'x' },
  ...change,
})
const none = { hubs: [], goodbyes: [] }

describe('a packet of multicast DNS', () => {
  it('names a hub and its port, in whichever letters', () => {
    const found = { hubs: [{ id, port: 48132 }], goodbyes: [] }
    expect(readPacket({ answers: [srv()], additionals: [] })).toEqual(found)
    expect(readPacket({ answers: [], additionals: [srv({ name: service(id).toUpperCase() })] })).toEqual(
      found,
    )
  })

  it('says goodbye', () => {
    expect(readPacket({ answers: [srv({ ttl: 0 })] })).toEqual({ hubs: [], goodbyes: [id] })
  })

  it.each([
    ['another service', { name: `${id}._http._tcp.local` }],
    ['a name that is none of ours', { name: service('Anas-Laptop') }],
    ['a name with more in front', { name: `x.${service(id)}` }],
    ['another record', { type: 'TXT' }],
    ['port 0', { data: { port: 0 } }],
    ['port 65536', { data: { port: 65_536 } }],
    ['a port that is no number', { data: { port: '48132' } }],
    ['no data', { data: null }],
    ['no name', { name: undefined }],
  ])('with %s names nobody', (_what, change) => {
    expect(readPacket({ answers: [srv(change)] })).toEqual(none)
  })

  it('names no more than one computer needs, however long it is', () => {
    const answers = Array.from({ length: 1000 }, (_, i) =>
      srv({ name: service(i.toString(16).padStart(32, '0')) }),
    )
    expect(readPacket({ answers }).hubs).toHaveLength(2)
  })

  it('never throws, whatever stands where its records should be', () => {
    const record = fc.oneof(
      fc.anything(),
      fc.record(
        { type: fc.constantFrom('SRV', 'PTR'), name: fc.anything(), ttl: fc.anything(), data: fc.anything() },
        { requiredKeys: [] },
      ),
    )
    const list = fc.oneof(fc.anything(), fc.array(record))
    fc.assert(
      fc.property(fc.record({ answers: list, additionals: list }, { requiredKeys: [] }), packet => {
        for (const { port } of readPacket(packet).hubs) expect(port).toBeGreaterThan(0)
      }),
    )
  })
})
