/** Said once when somebody comes to a door, or something waits for an answer: politely, wherever one is, and never outside the window. */
import { useHouse } from '../../bridge/rooms.ts'
import { useDoors, useDoorWords } from './doors.ts'
import { useQuestionWords } from './questions.ts'

export function Doorbell() {
  useDoors(useHouse())
  const [door, question] = [useDoorWords(), useQuestionWords()]
  return (
    <>
      <p aria-live="polite" className="unseen">
        {door}
      </p>
      <p aria-live="polite" className="unseen">
        {question}
      </p>
    </>
  )
}
