/** How a circle meets, on this computer: by files, on one's own network, or by servers that a person enters. */
import { useId, useRef, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import {
  type CircleNetwork,
  type IceLine,
  LONGEST_CREDENTIAL,
  NETWORK_MODES,
  type NetworkMode,
} from '../../../../shared/contract/network.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Args } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { LONGEST_SERVER, MOST_SERVERS } from '../../../../shared/servers.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { type Typed, useLeaving } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, PassphraseField } from '../../ui/Field.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { say } from '../../ui/toast.tsx'
import choice from '../settings/SettingsPage.module.css'
import { BackToCircle } from './BackToCircle.tsx'
import styles from './MeetPage.module.css'
import { useCircle, useOfCircle } from './useCircle.ts'

type Wanted = Omit<Args<VaultContract, 'circle.setNetwork'>, 'circle'>
/** From what stands there when it is its turn. Null: it is kept, and holds. */
type Change = (now: Wanted) => Partial<Wanted>
type Choose = (change: Change) => Promise<Fault | null>

/** As it stands. A password that is kept stays where it is. */
const wantedOf = ({ mode, signalling, ice, relay }: CircleNetwork): Wanted => ({
  ...{ mode, signalling, relay },
  ice: ice.map(one => ({ ...one, password: null })),
})

/** `typed`: what stood here when this page was left; a password is not among it. */
export function MeetPage({
  id,
  typed: before,
}: {
  readonly id: CircleId
  readonly typed: Typed | undefined
}) {
  const { vault } = useHouse()
  const { circle } = useCircle(id)
  const { value: view, fault, read } = useOfCircle('circle.network', id)
  const [answer, setAnswer] = useState<Fault | null>(null)
  const [typed, setTyped] = useState<Typed>(before ?? {})
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  useLeaving(() => ({ at: 'meet', circle: id, typed }))

  const set = async (change: Change): Promise<Fault | null> => {
    const now = await vault.ask('circle.network', { circle: id })
    if (!now.ok) return now.fault
    const wanted = wantedOf(now.value)
    const answer = await vault.ask('circle.setNetwork', { circle: id, ...wanted, ...change(wanted) })
    await read()
    if (answer.ok) say(t('meet.kept'))
    return answer.ok ? null : answer.fault
  }
  /** One after the other: a second press goes on from the first. */
  const choose: Choose = change => {
    const mine = turn.current.then(() => set(change))
    turn.current = mine
    return mine
  }
  const here = async (change: Partial<Wanted>) => setAnswer(await choose(() => change))
  const type = (change: Typed) => setTyped(now => ({ ...now, ...change }))

  return (
    <PlainPage
      title={t('meet.title')}
      {...(view && { lead: t('meet.lead', { circle: view.circle }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {view?.harmed && <InlineError words={t('meet.harmed')} />}
      {view && <Modes mode={view.harmed ? null : view.mode} choose={mode => void here({ mode })} />}
      {view?.mode === 'wide' && (
        <>
          <Finding view={view} choose={choose} typed={typed} type={type} />
          <Connecting view={view} choose={choose} typed={typed} type={type} />
          <div className={choice['group']}>
            <Switch on={view.relay} onChange={relay => void here({ relay })}>
              {t('meet.relay')}
            </Switch>
            <p>{t('meet.relay.what')}</p>
          </div>
        </>
      )}
      {answer && <InlineError words={faultWords(answer)} />}
    </PlainPage>
  )
}

type ModesProps = { readonly mode: NetworkMode | null; readonly choose: (mode: NetworkMode) => void }

function Modes({ mode, choose }: ModesProps) {
  const about = useId()
  return (
    <RadioGroup
      className={choice['group'] ?? ''}
      value={mode}
      onChange={value => {
        const chosen = NETWORK_MODES.find(one => one === value)
        if (chosen) choose(chosen)
      }}
    >
      <Label className={choice['label'] ?? ''}>{t('meet.how')}</Label>
      <div className={styles['modes']}>
        {NETWORK_MODES.map(one => (
          <div key={one} className={styles['mode']}>
            <Radio value={one} className={choice['choice'] ?? ''} aria-describedby={`${about}${one}`}>
              {t(`meet.${one}`)}
            </Radio>
            <p id={`${about}${one}`}>{t(`meet.${one}.what`)}</p>
          </div>
        ))}
      </div>
    </RadioGroup>
  )
}

type PartProps = {
  readonly view: CircleNetwork
  readonly choose: Choose
  readonly typed: Typed
  readonly type: (change: Typed) => void
}

function Finding({ view: { signalling }, choose, typed, type }: PartProps) {
  const title = useId()
  const { finding = '' } = typed
  const [needed, setNeeded] = useState<string | null>(null)
  const add = async () => {
    const url = finding.trim()
    if (url === '') return setNeeded(t('meet.empty'))
    setNeeded(null)
    const fault = await choose(now => ({ signalling: [...now.signalling, url] }))
    setNeeded(fault && faultWords(fault))
    if (!fault) type({ finding: '' })
  }
  const remove = async (url: string) => {
    const fault = await choose(now => ({ signalling: now.signalling.filter(one => one !== url) }))
    if (fault) say(faultWords(fault))
  }
  return (
    <section aria-labelledby={title} className={plain['form']}>
      <h2 id={title}>{t('meet.finding')}</h2>
      <p>{t('meet.finding.help')}</p>
      <Servers
        label={title}
        lines={signalling.map(url => ({ key: url, server: url, words: url, remove: () => remove(url) }))}
      />
      {signalling.length >= MOST_SERVERS ? (
        <p>{t('meet.most')}</p>
      ) : (
        <>
          <Field
            label={t('meet.finding.field')}
            help={t('meet.finding.form')}
            value={finding}
            onChange={text => type({ finding: text })}
            needed={needed}
            maxLength={LONGEST_SERVER}
            autoComplete="off"
            spellCheck="false"
          />
          <div>
            <Button aria-label={t('meet.add.finding')} onPress={() => void add()}>
              {t('meet.add')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Connecting({ view, choose, typed, type }: PartProps) {
  const title = useId()
  const { connecting = '', username = '' } = typed
  const [password, setPassword] = useState('')
  const [needed, setNeeded] = useState<string | null>(null)
  const add = async () => {
    const url = connecting.trim()
    if (url === '') return setNeeded(t('meet.empty'))
    setNeeded(null)
    const one = { url, username: username.trim() || null, password: password || null }
    const fault = await choose(now => ({ ice: [...now.ice, one] }))
    setNeeded(fault && faultWords(fault))
    if (fault) return
    type({ connecting: '', username: '' })
    setPassword('')
  }
  const remove = async ({ url, username: name }: IceLine) => {
    const fault = await choose(now => ({
      ice: now.ice.filter(one => one.url !== url || one.username !== name),
    }))
    if (fault) say(faultWords(fault))
  }
  return (
    <section aria-labelledby={title} className={plain['form']}>
      <h2 id={title}>{t('meet.ice')}</h2>
      <p>{t('meet.ice.help')}</p>
      <Servers
        label={title}
        lines={view.ice.map(({ url, username: name }) => ({
          key: `${url} ${name}`,
          server: url,
          words: name === null ? url : t('meet.ice.as', { server: url, name }),
          remove: () => remove({ url, username: name }),
        }))}
      />
      {view.ice.length >= MOST_SERVERS ? (
        <p>{t('meet.most')}</p>
      ) : (
        <>
          <Field
            label={t('meet.ice.field')}
            help={t('meet.ice.form')}
            value={connecting}
            onChange={text => type({ connecting: text })}
            needed={needed}
            maxLength={LONGEST_SERVER}
            autoComplete="off"
            spellCheck="false"
          />
          <Field
            label={t('meet.ice.name')}
            help={t('meet.ice.own')}
            value={username}
            onChange={text => type({ username: text })}
            maxLength={LONGEST_CREDENTIAL}
            autoComplete="off"
            spellCheck="false"
          />
          <PassphraseField label={t('meet.ice.password')} value={password} onChange={setPassword} />
          <div>
            <Button aria-label={t('meet.add.ice')} onPress={() => void add()}>
              {t('meet.add')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

type Line = {
  readonly key: string
  readonly server: string
  readonly words: string
  readonly remove: () => Promise<void>
}

function Servers({ label, lines }: { readonly label: string; readonly lines: readonly Line[] }) {
  if (lines.length === 0) return <p className="hush">{t('meet.none')}</p>
  return (
    <ul className={plain['list']} aria-labelledby={label}>
      {lines.map(({ key, server, words, remove }) => (
        <li key={key} className={styles['server']}>
          <span dir="ltr">{words}</span>
          <Button look="quiet" aria-label={t('meet.remove.label', { server })} onPress={() => void remove()}>
            {t('meet.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
