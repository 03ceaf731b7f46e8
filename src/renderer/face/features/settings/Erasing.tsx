/** Erasing for ever: what the bin does by itself, a circle, and everything. Each says what stays elsewhere. */
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { CircleLine } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import plain from '../../ui/Plain.module.css'
import { EraseCircle } from '../circle/EraseCircle.tsx'
import styles from './SettingsPage.module.css'
import { useCare } from './useCare.ts'

export function Erasing() {
  const { care, choose } = useCare()
  return (
    <section className={styles['group']}>
      <h2>{t('erasing.title')}</h2>
      <p>{t('erasing.disk')}</p>
      {care && (
        <RadioGroup
          className={styles['group'] ?? ''}
          value={care.emptyBin ? 'on' : 'off'}
          orientation="horizontal"
          onChange={value => void choose({ emptyBin: value === 'on' })}
        >
          <Label className={styles['label'] ?? ''}>{t('erasing.bin')}</Label>
          <div className={styles['choices']}>
            <Radio value="off" className={styles['choice'] ?? ''}>
              {t('erasing.bin.never')}
            </Radio>
            <Radio value="on" className={styles['choice'] ?? ''}>
              {t('erasing.bin.days')}
            </Radio>
          </div>
        </RadioGroup>
      )}
      <p>{t('erasing.bin.what')}</p>
      <Circles />
      <Everything />
    </section>
  )
}

function Circles() {
  const { vault } = useHouse()
  const [circles, setCircles] = useState<readonly CircleLine[]>([])
  const [asked, setAsked] = useState<CircleLine | null>(null)
  const read = useCallback(async () => {
    const list = await vault.ask('circle.list', {})
    if (list.ok) setCircles(list.value)
  }, [vault])
  useEffect(() => {
    void read()
    return vault.on('circle.listChanged', () => void read())
  }, [vault, read])
  if (circles.length === 0) return null
  return (
    <div className={styles['group']}>
      <h3>{t('erasing.circles')}</h3>
      <ul className={plain['list']} aria-label={t('erasing.circles')}>
        {circles.map(circle => (
          <li key={circle.id} className={plain['row']}>
            <span>{circle.name}</span>
            <Button
              look="quiet"
              aria-label={t('erasing.circle.label', { name: circle.name })}
              onPress={() => setAsked(circle)}
            >
              {t('erasing.circle')}
            </Button>
          </li>
        ))}
      </ul>
      <EraseCircle circle={asked} close={() => setAsked(null)} erased={() => void read()} />
    </div>
  )
}

function Everything() {
  const { vault } = useHouse()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [needed, setNeeded] = useState<string | null>(null)
  const [erasing, setErasing] = useState(false)
  const word = t('erasing.all.word')
  const meant = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()
  const close = () => {
    if (erasing) return
    setOpen(false)
    setTyped('')
    setNeeded(null)
  }
  const erase = async (event: FormEvent) => {
    event.preventDefault()
    if (erasing) return
    if (!meant) return setNeeded(t('erasing.all.needed', { word }))
    setErasing(true)
    setNeeded(null)
    const answer = await vault.ask('vault.erase', {})
    // When it is done, the shell opens a new, empty window in the place of this one.
    if (answer.ok || answer.fault === 'vault-gone') return
    setErasing(false)
    setNeeded(faultWords(answer.fault))
  }
  return (
    <div className={styles['group']}>
      <h3>{t('erasing.all')}</h3>
      <p>{t('erasing.all.what')}</p>
      <div>
        <Button onPress={() => setOpen(true)}>{t('erasing.all.begin')}</Button>
      </div>
      <Dialog title={t('erasing.all.title')} open={open} close={close} ask>
        <form className={plain['form']} onSubmit={event => void erase(event)} noValidate>
          <p>{t('erasing.all.ask')}</p>
          <p>{t('erasing.all.stays')}</p>
          <Field
            label={t('erasing.all.type', { word })}
            value={typed}
            onChange={setTyped}
            needed={needed}
            autoComplete="off"
            spellCheck="false"
          />
          <div className={plain['row']}>
            <Button type="submit" look={meant ? 'main' : 'plain'} busy={erasing}>
              {t(erasing ? 'erasing.all.erasing' : 'erasing.all.yes')}
            </Button>
            <Button onPress={close}>{t('erasing.keep')}</Button>
          </div>
        </form>
      </Dialog>
    </div>
  )
}
