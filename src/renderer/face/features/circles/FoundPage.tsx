/** Beginning a circle: its name, and one's own name in it. */
import { useRef, useState } from 'react'
import { Label, Radio, RadioGroup, Text } from 'react-aria-components'
import type { CircleHistory } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, type Typed, useLeaving } from '../../places.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import choice from '../settings/SettingsPage.module.css'
import styles from './FoundPage.module.css'
import { nameNeeds } from './name.ts'

/** `typed`: what stood here when this page was left. */
export function FoundPage({ typed }: { readonly typed?: Typed | undefined }) {
  const { vault } = useHouse()
  const [name, setName] = useState(typed?.['name'] ?? '')
  const [ownName, setOwnName] = useState(typed?.['ownName'] ?? '')
  const [history, setHistory] = useState<CircleHistory>(
    typed?.['history'] === 'from-joining' ? 'from-joining' : 'everything',
  )
  const [needs, setNeeds] = useState<{ name: string | null; own: string | null }>({ name: null, own: null })
  const [answer, setAnswer] = useState('')
  const [making, setMaking] = useState(false)
  const made = useRef(false)
  useLeaving(() => ({ at: 'found', ...(made.current ? {} : { typed: { name, ownName, history } }) }))

  const found = async () => {
    const needed = { name: nameNeeds(name), own: nameNeeds(ownName) }
    setNeeds(needed)
    if (needed.name || needed.own) return
    setMaking(true)
    setAnswer('')
    const answer = await vault.ask('circle.found', {
      name: name.trim(),
      ownName: ownName.trim(),
      history,
    })
    setMaking(false)
    made.current = answer.ok
    if (answer.ok) go({ at: 'circle', circle: answer.value.circle })
    else setAnswer(faultWords(answer.fault))
  }

  return (
    <PlainPage title={t('found.title')}>
      <Form
        onSend={() => void found()}
        send={t(making ? 'found.making' : 'found.make')}
        busy={making}
        onBack={() => go({ at: 'circles' })}
        answer={answer}
      >
        <Field
          label={t('found.name')}
          help={t('found.name.help')}
          value={name}
          onChange={setName}
          needed={needs.name}
          autoComplete="off"
        />
        <Field
          label={t('found.own')}
          help={t('found.own.help')}
          value={ownName}
          onChange={setOwnName}
          needed={needs.own}
          autoComplete="off"
        />
        <RadioGroup
          className={choice['group'] ?? ''}
          value={history}
          onChange={value => setHistory(value === 'from-joining' ? 'from-joining' : 'everything')}
        >
          <Label className={choice['label'] ?? ''}>{t('found.history')}</Label>
          <div className={styles['choices']}>
            <Radio value="everything" className={choice['choice'] ?? ''}>
              {t('found.history.everything')}
            </Radio>
            <Radio value="from-joining" className={choice['choice'] ?? ''}>
              {t('found.history.joining')}
            </Radio>
          </div>
          <Text slot="description" className="hush">
            {t('found.history.help')}
          </Text>
        </RadioGroup>
      </Form>
    </PlainPage>
  )
}
