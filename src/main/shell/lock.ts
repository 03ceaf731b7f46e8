/** Locking: what is on the screen goes at once, what is unsent is saved, and then nothing that knew a word is left running. */

/** The face has this long, in ms, to send what is unsent. */
export const FLUSH = 500

export type Locking = {
  /** At once: the words are off the screen. */
  readonly cover: () => void
  /** Tells the face to send what is unsent; resolves when it says that all is saved, if it does. */
  readonly flush: () => Promise<void>
  /** Resolves when the vault's process has ended, the keys with it. */
  readonly closeVault: () => Promise<void>
  readonly endCourier: () => void
  readonly endFace: () => void
  readonly wait: (ms: number) => Promise<void>
}

/** In this order, and never out of it. Resolves when vault, courier and face have ended. */
export async function lock(steps: Locking): Promise<void> {
  steps.cover()
  await Promise.race([steps.flush(), steps.wait(FLUSH)])
  steps.endCourier()
  await steps.closeVault()
  steps.endFace()
}
