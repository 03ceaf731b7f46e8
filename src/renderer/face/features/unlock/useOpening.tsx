/** Opening the notebook by a key, whichever it is: what was answered, and what can be done where it is damaged. */
import { type FormEvent, type ReactNode, useCallback, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { OnCover } from '../backup/OnCover.tsx'
import styles from './Cover.module.css'
import { useHarm } from './harm.ts'
import { refusedWords } from './refused.ts'
import { type Notice, useStage } from './stage.ts'

export type OpeningProps = {
  readonly typed: Key
  /** What is still needed before it is tried; empty: nothing. */
  readonly needs: string
  /** Back to where one types, after an answer. */
  readonly again: () => void
  readonly opened: (notices: readonly Notice[]) => void
}

export type Opening = {
  /** A backup is looked for before it opens. */
  readonly look: boolean
  readonly answer: string
  readonly send: (event: FormEvent) => void
  /** What a damaged notebook can be put right by. */
  readonly mend: ReactNode
  /** What opens it, and beside it the other way in. */
  readonly row: (other: string, onOther: () => void) => ReactNode
  /** For who does not see it. */
  readonly aloud: ReactNode
}

export function useOpening({ typed, needs, again, opened }: OpeningProps): Opening {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  const look = useHarm(({ harm }) => harm === 'look')
  const [answer, setAnswer] = useState('')
  const [opening, setOpening] = useState(false)
  const [damaged, setDamaged] = useState<Key | null>(null)
  const refused = useCallback(
    (fault: Fault) => {
      setDamaged(null)
      setAnswer(refusedWords(fault))
      again()
    },
    [again],
  )
  const open = async () => {
    if (opening) return
    setOpening(true)
    setAnswer('')
    const answered = await vault.ask('vault.unlock', typed)
    setOpening(false)
    if (answered.ok) return opened(answered.value.notices)
    if (answered.fault === 'no-vault') return set('none')
    refused(answered.fault)
    if (answered.fault === 'damaged') setDamaged(typed)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (opening) return
    setAnswer(needs)
    if (needs) return again()
    if (look) setDamaged(typed)
    else void open()
  }
  return {
    look,
    answer,
    send,
    mend: damaged && <OnCover typed={damaged} {...(look ? { asItIs: () => void open(), refused } : {})} />,
    row: (other, onOther) => (
      <div className={styles['row']}>
        {!(look && damaged) && (
          <Button type="submit" look={damaged ? 'plain' : 'main'} big busy={opening}>
            {t(opening ? 'cover.opening' : look ? 'cover.harmed.look' : 'cover.open')}
          </Button>
        )}
        <Button look="quiet" onPress={onOther} busy={opening}>
          {other}
        </Button>
      </div>
    ),
    aloud: (
      <p role="status" className="unseen">
        {opening ? t('cover.opening.long') : ''}
      </p>
    ),
  }
}
