import { describe, expect, it } from 'vitest'
import { mayEnterAsCourier, mayEnterAsHub } from '../../../src/main/lan/door.ts'

const courier = { url: '/?token=abc', origin: 'app://courier', host: '127.0.0.1:5000', from: '127.0.0.1' }

describe("the courier's door", () => {
  it('opens for the courier', () => {
    expect(mayEnterAsCourier(courier, 5000, 'abc')).toBe(true)
  })

  it.each([
    { origin: undefined },
    { origin: 'app://kinfold' },
    { origin: 'app://courier.evil' },
    { origin: 'https://example.org' },
    { host: undefined },
    { host: 'localhost:5000' },
    { host: '127.0.0.1:5001' },
    { host: 'evil.example:5000' },
    { url: undefined },
    { url: '/' },
    { url: '/?token=' },
    { url: '/?token=abcd' },
    { url: '/else?token=abc' },
    { url: '//evil/?token=abc' },
    { url: '//' },
    { url: 'http://[' },
    { from: '192.168.1.3' },
    { from: undefined },
  ])('stays shut for %j', change => {
    expect(mayEnterAsCourier({ ...courier, ...change }, 5000, 'abc')).toBe(false)
  })
})

const hub = { url: '/kinfold/1', origin: undefined, host: '192.168.1.2:48132', from: '192.168.1.9' }

describe("the other hubs' door", () => {
  it('opens for a hub that dialled an address', () => {
    expect(mayEnterAsHub(hub)).toBe(true)
    expect(mayEnterAsHub({ ...hub, host: '[fd00::2]:48132' })).toBe(true)
  })

  it.each([
    { origin: 'https://example.org' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'app://courier' },
    { host: undefined },
    { host: 'evil.example' },
    { host: 'localhost:48132' },
    { host: '192.168.1.2.evil.example:48132' },
    { url: '/' },
    { url: '/kinfold/2' },
  ])('stays shut for %j', change => {
    expect(mayEnterAsHub({ ...hub, ...change })).toBe(false)
  })
})
