/** Somebody presses "Sync now": whoever did not answer is dialled at once, however long the wait has become. */
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { until } from './world/device.ts'
import { startHub } from './world/hub.ts'

it('dials anew at each wish, where by itself it would wait ever longer', async () => {
  let calls = 0
  const shut = createServer(socket => {
    calls++
    socket.destroy()
  })
  await new Promise<void>(resolve => shut.listen(0, '127.0.0.1', resolve))
  const { port } = shut.address() as { port: number }
  const hub = await startHub()
  try {
    hub.configure([`127.0.0.1:${port}`], false)
    // By itself: at once, then after 1 s and 2 s or nearly. Six more would take a minute and longer.
    await until(() => calls >= 3, 20_000, 'three calls')
    for (let wish = 0; wish < 6; wish++) {
      const before = calls
      // A call that is just under way when it is wished for ends first.
      const press = setInterval(hub.again, 200)
      await until(() => calls > before, 3000, 'another call').finally(() => clearInterval(press))
    }
    expect(hub.output).toEqual([])
  } finally {
    await hub.stop()
    shut.close()
  }
})
