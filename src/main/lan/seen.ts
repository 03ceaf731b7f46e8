/** Tells what the hub sees when it has changed, and not more than twice a second. */
import type { NetworkSeen } from '../../shared/contract/lan.ts'

/** Milliseconds between two tellings. */
const APART = 500

/** `gather` is asked when it is time to tell. Answers what is to be called at each change. */
export function telling(
  gather: () => NetworkSeen,
  tell: (network: NetworkSeen) => void,
  now: () => number,
): () => void {
  let last = Number.NEGATIVE_INFINITY
  let told = ''
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(
      () => {
        waiting = false
        const network = gather()
        const text = JSON.stringify(network)
        if (text === told) return
        told = text
        last = now()
        tell(network)
      },
      Math.max(0, last + APART - now()),
    )
  }
}
