/** How the notebook looks, its keys, and what it is. */
import { useEffect, useState } from 'react'
import type { ShellContract } from '../../../../shared/contract/shell.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Access } from './Access.tsx'
import { Backups } from './Backups.tsx'
import { Erasing } from './Erasing.tsx'
import { Language } from './Language.tsx'
import { Locking } from './Locking.tsx'
import { LookChoice, MotionChoice } from './LookChoice.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { Spelling } from './Spelling.tsx'

export function SettingsPage() {
  const { shell } = useHouse()
  const [about, setAbout] = useState<Value<ShellContract, 'shell.about'> | null>(null)
  useEffect(() => {
    void shell.ask('shell.about', {}).then(answer => answer.ok && setAbout(answer.value))
  }, [shell])
  return (
    <PlainPage title={t('settings.title')}>
      <LookChoice />
      <MotionChoice />
      <Language />
      <Spelling />
      <Access />
      <Locking />
      <Backups />
      <Erasing />
      <Shortcuts />
      <section>
        <h2>{t('connection.title')}</h2>
        <p>{t('connection.settings')}</p>
        <p>
          <PlaceLink to={{ at: 'connection' }}>{t('sync.connection')}</PlaceLink>
        </p>
      </section>
      <section>
        <h2>{t('settings.about')}</h2>
        <p>{t('settings.about.what')}</p>
        {about && (
          <p className="hush">
            {t('settings.about.version', { version: about.version, electron: about.electron })}
          </p>
        )}
        {about?.testRuntime && <p>{t('settings.about.test')}</p>}
      </section>
    </PlainPage>
  )
}
