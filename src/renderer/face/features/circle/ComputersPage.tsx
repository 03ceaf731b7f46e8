/** One's own computers in a circle: which they are, another one added, a lost one shut out. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CircleId, Computer, Computers, LinkCode } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { QrPicture } from '../../qr/QrPicture.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage, SafetyWords } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import home from './CirclePage.module.css'
import styles from './InvitePage.module.css'
import { Copyable } from './InvitePage.tsx'
import { Sheet } from './Sheet.tsx'

export function ComputersPage({ id }: { readonly id: CircleId }) {
  const { vault } = useHouse()
  const [view, setView] = useState<Computers | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [making, setMaking] = useState(false)
  const read = useCallback(async () => {
    const answer = await vault.ask('circle.computers', { circle: id })
    if (answer.ok) setView(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault, id])
  useEffect(() => {
    void read()
    return vault.on('circle.changed', ({ circle }) => {
      if (circle === id) void read()
    })
  }, [vault, id, read])
  const add = async () => {
    setMaking(true)
    const made = await vault.ask('circle.linkCode', { circle: id })
    setMaking(false)
    if (made.ok) void read()
    else say(faultWords(made.fault))
  }
  const asking = view?.asking ?? []

  return (
    <PlainPage
      title={t('computers.title')}
      {...(view && { lead: t('computers.lead', { circle: view.circle }) })}
      aside={<PlaceLink to={{ at: 'people', circle: id }}>{t('people.title')}</PlaceLink>}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {asking.map(one => (
        <Asking key={one.id} circle={id} asking={one} />
      ))}
      {view && (
        <ul className={plain['list']} aria-label={t('computers.title')}>
          {view.computers.map((computer, i) => (
            <Line
              key={computer.id}
              circle={id}
              named={view.circle}
              computer={computer}
              number={i + 1}
              hosts={view.hosts}
            />
          ))}
        </ul>
      )}
      {view?.code && asking.length === 0 && <Code circle={id} code={view.code} />}
      {view?.mayLink && !view.code && (
        <div>
          <Button busy={making} onPress={() => void add()}>
            {t(making ? 'computers.adding' : 'computers.add')}
          </Button>
        </div>
      )}
    </PlainPage>
  )
}

type LineProps = {
  readonly circle: CircleId
  /** The circle's name. */
  readonly named: string
  readonly computer: Computer
  readonly number: number
  readonly hosts: number
}

function Line({ circle, named, computer, number, hosts }: LineProps) {
  const [asked, setAsked] = useState(false)
  const { since, state, mayShutOut, maySignOut } = computer
  return (
    <li>
      <h2 className={plain['named']}>{t('computers.name', { number })}</h2>
      {computer.this && <p>{t('computers.this')}</p>}
      <p className="hush">{t('computers.since', { when: instantName(since) })}</p>
      {state !== 'in' && <p>{t(`computers.${state}`)}</p>}
      {mayShutOut && (
        <div>
          <Button look="quiet" onPress={() => setAsked(true)}>
            {t('computers.lost')}
          </Button>
        </div>
      )}
      {maySignOut && (
        <div>
          <Button look="quiet" onPress={() => setAsked(true)}>
            {t('computers.signOut')}
          </Button>
        </div>
      )}
      {asked && mayShutOut && (
        <Lost circle={circle} device={computer.id} hosts={hosts} close={() => setAsked(false)} />
      )}
      {asked && maySignOut && (
        <Sheet
          title={t('computers.signOut.title')}
          keep={t('people.keep')}
          close={() => setAsked(false)}
          deed={{
            words: t('computers.signOut.yes'),
            call: ['circle.signOut', { circle }],
            done: t('computers.signOut.done', { circle: named }),
            after: () => go({ at: 'circle', circle }),
          }}
        >
          <p>{t('computers.signOut.does')}</p>
          <p>{t('computers.signOut.keeps')}</p>
          <p>{t('computers.signOut.back')}</p>
        </Sheet>
      )}
    </li>
  )
}

type LostProps = {
  readonly circle: CircleId
  readonly device: Computer['id']
  readonly hosts: number
  readonly close: () => void
}

function Lost({ circle, device, hosts, close }: LostProps) {
  const { vault } = useHouse()
  const given = useRef(false)
  const shutOut = async () => {
    if (given.current) return
    given.current = true
    const said = await vault.ask('circle.shutOut', { circle, device })
    close()
    say(said.ok ? t('computers.lost.said') : faultWords(said.fault))
  }
  return (
    <Dialog title={t('computers.lost.title')} open close={close} ask>
      <p>{t('computers.lost.does')}</p>
      <p>{t('computers.lost.keeps')}</p>
      <p>{t(hosts > 0 ? 'computers.lost.host' : 'computers.lost.nobody')}</p>
      <p>{t('computers.lost.told')}</p>
      <p>{t('computers.lost.circles')}</p>
      <div className={plain['row']}>
        <Button onPress={() => void shutOut()}>{t('computers.lost.yes')}</Button>
        <Button onPress={close}>{t('people.keep')}</Button>
      </div>
    </Dialog>
  )
}

function Code({ circle, code: { link, code, addresses, expires } }: { circle: CircleId; code: LinkCode }) {
  const { vault, shell } = useHouse()
  const [copied, setCopied] = useState('')
  const copy = async (text: string, said: string) => {
    const answer = await shell.ask('shell.copy', { text })
    setCopied(answer.ok ? said : faultWords(answer.fault))
  }
  return (
    <section className={styles['sheet']} aria-labelledby="code-title">
      <h2 id="code-title">{t('computers.code.title')}</h2>
      <p>{t('computers.code.how', { circles: t('circles.title'), own: t('own.title') })}</p>
      <p>{t('computers.code.keep')}</p>
      <div className={styles['picture']}>
        <QrPicture text={link} label={t('invite.qr')} />
      </div>
      <Copyable
        label={t('invite.link')}
        text={link}
        copy={
          <Button look="main" onPress={() => void copy(link, t('invite.copied'))}>
            {t('invite.copy')}
          </Button>
        }
      />
      <Copyable
        large
        label={t('invite.code')}
        text={code}
        copy={
          <Button look="quiet" onPress={() => void copy(code, t('invite.copied.code'))}>
            {t('invite.copy.code')}
          </Button>
        }
      />
      <div>
        <h2 id="code-address">{t('invite.address')}</h2>
        {addresses.length === 0 ? (
          <p className="hush">{t('invite.address.none')}</p>
        ) : (
          <ul aria-labelledby="code-address">
            {addresses.map(address => (
              <li key={address}>
                <code dir="ltr">{address}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p>{t('computers.code.until', { when: instantName(expires) })}</p>
      <p role="status" className={copied ? 'hush' : 'unseen'}>
        {copied}
      </p>
      <div>
        <Button look="quiet" onPress={() => void vault.ask('circle.unlink', { circle })}>
          {t('computers.code.back')}
        </Button>
      </div>
    </section>
  )
}

type AskingProps = { readonly circle: CircleId; readonly asking: Computers['asking'][number] }

function Asking({ circle, asking: { id: link, words, agreed } }: AskingProps) {
  const { vault } = useHouse()
  const answer = async (same: boolean) => {
    const said = await vault.ask('circle.linkAnswer', { circle, link, same })
    if (!said.ok) say(faultWords(said.fault))
  }
  const title = t(agreed ? 'computers.agreed' : 'computers.ask')
  return (
    <section className={home['door']} aria-label={t('computers.code.title')}>
      <h2 role="status">{title}</h2>
      <SafetyWords words={words} label={t('door.words')} />
      {!agreed && (
        <div className={plain['row']}>
          <Button onPress={() => void answer(true)}>{t('computers.yes')}</Button>
          <Button onPress={() => void answer(false)}>{t('computers.no')}</Button>
        </div>
      )}
    </section>
  )
}
