/** Said once when somebody comes to a door: politely, wherever one is, and never outside the window. */
import { useHouse } from '../../bridge/rooms.ts'
import { useDoors, useDoorWords } from './doors.ts'

export function Doorbell() {
  useDoors(useHouse())
  return (
    <p aria-live="polite" className="unseen">
      {useDoorWords()}
    </p>
  )
}
