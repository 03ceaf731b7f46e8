/** A circle's keeper: what such a server is and learns, its address, and how it goes. */
import { useRef, useState } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import type { Keeper } from '../../../../shared/contract/keeping.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import { useOfCircle } from './useCircle.ts'

export function KeeperPage({ id }: { readonly id: CircleId }) {
  const { value: keeper, fault, read } = useOfCircle('keeper.read', id)
  const [answer, setAnswer] = useState('')
  const address = keeper?.address ?? null
  return (
    <PlainPage
      title={t('keeper.title')}
      {...(keeper && { lead: t('keeper.lead', { circle: keeper.circle }) })}
      aside={<BackToCircle id={id} circle={keeper && { name: keeper.circle }} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {keeper && (
        <>
          <p>{t('keeper.what')}</p>
          <p>{t('keeper.learns')}</p>
          <p>{t('keeper.loses')}</p>
          {address !== null && <p>{t('keeper.now', { address })}</p>}
        </>
      )}
      {/* Both are there before their words are: what comes into them is said aloud. */}
      <p role="status" className={address === null ? 'unseen' : undefined}>
        {keeper && address !== null && stateWords(keeper)}
      </p>
      {keeper && <Address id={id} keeper={keeper} read={read} said={setAnswer} />}
      <p role="status" className={answer ? plain['answer'] : 'unseen'}>
        {answer}
      </p>
    </PlainPage>
  )
}

type AddressProps = {
  readonly id: CircleId
  readonly keeper: Keeper
  readonly read: () => Promise<void>
  readonly said: (words: string) => void
}

function Address({ id, keeper, read, said }: AddressProps) {
  const { vault } = useHouse()
  const [typed, setTyped] = useState('')
  const [needed, setNeeded] = useState<string | null>(null)
  const busy = useRef(false)

  const set = async (address: string | null) => {
    if (busy.current) return
    busy.current = true
    setNeeded(null)
    const kept = await vault.ask('keeper.set', { circle: id, address })
    busy.current = false
    setNeeded(kept.ok ? null : faultWords(kept.fault))
    if (!kept.ok) return
    setTyped('')
    said(t(address === null ? 'keeper.none' : 'keeper.kept'))
    await read()
  }
  return keeper.address === null ? (
    <Form
      send={t('keeper.use')}
      onSend={() => (typed.trim() ? void set(typed) : setNeeded(t('keeper.empty')))}
      busy={false}
      onBack={() => go({ at: 'circle', circle: id })}
      answer=""
    >
      <Field
        mono
        label={t('keeper.address')}
        help={t('keeper.form')}
        value={typed}
        onChange={text => {
          setTyped(text)
          setNeeded(null)
        }}
        needed={needed}
        maxLength={300}
        autoComplete="off"
        spellCheck="false"
      />
      <p>{t('keeper.each')}</p>
    </Form>
  ) : (
    <div className={plain['row']}>
      <Button onPress={() => void set(null)}>{t('keeper.remove')}</Button>
    </div>
  )
}

function stateWords({ state, since, rests }: Keeper): string {
  if (rests) return t(`keeper.rests.${rests}`)
  if (state === null) return t('keeper.unheard')
  if (state === 'up') return t('keeper.up', { when: instantName(since ?? 0) })
  return t(`keeper.${state}`)
}
