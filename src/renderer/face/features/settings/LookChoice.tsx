/** Text size, colours and movement: what is chosen is worn at once. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { percentName } from '../../../../shared/locales/sizes.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { MOTIONS, TEXT_SIZES, THEMES, useLook } from '../../theme/look.ts'
import styles from './SettingsPage.module.css'

type ChoiceProps<T> = {
  readonly label: string
  readonly of: readonly T[]
  readonly name: (one: T) => string
  readonly value: T
  readonly choose: (one: T) => void
}

function Choice<T extends string | number>({ label, of, name, value, choose }: ChoiceProps<T>) {
  return (
    <RadioGroup
      className={styles['group'] ?? ''}
      value={String(value)}
      orientation="horizontal"
      onChange={chosen => {
        const one = of.find(one => String(one) === chosen)
        if (one !== undefined) choose(one)
      }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <div className={styles['choices']}>
        {of.map(one => (
          <Radio key={one} value={String(one)} className={styles['choice'] ?? ''}>
            {name(one)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

/** What the first page asks for, too. */
export function LookChoice() {
  const { theme, text, choose } = useLook()
  return (
    <>
      <Choice
        label={t('settings.text')}
        of={TEXT_SIZES}
        name={size => percentName(size / 100)}
        value={text}
        choose={text => choose({ text })}
      />
      <Choice
        label={t('settings.theme')}
        of={THEMES}
        name={one => t(`settings.theme.${one}`)}
        value={theme}
        choose={theme => choose({ theme })}
      />
    </>
  )
}

export function MotionChoice() {
  const { motion, choose } = useLook()
  return (
    <Choice
      label={t('settings.motion')}
      of={MOTIONS}
      name={one => t(`settings.motion.${one}`)}
      value={motion}
      choose={motion => choose({ motion })}
    />
  )
}
