/** The new computer's form: the code that one's other computer shows. */
import { useState } from 'react'
import type { Joining } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, type Typed } from '../../places.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { tidyAddress, tidyInvitation } from './tidy.ts'
import { useWay, Way } from './Way.tsx'

export type AskOwnProps = {
  readonly typed: Typed
  readonly type: (change: Typed) => void
  readonly asked: (joining: Joining) => void
}

export function AskOwn({ typed, type, asked }: AskOwnProps) {
  const { vault } = useHouse()
  const { invitation = '', address = '' } = typed
  const [needs, setNeeds] = useState<{ code?: string | null; address?: string | null }>({})
  const [answer, setAnswer] = useState('')
  const [asking, setAsking] = useState(false)
  const way = useWay(invitation, true)
  const ask = async () => {
    const { text, isLink } = tidyInvitation(invitation)
    const where = tidyAddress(address)
    const needed = {
      code: text === '' ? t('join.invitation.empty') : null,
      address: !isLink && text !== '' && where === '' ? t('own.address.empty') : null,
    }
    setNeeds(needed)
    if (needed.code || needed.address || !(await way.isRead())) return
    setAsking(true)
    setAnswer('')
    const begun = await vault.ask('circle.takeUp', {
      code: text,
      ...(where === '' ? {} : { address: where }),
    })
    setAsking(false)
    if (begun.ok) asked(begun.value)
    else if (begun.fault === 'invitation-unreadable') setNeeds({ code: faultWords(begun.fault) })
    else if (begun.fault === 'address-unreadable' || begun.fault === 'address-far')
      setNeeds({ address: faultWords(begun.fault) })
    else if (begun.fault === 'invitation-expired') setAnswer(t('own.expired'))
    else setAnswer(faultWords(begun.fault))
  }
  return (
    <Form
      onSend={() => void ask()}
      send={t('own.go')}
      busy={asking}
      onBack={() => go({ at: 'circles' })}
      answer={answer}
    >
      <p>{t('own.careful')}</p>
      <Field
        label={t('join.invitation')}
        help={t('own.code.help', { computers: t('computers.title') })}
        value={invitation}
        onChange={text => type({ invitation: text })}
        needed={needs.code}
        autoComplete="off"
        spellCheck="false"
      />
      <Way servers={way.servers} />
      <Field
        label={t('own.address')}
        help={t('join.address.help')}
        value={address}
        onChange={text => type({ address: text })}
        needed={needs.address}
        autoComplete="off"
        spellCheck="false"
      />
    </Form>
  )
}
