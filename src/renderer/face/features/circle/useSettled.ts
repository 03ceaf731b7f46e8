import { useEffect, useState } from 'react'

/** Long enough that what one keystroke sets going and the next instant ends is not said, in ms. */
const SETTLED = 1000

/** The value, once it has stood still: what changes back at once is never shown. Null is no value yet. */
export function useSettled<T>(value: T | null): T | null {
  const [shown, setShown] = useState(value)
  const first = shown === null
  useEffect(() => {
    const timer = setTimeout(() => setShown(value), first ? 0 : SETTLED)
    return () => clearTimeout(timer)
  }, [value, first])
  return shown
}
