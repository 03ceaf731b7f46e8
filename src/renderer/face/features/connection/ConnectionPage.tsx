/** The connection doctor: one thing to try, what Kinfold sees of the network, and a report for somebody who helps. */
import { Circle, CircleCheck, CircleDashed, Diamond } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Connection } from '../../../../shared/contract/connection.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './ConnectionPage.module.css'
import { Interfaces } from './Interfaces.tsx'
import { nextThing } from './next.ts'
import { report } from './report.ts'
import { type Row, rowsOf, type Sign } from './rows.ts'
import { tryWords } from './try.ts'

export function ConnectionPage() {
  const { shell, platform } = useHouse()
  const { connection, fault, read } = useConnection()
  const copy = async (seen: Connection) => {
    const about = await shell.ask('shell.about', {})
    if (!about.ok) return say(faultWords(about.fault))
    const copied = await shell.ask('shell.copy', { text: report(seen, platform, about.value) })
    say(copied.ok ? t('connection.report.said') : faultWords(copied.fault))
  }
  const next = connection && nextThing(connection)
  return (
    <PlainPage
      title={t('connection.title')}
      lead={t('connection.lead')}
      aside={<PlaceLink to={{ at: 'circles' }}>{t('places.circles')}</PlaceLink>}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      <section aria-label={t('connection.now')} className={styles['next']}>
        <div role="status">
          {next && <p className={styles['now']}>{t(`connection.next.${next}`)}</p>}
          {next && <p>{tryWords(next, platform)}</p>}
        </div>
      </section>
      {connection && (
        <>
          <ul className={plain['list']} aria-label={t('connection.rows')}>
            {rowsOf(connection, platform).map(row => (
              <Line key={row.id} row={row} />
            ))}
          </ul>
          <Interfaces choice={connection.interfaces} read={read} />
          <section className={plain['form']}>
            <p>{t('connection.report.what')}</p>
            <div>
              <Button onPress={() => void copy(connection)}>{t('connection.report.copy')}</Button>
            </div>
          </section>
        </>
      )}
    </PlainPage>
  )
}

function useConnection() {
  const { vault } = useHouse()
  const [connection, setConnection] = useState<Connection | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('network.read', {})
    if (answer.ok) setConnection(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault])
  useEffect(() => {
    void read()
    const again = () => void read()
    const offs = [vault.on('network.changed', again), vault.on('circle.listChanged', again)]
    return () => {
      for (const off of offs) off()
    }
  }, [vault, read])
  return { connection, fault, read }
}

const SHAPE = { well: CircleCheck, off: Circle, unknown: CircleDashed, look: Diamond } as const
function SignOf({ sign }: { readonly sign: Sign }) {
  const Shape = SHAPE[sign]
  return (
    <span className={styles['sign']}>
      <Shape aria-hidden="true" size="1.1em" strokeWidth={1.75} />
      {t(`connection.sign.${sign}`)}
    </span>
  )
}

function Line({ row: { id, sign, words, items } }: { readonly row: Row }) {
  return (
    <li>
      <div className={styles['head']}>
        <h2 className={plain['named']}>{t(`connection.row.${id}`)}</h2>
        <SignOf sign={sign} />
      </div>
      {words.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {items.length > 0 && (
        <ul className={styles['items']}>
          {items.map(({ own, words: about }) => (
            <li key={own}>
              <bdi className={styles['own']}>{own}</bdi> {about}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
