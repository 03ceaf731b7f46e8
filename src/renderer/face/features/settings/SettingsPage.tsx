/** How the notebook looks, its keys, and what it is. */
import { useEffect, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { ShellContract } from '../../../../shared/contract/shell.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { TEXT_SIZES, THEMES, useLook } from '../../theme/look.ts'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Access } from './Access.tsx'
import { Backups } from './Backups.tsx'
import { Erasing } from './Erasing.tsx'
import { Language } from './Language.tsx'
import { Locking } from './Locking.tsx'
import styles from './SettingsPage.module.css'
import { Shortcuts } from './Shortcuts.tsx'
import { Spelling } from './Spelling.tsx'

export function SettingsPage() {
  const { shell } = useHouse()
  const { theme, text, choose } = useLook()
  const [about, setAbout] = useState<Value<ShellContract, 'shell.about'> | null>(null)
  useEffect(() => {
    void shell.ask('shell.about', {}).then(answer => answer.ok && setAbout(answer.value))
  }, [shell])
  return (
    <PlainPage title={t('settings.title')}>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={String(text)}
        orientation="horizontal"
        onChange={value => {
          const size = TEXT_SIZES.find(one => String(one) === value)
          if (size) choose({ text: size })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('settings.text')}</Label>
        <div className={styles['choices']}>
          {TEXT_SIZES.map(size => (
            <Radio key={size} value={String(size)} className={styles['choice'] ?? ''}>
              {t('settings.text.value', { size })}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={theme}
        orientation="horizontal"
        onChange={value => {
          const chosen = THEMES.find(one => one === value)
          if (chosen) choose({ theme: chosen })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('settings.theme')}</Label>
        <div className={styles['choices']}>
          {THEMES.map(one => (
            <Radio key={one} value={one} className={styles['choice'] ?? ''}>
              {t(`settings.theme.${one}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Language />
      <Spelling />
      <Access />
      <Locking />
      <Backups />
      <Erasing />
      <Shortcuts />
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
