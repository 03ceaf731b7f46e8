/** Words that two people compare at any time, each half the same on both screens; and the words of the circle. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Circle, CircleId, Member, PairWords } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { SafetyWords } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './PeoplePage.module.css'
import { useReadAgain } from './useCircle.ts'

export function Compare({ circle, member }: { readonly circle: Circle; readonly member: Member }) {
  const [open, setOpen] = useState(false)
  if (member.you || circle.standing !== 'in') return null
  return (
    <div>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('people.compare', { name: member.name })}
      </Button>
      {open && <Words circle={circle} member={member} close={() => setOpen(false)} />}
    </div>
  )
}

type WordsProps = { readonly circle: Circle; readonly member: Member; readonly close: () => void }

function Words({ circle, member: { id: member, name }, close }: WordsProps) {
  const { vault } = useHouse()
  const [pair, setPair] = useState<PairWords | null>(null)
  const [changed, setChanged] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const given = useRef(false)
  // The same words stay the same object.
  const read = useCallback(async () => {
    const answer = await vault.ask('circle.pairWords', { circle: circle.id, member })
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    setPair(now => {
      const same = now && wordsOf(now).join() === wordsOf(answer.value).join()
      if (now && !same) setChanged(true)
      return same ? now : answer.value
    })
  }, [vault, circle.id, member])
  // Somebody may have another computer by now.
  useReadAgain(circle.id, read)
  const answer = async (same: boolean) => {
    if (!pair || given.current) return
    given.current = true
    const said = await vault.ask('circle.compared', {
      circle: circle.id,
      member,
      words: wordsOf(pair),
      same,
    })
    given.current = false
    if (!said.ok && said.fault === 'out-of-step') {
      setChanged(true)
      return void read()
    }
    close()
    say(said.ok ? t(same ? 'compare.yes.said' : 'compare.no.said', { name }) : faultWords(said.fault))
  }
  return (
    <Dialog title={t('compare.title', { name })} open close={close}>
      <p>{t('compare.how', { name })}</p>
      {changed && <p role="alert">{t('compare.changed')}</p>}
      {fault && <InlineError words={faultWords(fault)} />}
      {pair?.halves.map(half => {
        const label = half.you ? t('compare.yours') : t('compare.theirs', { name: half.name })
        return (
          <section key={half.you ? 'mine' : 'theirs'}>
            <h3>{label}</h3>
            <SafetyWords words={half.words} label={label} />
          </section>
        )
      })}
      <p>{t('compare.what', { name })}</p>
      <p className="hush">{t('compare.kept')}</p>
      <div className={plain['row']}>
        {pair && !fault && (
          <>
            <Button onPress={() => void answer(true)}>{t('compare.yes')}</Button>
            <Button onPress={() => void answer(false)}>{t('compare.no')}</Button>
          </>
        )}
        <Button look="quiet" onPress={close}>
          {t('compare.later')}
        </Button>
      </div>
    </Dialog>
  )
}

const wordsOf = ({ halves }: PairWords): string[] => halves.flatMap(({ words }) => words)

export function CircleWords({ circle }: { readonly circle: CircleId }) {
  const { vault } = useHouse()
  const [words, setWords] = useState<readonly string[]>([])
  useEffect(() => {
    void vault.ask('circle.words', { circle }).then(answer => {
      if (answer.ok) setWords(answer.value)
    })
  }, [vault, circle])
  return (
    <section className={styles['round']}>
      <h2>{t('circleWords.title')}</h2>
      <p>{t('circleWords.what')}</p>
      <SafetyWords words={words} label={t('circleWords.title')} />
      <p className="hush">{t('circleWords.not')}</p>
    </section>
  )
}
