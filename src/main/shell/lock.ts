/** Locking: what is on the screen goes at once, what is unsent is saved, and then nothing that knew a word is left running. */

/** The face has this long, in ms, to send what is unsent. */
export const FLUSH = 500

export type Locking = {
  /** At once: the words are off the screen. */
  readonly cover: () => void
  /** Tells the face to send what is unsent; resolves when it answers, if it does. True: some words are not saved. */
  readonly flush: () => Promise<boolean>
  /** What the face said last about words that are not saved, for when it does not answer. */
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
  let unsent: boolean | undefined
  const flushed = steps.flush().then(answer => {
    unsent = answer
  })
  await Promise.race([flushed, steps.wait(FLUSH)])
  steps.endCourier()
  await steps.closeVault()
  // A save under way is answered by now, or never will be; what the face makes of it may come a moment after.
  if (unsent === undefined && steps.holds()) await Promise.race([flushed, steps.wait(FLUSH)])
  if (unsent ?? steps.holds()) steps.keepFace()
  else steps.endFace()
}
