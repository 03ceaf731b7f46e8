/** Where somebody was the last time: read from the vault when it opens, and kept there as they go on. */
import { useEffect, useState } from 'react'
import type { House } from './bridge/rooms.ts'
import { address, lasting, placeAt, useHere, usePlaces } from './places.ts'

/** False until it is known which page comes first. */
export function useWhereabouts({ vault }: Pick<House, 'vault'>): boolean {
  const here = useHere()
  // A window that went somewhere already, as by an invitation, stays there.
  const [known, setKnown] = useState(() => usePlaces.getState().trail.length > 1)

  useEffect(() => {
    if (known) return
    let left = false
    void vault.ask('desk.read', {}).then(answer => {
      if (left) return
      const last = answer.ok && answer.value.place !== null ? placeAt(answer.value.place) : null
      if (last) usePlaces.getState().begin(last)
      setKnown(true)
    })
    return () => {
      left = true
    }
  }, [vault, known])

  const place = address(lasting(here))
  useEffect(() => {
    // What cannot be kept costs nobody a word.
    if (known) void vault.ask('desk.keep', { place })
  }, [vault, known, place])
  return known
}
