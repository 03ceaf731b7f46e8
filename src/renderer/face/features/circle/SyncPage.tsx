/** Where a circle's words are: on how many people's devices, what is still on its way, by which way; and a pause. */
import { type ReactNode, useRef } from 'react'
import { type Circle, type CircleId, travels } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import styles from './SyncPage.module.css'
import { isAlone, type SyncWord, syncWord } from './sync.ts'
import { useCircle } from './useCircle.ts'
import { useSettled } from './useSettled.ts'

const sentence = (word: SyncWord): string =>
  word === 'keyless' ? t('circle.keyless') : t(`sync.state.${word}`)

export function SyncPage({ id }: { readonly id: CircleId }) {
  const { circle, fault } = useCircle(id)
  const now = circle && syncWord(circle)
  const settled = useSettled(now)
  // What a person did is said at once.
  const aloud = [now, settled].includes('paused') ? now : settled
  return (
    <PlainPage
      title={t('sync.title')}
      {...(circle && { lead: t('sync.lead', { circle: circle.name }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {/* On the screen the sentence and the numbers under it are of one moment; what is said aloud has stood for a while. */}
      <p className={styles['word']} aria-hidden="true">
        {now && sentence(now)}
      </p>
      <p role="status" className="unseen">
        {aloud && sentence(aloud)}
      </p>
      {circle && <Rows circle={circle} />}
      {circle && travels(circle.standing) && <Acts id={id} circle={circle} />}
    </PlainPage>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Rows({ circle: { standing, sync } }: { readonly circle: Circle }) {
  const { people, reached, coming, heard, waiting, files, keeper } = sync
  const moves = travels(standing)
  const alone = isAlone(sync)
  return (
    <dl className={styles['rows']}>
      {people > 1 && <Line name={t('sync.people')}>{t('sync.people.of', { people, reached })}</Line>}
      {!alone && moves && <Line name={t('sync.coming')}>{t('sync.coming.of', { coming })}</Line>}
      <Line name={t('sync.ways')}>
        {moves && <p>{wayOf(sync)}</p>}
        {moves && keeper !== undefined && <p>{t('sync.ways.keeper', { when: instantName(keeper) })}</p>}
        {files.wrote === null && files.took === null && <p>{t('sync.file.none')}</p>}
        {files.wrote !== null && <p>{t('sync.file.wrote', { when: instantName(files.wrote) })}</p>}
        {files.took !== null && <p>{t('sync.file.took', { when: instantName(files.took) })}</p>}
      </Line>
      {!alone && (
        <Line name={t('sync.since')}>
          <p>
            {heard === null ? t('sync.since.never') : t('sync.since.heard', { when: instantName(heard) })}
          </p>
          {waiting !== null && <p>{t('sync.since.waiting', { when: instantName(waiting) })}</p>}
        </Line>
      )}
    </dl>
  )
}

function wayOf({ paused, off, links, ways }: Circle['sync']): string {
  if (paused) return t('sync.ways.paused')
  if (off) return t('sync.ways.off')
  if (links === 0) return t('sync.ways.none')
  return t(ways.includes('wide') ? 'sync.ways.wide' : 'sync.ways.local', { links })
}

function Acts({ id, circle: { sync } }: { readonly id: CircleId; readonly circle: Circle }) {
  const { vault } = useHouse()
  const given = useRef(false)
  const once = async (act: () => Promise<void>) => {
    if (given.current) return
    given.current = true
    await act()
    given.current = false
  }
  const syncNow = () =>
    once(async () => {
      const answer = await vault.ask('circle.syncNow', { circle: id })
      say(answer.ok ? t('sync.now.said') : faultWords(answer.fault))
    })
  const pause = (paused: boolean) =>
    once(async () => {
      const answer = await vault.ask('circle.pause', { circle: id, paused })
      if (!answer.ok) say(faultWords(answer.fault))
    })
  return (
    <>
      <section className={plain['form']} aria-label={t('sync.pause')}>
        <div className={plain['row']}>
          {!sync.paused && !sync.off && !isAlone(sync) && (
            <Button onPress={() => void syncNow()}>{t('sync.now')}</Button>
          )}
          <Button onPress={() => void pause(!sync.paused)}>
            {t(sync.paused ? 'sync.goOn' : 'sync.pause')}
          </Button>
        </div>
        <p>{t('sync.pause.what')}</p>
        <p>{t('sync.pause.long')}</p>
      </section>
      <div className={plain['row']}>
        <Button look="quiet" onPress={() => go({ at: 'file', circle: id })}>
          {t('circle.file')}
        </Button>
        <Button look="quiet" onPress={() => go({ at: 'meet', circle: id })}>
          {t('meet.title')}
        </Button>
        <Button look="quiet" onPress={() => go({ at: 'connection' })}>
          {t('sync.connection')}
        </Button>
      </div>
    </>
  )
}
