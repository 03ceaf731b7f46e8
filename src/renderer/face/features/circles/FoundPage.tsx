/** Beginning a circle: its name, and one's own name in it. */
import { useRef, useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, type Typed, useLeaving } from '../../places.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { nameNeeds } from './name.ts'

/** `typed`: what stood here when this page was left. */
export function FoundPage({ typed }: { readonly typed?: Typed | undefined }) {
  const { vault } = useHouse()
  const [name, setName] = useState(typed?.['name'] ?? '')
  const [ownName, setOwnName] = useState(typed?.['ownName'] ?? '')
  const [needs, setNeeds] = useState<{ name: string | null; own: string | null }>({ name: null, own: null })
  const [answer, setAnswer] = useState('')
  const [making, setMaking] = useState(false)
  const made = useRef(false)
  useLeaving(() => ({ at: 'found', ...(made.current ? {} : { typed: { name, ownName } }) }))

  const found = async () => {
    const needed = { name: nameNeeds(name), own: nameNeeds(ownName) }
    setNeeds(needed)
    if (needed.name || needed.own) return
    setMaking(true)
    const answer = await vault.ask('circle.found', { name: name.trim(), ownName: ownName.trim() })
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
      </Form>
    </PlainPage>
  )
}
