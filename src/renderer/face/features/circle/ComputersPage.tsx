/** One's own computers in a circle: which they are, another one added, a lost one shut out. */
import { useRef, useState } from 'react'
import type { CircleId, Computer, Computers, LinkCode } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage, SafetyWords } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import home from './CirclePage.module.css'
import { CodeSheet } from './CodeSheet.tsx'
import { PausedDoor } from './PausedDoor.tsx'
import { Sheet } from './Sheet.tsx'
import { useOfCircle } from './useCircle.ts'

export function ComputersPage({ id }: { readonly id: CircleId }) {
  const { vault } = useHouse()
  const { value: view, fault, read } = useOfCircle('circle.computers', id)
  const { value: network } = useOfCircle('circle.network', id)
  const [making, setMaking] = useState(false)
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
      <section
        className={asking.length > 0 ? home['door'] : 'unseen'}
        {...(asking.length > 0 && { 'aria-label': t('computers.code.title') })}
      >
        {/* There before its words are: else they are not spoken. */}
        <div role="status">
          {[...new Set(asking.map(({ agreed }) => t(agreed ? 'computers.agreed' : 'computers.ask')))].map(
            title => (
              <h2 key={title}>{title}</h2>
            ),
          )}
        </div>
        {asking.map(one => (
          <Asking key={one.id} circle={id} asking={one} />
        ))}
      </section>
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
      {view?.mayLink && network?.mode === 'off' && <p>{t('meet.off.computers')}</p>}
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
          <p>{t('people.logged')}</p>
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
  return (
    <Sheet
      title={t('computers.lost.title')}
      keep={t('people.keep')}
      close={close}
      deed={{
        words: t('computers.lost.yes'),
        call: ['circle.shutOut', { circle, device }],
        done: t('computers.lost.said'),
      }}
    >
      <p>{t('computers.lost.does')}</p>
      <p>{t('computers.lost.keeps')}</p>
      <p>{t(hosts > 0 ? 'computers.lost.host' : 'computers.lost.nobody')}</p>
      <p>{t('computers.lost.told')}</p>
      <p>{t('computers.lost.circles')}</p>
    </Sheet>
  )
}

function Code({ circle, code }: { readonly circle: CircleId; readonly code: LinkCode }) {
  const { vault } = useHouse()
  const back = async () => {
    const answer = await vault.ask('circle.unlink', { circle })
    if (!answer.ok) say(faultWords(answer.fault))
  }
  return (
    <section className={plain['form']} aria-labelledby="code-title">
      <h2 id="code-title">{t('computers.code.title')}</h2>
      <p>{t('computers.code.how', { circles: t('circles.title'), own: t('own.title') })}</p>
      <p>{t('computers.code.keep')}</p>
      <p>{t('computers.code.told')}</p>
      <PausedDoor id={circle} />
      <CodeSheet code={code} until={t('computers.code.until', { when: instantName(code.expires) })} />
      <div>
        <Button look="quiet" onPress={() => void back()}>
          {t('computers.code.back')}
        </Button>
      </div>
    </section>
  )
}

type AskingProps = { readonly circle: CircleId; readonly asking: Computers['asking'][number] }

function Asking({ circle, asking: { id: link, words, agreed } }: AskingProps) {
  const { vault } = useHouse()
  const given = useRef(false)
  const answer = async (same: boolean) => {
    if (given.current) return
    given.current = true
    const said = await vault.ask('circle.linkAnswer', { circle, link, same })
    given.current = false
    if (!said.ok) say(faultWords(said.fault))
  }
  return (
    <>
      <SafetyWords words={words} label={t('door.words')} />
      {!agreed && (
        <div className={plain['row']}>
          <Button onPress={() => void answer(true)}>{t('computers.yes')}</Button>
          <Button onPress={() => void answer(false)}>{t('computers.no')}</Button>
        </div>
      )}
    </>
  )
}
