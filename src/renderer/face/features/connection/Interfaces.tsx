/** Which networks of this computer Kinfold may use. */
import { useRef, useState } from 'react'
import type { InterfaceChoice } from '../../../../shared/contract/connection.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { Switch } from '../../ui/Switch.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './ConnectionPage.module.css'
import { linesOf, sortOf, withOne } from './interfaces.ts'

type Props = { readonly choice: InterfaceChoice; readonly read: () => Promise<void> }

export function Interfaces({ choice, read }: Props) {
  const { vault } = useHouse()
  const [fault, setFault] = useState<string | null>(null)
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  /** One after the other, each from what stands there by then. */
  const choose = (next: (now: InterfaceChoice) => InterfaceChoice['only']) => {
    turn.current = turn.current.then(async () => {
      const now = await vault.ask('network.read', {})
      const set = now.ok ? await vault.ask('network.use', { only: next(now.value.interfaces) }) : now
      setFault(set.ok ? null : faultWords(set.fault))
      if (set.ok) say(t('ways.kept'))
      await read()
    })
  }
  const lines = linesOf(choice)
  return (
    <section className={styles['ways']}>
      <h2>{t('ways.title')}</h2>
      {choice.harmed && <InlineError words={t('ways.harmed')} />}
      <p>{t('ways.what')}</p>
      {lines.length > 0 ? (
        <ul className={plain['list']} aria-label={t('ways.title')}>
          {lines.map(({ name, may, here }) => (
            <li key={name}>
              <Switch on={may} onChange={on => choose(now => withOne(now, name, on))}>
                <span className={styles['way']}>
                  <bdi>{name}</bdi> <About name={name} here={here} />
                </span>
              </Switch>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('ways.none')}</p>
      )}
      <p>{t(choice.only === null ? 'ways.all' : 'ways.some')}</p>
      {choice.only !== null && (
        <div>
          <Button onPress={() => choose(() => null)}>{t('ways.useAll')}</Button>
        </div>
      )}
      {fault && <InlineError words={fault} />}
    </section>
  )
}

/** What the name says of it, where it says so in other words. */
function About({ name, here }: { readonly name: string; readonly here: boolean }) {
  const sort = sortOf(name)
  const words = [
    ...(sort && t(`ways.${sort}`) !== name ? [t(`ways.${sort}`)] : []),
    ...(here ? [] : [t('ways.away')]),
  ]
  return words.length > 0 && <span className={styles['items']}>{words.join(', ')}</span>
}
