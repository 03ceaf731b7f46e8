/** Beginning a circle: its name, and one's own name in it. */
import { useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { nameNeeds } from './name.ts'

export function FoundPage() {
  const { vault } = useHouse()
  const [name, setName] = useState('')
  const [ownName, setOwnName] = useState('')
  const [needs, setNeeds] = useState<{ name: string | null; own: string | null }>({ name: null, own: null })
  const [answer, setAnswer] = useState('')
  const [making, setMaking] = useState(false)

  const found = async () => {
    const needed = { name: nameNeeds(name), own: nameNeeds(ownName) }
    setNeeds(needed)
    if (needed.name || needed.own) return
    setMaking(true)
    const made = await vault.ask('circle.found', { name: name.trim(), ownName: ownName.trim() })
    setMaking(false)
    if (made.ok) go({ at: 'circle', circle: made.value.circle })
    else setAnswer(faultWords(made.fault))
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
