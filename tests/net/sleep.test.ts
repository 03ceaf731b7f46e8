/** A computer that slept: its hub does not wait for times that were set before. */
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { until } from './world/device.ts'
import { startHub } from './world/hub.ts'

/** So many that their next times cannot all have come by then: each waits 8 to 16 s. */
const DOORS = 40

it('dials all again at once after sleep, those too that will not have it', async () => {
  const hub = await startHub()
  const knocks = Array.from({ length: DOORS }, () => 0)
  const doors = knocks.map((_, i) =>
    createServer().on('upgrade', (_request, socket) => {
      knocks[i] = (knocks[i] ?? 0) + 1
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    }),
  )
  try {
    await Promise.all(doors.map(door => new Promise<void>(open => door.listen(0, '127.0.0.1', open))))
    hub.be({ dial: doors.map(door => `127.0.0.1:${(door.address() as { port: number }).port}`) })
    const refused = () => hub.seen()?.hubs.filter(({ state }) => state === 'refused').length
    await until(() => refused() === DOORS, 5000, 'everybody to refuse')
    const before = [...knocks]
    hub.signal('SIGSTOP')
    await new Promise(resolve => setTimeout(resolve, 11_000))
    expect(knocks).toEqual(before)
    hub.signal('SIGCONT')
    await until(() => knocks.every((knock, i) => knock > (before[i] ?? 0)), 3000, 'a knock at every door')
  } finally {
    hub.signal('SIGCONT')
    await hub.stop()
    for (const door of doors) door.close()
  }
  expect(hub.output).toEqual([])
})
