/** To a new computer, step by step: a backup onto a stick here, opened there. */
import { useState } from 'react'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import own from './Backup.module.css'
import { UnderWay } from './UnderWay.tsx'
import { whyNone } from './words.ts'

export function MovingPage() {
  const { vault, shell } = useHouse()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const make = async () => {
    const chosen = await shell.ask('shell.chooseFolder', { why: 'carry' })
    if (!chosen.ok || !chosen.value.folder) return
    setBusy(true)
    setSaid('')
    const made = await vault.ask('backup.make', { folder: chosen.value.folder })
    setBusy(false)
    setSaid(
      made.ok
        ? t('moving.made', { name: made.value.name, entries: made.value.entries ?? 0 })
        : whyNone(made.fault),
    )
  }
  return (
    <PlainPage
      title={t('moving.title')}
      lead={t('moving.lead')}
      aside={<PlaceLink to={{ at: 'settings' }}>{t('places.back')}</PlaceLink>}
    >
      <section className={own['part']}>
        <h2>{t('moving.here')}</h2>
        <p>{t('moving.here.lead')}</p>
        <div className={styles['row']}>
          <Button look="main" busy={busy} onPress={() => void make()}>
            {t('moving.make')}
          </Button>
        </div>
        {busy && <UnderWay label={t('backups.making')} />}
        <p role="status" className={said ? styles['answer'] : 'unseen'}>
          {busy ? t('backups.making') : said}
        </p>
      </section>
      <section className={own['part']}>
        <h2>{t('moving.there')}</h2>
        <ol className={own['steps']}>
          <li>{t('moving.there.start')}</li>
          <li>{t('moving.there.open')}</li>
          <li>{t('moving.there.key')}</li>
        </ol>
      </section>
      <section className={own['part']}>
        <h2>{t('moving.not')}</h2>
        <p>{t('moving.not.circles')}</p>
        <p>{t('moving.not.after')}</p>
        <p>{t('moving.not.old')}</p>
      </section>
    </PlainPage>
  )
}
