/** All days with words, newest first: a year at a time, so that nobody waits for a whole life. */
import { useEffect, useState } from 'react'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import type { Result } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'

type Answer = Result<Value<VaultContract, 'journal.days'>, Fault>
const LAST = '9999-12-31' as Day
const yearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01` as Day

export function useDays(today: Day): { readonly days: readonly Day[] | null; readonly fault: Fault | null } {
  const { vault } = useHouse()
  const [days, setDays] = useState<readonly Day[] | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    let left = false
    const read = async () => {
      let found: readonly Day[] = []
      let to: Day | null = LAST
      let from = yearOf(today)
      while (to) {
        const answer: Answer = await vault.ask('journal.days', { from, to })
        if (left) return
        if (!answer.ok) return setFault(answer.fault)
        found = [...found, ...answer.value.days.reverse()]
        setDays(found)
        to = answer.value.earlier
        if (to) from = yearOf(to)
      }
    }
    void read()
    return () => {
      left = true
    }
  }, [vault, today])
  return { days, fault }
}
