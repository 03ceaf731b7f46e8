/** Two people's couriers on one computer, whose hubs know each other because one dialled the other. */
import { randomBytes } from 'node:crypto'
import { type Device, openDevice, until } from './device.ts'
import { openDisplay } from './display.ts'
import { forgetElectron, testElectron } from './electron.ts'

/** The room of some circle, as both of its people work it out: text without padding of 32 random bytes each. */
export const someRoom = () => ({
  name: randomBytes(32).toString('base64url'),
  password: randomBytes(32).toString('base64url'),
})

export type Two = Awaited<ReturnType<typeof openTwo>>

/** Throws where the hubs did not find each other within 20 s. */
export async function openTwo() {
  const display = await openDisplay()
  const electron = await testElectron()
  const openOne = (): Promise<Device> => openDevice({ electron, display: display.name })
  const [alice, bob] = await Promise.all([openOne(), openOne()])
  alice.configure([], true)
  await until(() => alice.addresses().length > 0, 20_000, 'an address of the hub')
  // Bob types Alice's address; Alice knows nothing of Bob.
  bob.configure(alice.addresses())
  await until(() => bob.lan.some(news => news.kind === 'dialled' && news.state === 'up'), 20_000, 'the hubs')
  return {
    alice,
    bob,
    /** Somebody more on this computer, whose hub knows nobody yet. */
    openOne,
    areTogether: () => alice.links.size === 1 && bob.links.size === 1,
    async empty(): Promise<void> {
      alice.rooms()
      bob.rooms()
      await until(() => alice.links.size + bob.links.size === 0, 20_000, 'an empty house')
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all([alice.close(), bob.close()])
      display.close()
      forgetElectron(electron)
    },
  }
}
