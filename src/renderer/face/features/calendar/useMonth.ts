/** Which days of a month have words, and the last day one can go to. */
import { useEffect, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import { useHouse } from '../../bridge/rooms.ts'

/** `2026-11` of a day. */
export const monthOf = (day: Day): string => day.slice(0, 7)
const LAST = '9999-12-31' as Day

type Month = { readonly month: string; readonly days: readonly Day[] }

export function useMonth(day: Day, today: Day) {
  const { vault } = useHouse()
  const month = monthOf(day)
  const [read, setRead] = useState<Month | null>(null)
  const [last, setLast] = useState(today)
  const [fault, setFault] = useState<Fault | null>(null)

  useEffect(() => {
    let left = false
    const [from, to] = [`${month}-01` as Day, `${month}-31` as Day]
    void vault.ask('journal.days', { from, to }).then(answer => {
      if (left) return
      setFault(answer.ok ? null : answer.fault)
      if (answer.ok) setRead({ month, days: answer.value.days })
    })
    return () => {
      left = true
    }
  }, [vault, month])

  // A clock that was ahead for a while left words on days that are still to come.
  useEffect(() => {
    void vault.ask('journal.days', { from: today, to: LAST }).then(answer => {
      const newest = answer.ok ? answer.value.days.at(-1) : undefined
      if (newest && newest > today) setLast(newest)
    })
  }, [vault, today])

  /** Null until they are known. */
  const days = read?.month === month ? read.days : null
  return { days, last, fault }
}
