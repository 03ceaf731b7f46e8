/** Locking: what is on the screen goes at once, what is unsent is saved, and then nothing that knew a word is left running. */

/** The face has this long, in ms, to send what is unsent. */
export const FLUSH = 500

export type Locking = {
  /** At once: the words are off the screen. */
  readonly cover: () => void
  /** Tells the face to send what is unsent; resolves when it answers, if it does. True: some words the disk refused. */
  readonly flush: () => Promise<boolean>
  /** What the face said last about words that the disk refuses, for when it does not answer in time. */
  readonly holds: () => boolean
  /** Resolves when the vault's process has ended, the keys with it. */
  readonly closeVault: () => Promise<void>
  readonly endCourier: () => void
  readonly endFace: () => void
  /** Instead: its words are nowhere else, so it stays, closed, and asks for the passphrase. */
  readonly keepFace: () => void
  readonly wait: (ms: number) => Promise<void>
}

/** In this order, and never out of it. Resolves when vault, courier and face have ended. */
export async function lock(steps: Locking): Promise<void> {
  steps.cover()
  const unsent = await Promise.race([steps.flush(), steps.wait(FLUSH).then(steps.holds)])
  steps.endCourier()
  await steps.closeVault()
  if (unsent) steps.keepFace()
  else steps.endFace()
}
