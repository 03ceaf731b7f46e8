/** Where backups go, which there are, and what can be done with each. */
import { useState } from 'react'
import type { Backup } from '../../../../shared/contract/backups.ts'
import type { Key } from '../../../../shared/contract/keys.ts'
import { dayOf } from '../../../../shared/locales/days.ts'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { KeyQuestion } from '../backup/KeyQuestion.tsx'
import { UnderWay } from '../backup/UnderWay.tsx'
import { useBackups } from '../backup/useBackups.ts'
import { aboutBackup, aboutContents, whenMade, whyNone } from '../backup/words.ts'
import styles from './SettingsPage.module.css'

type Asked =
  | { readonly what: 'try' | 'restore'; readonly backup: Backup }
  | { readonly what: 'drop'; readonly name: string }

export function Backups() {
  const { vault, shell, clock } = useHouse()
  const { list, fault, read } = useBackups()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!list)
    return (
      fault && (
        <>
          <h2>{t('backups.title')}</h2>
          <InlineError words={faultWords(fault)} />
        </>
      )
    )

  const choose = async () => {
    const answer = await shell.ask('shell.chooseFolder', { why: 'keep' })
    if (!answer.ok || !answer.value.folder) return
    const chosen = await vault.ask('backup.choose', { folder: answer.value.folder })
    setSaid(chosen.ok ? t('backups.chosen') : faultWords(chosen.fault))
    await read()
  }
  const stop = async () => {
    const chosen = await vault.ask('backup.choose', {})
    setSaid(chosen.ok ? t('backups.stopped') : faultWords(chosen.fault))
    await read()
  }
  const make = async () => {
    setBusy(true)
    setSaid('')
    const made = await vault.ask('backup.make', {})
    setBusy(false)
    setSaid(made.ok ? t('backups.made', { entries: made.value.entries ?? 0 }) : whyNone(made.fault))
    await read()
  }
  const close = () => setAsked(null)
  const tryIt = async (backup: Backup, key: Key) => {
    const tried = await vault.ask('backup.try', { from: { name: backup.name }, key })
    await read()
    if (!tried.ok) return tried.fault
    setSaid(aboutContents(tried.value, dayOf(clock.now())))
    close()
    return null
  }
  const restore = async (backup: Backup, key: Key) => {
    const restored = await vault.ask('backup.restore', { from: { name: backup.name }, key })
    // The vault asks the shell to lock: the next page is the cover.
    return restored.ok ? null : restored.fault
  }
  const drop = async (name: string) => {
    const dropped = await vault.ask('backup.dropBefore', { name })
    setSaid(dropped.ok ? t('backups.dropped') : faultWords(dropped.fault))
    close()
    await read()
  }

  return (
    <section className={styles['group']} aria-label={t('backups.title')}>
      <h2>{t('backups.title')}</h2>
      <p>{t('backups.lead')}</p>
      <p>
        {list.folder === null ? t('backups.none') : t('backups.where')}{' '}
        {list.folder && <strong>{list.folder}</strong>}
      </p>
      {list.place === 'gone' && <p>{faultWords('folder-gone')}</p>}
      {list.folder !== null && <p>{t('backups.daily')}</p>}
      <div className={plain['row']}>
        {list.folder !== null && (
          <Button look="main" busy={busy} onPress={() => void make()}>
            {t('backups.make')}
          </Button>
        )}
        <Button onPress={() => void choose()}>
          {t(list.folder === null ? 'backups.choose' : 'backups.another')}
        </Button>
        {list.folder !== null && (
          <Button look="quiet" onPress={() => void stop()}>
            {t('backups.stop')}
          </Button>
        )}
      </div>
      {busy && <UnderWay label={t('backups.making')} />}
      <p role="status" className={said ? plain['answer'] : 'unseen'}>
        {busy ? t('backups.making') : said}
      </p>
      {list.place === 'there' && list.backups.length === 0 && <p>{t('backups.empty')}</p>}
      {list.backups.length > 0 && (
        <ul className={plain['list']} aria-label={t('backups.list')}>
          {list.backups.map(backup => {
            const when = whenMade(backup)
            return (
              <li key={backup.name}>
                <p className={plain['named']}>{when}</p>
                <p className={plain['excerpt']}>{aboutBackup(backup)}</p>
                {(backup.state === 'opens' || backup.state === 'other-key') && (
                  <div className={plain['row']}>
                    <Button
                      look="quiet"
                      aria-label={t('backups.look.label', { when })}
                      onPress={() => go({ at: 'backup', name: backup.name })}
                    >
                      {t('backups.look')}
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={t('backups.try.label', { when })}
                      onPress={() => setAsked({ what: 'try', backup })}
                    >
                      {t('backups.try')}
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={t('backups.restore.label', { when })}
                      onPress={() => setAsked({ what: 'restore', backup })}
                    >
                      {t('backups.restore')}
                    </Button>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {list.before.length > 0 && (
        <>
          <h3>{t('backups.before')}</h3>
          <p>{t('backups.before.lead')}</p>
          <ul className={plain['list']} aria-label={t('backups.before')}>
            {list.before.map(({ name, bytes }) => (
              <li key={name}>
                <p className={plain['named']}>{name}</p>
                <p className={plain['excerpt']}>{sizeName(bytes)}</p>
                <Button
                  look="quiet"
                  aria-label={t('backups.drop.label', { name })}
                  onPress={() => setAsked({ what: 'drop', name })}
                >
                  {t('backups.drop')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <PlaceLink to={{ at: 'moving' }}>{t('moving.title')}</PlaceLink>
      </p>
      {asked?.what === 'try' && (
        <KeyQuestion
          title={t('backups.try.title')}
          go={t('backups.try')}
          onKey={key => tryIt(asked.backup, key)}
          close={close}
          stopped={setSaid}
        >
          <p>{t('backups.try.lead')}</p>
        </KeyQuestion>
      )}
      {asked?.what === 'restore' && (
        <KeyQuestion
          title={t('backups.restore.title')}
          go={t('backups.restore.go')}
          onKey={key => restore(asked.backup, key)}
          close={close}
          stopped={setSaid}
        >
          <p>{t('backups.restore.lead', { when: whenMade(asked.backup) })}</p>
          <p>{t('backups.restore.kept')}</p>
          <p>{t('backups.restore.circles')}</p>
        </KeyQuestion>
      )}
      {asked?.what === 'drop' && (
        <Dialog title={t('backups.drop.title')} open ask close={close}>
          <p>{t('backups.drop.lead')}</p>
          <div>
            <Button onPress={() => void drop(asked.name)}>{t('backups.drop')}</Button>
            <Button look="quiet" onPress={close}>
              {t('backup.leave')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
