/** What the circle has agreed on, what was proposed since, and a place to propose. */
import { useRef, useState } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import { type Agreements, MOST_AGREEMENTS, type Proposal } from '../../../../shared/circle/log.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { bare } from '../../../../shared/text.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { type Typed, useLeaving } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './AgreementsPage.module.css'
import { BackToCircle } from './BackToCircle.tsx'
import { useCircle, useOfCircle } from './useCircle.ts'

/** UTF-16 units of one line. */
const LONGEST = 400

/** `typed`: what stood here when this page was left. */
export function AgreementsPage({ id, typed }: { readonly id: CircleId; readonly typed: Typed | undefined }) {
  const { circle } = useCircle(id)
  const { value: view, fault } = useOfCircle('circle.agreements', id)
  return (
    <PlainPage
      title={t('agree.title')}
      {...(view && { lead: t('agree.lead', { circle: view.circle }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {view && (
        <>
          {view.now ? (
            <section aria-labelledby="agree-now">
              <h2 id="agree-now">{t('agree.now')}</h2>
              <Lines lines={view.now.lines} />
              <p className="hush">{t('agree.since', { when: instantName(view.now.at) })}</p>
            </section>
          ) : (
            <p>{t('agree.none')}</p>
          )}
          {view.open.length > 0 && (
            <section aria-labelledby="agree-open">
              <h2 id="agree-open">{t('agree.open')}</h2>
              <ul className={plain['list']} aria-labelledby="agree-open">
                {view.open.map(one => (
                  <Open key={one.id} circle={id} proposal={one} two={circle?.two ?? false} />
                ))}
              </ul>
            </section>
          )}
          {view.mayPropose && <Propose circle={id} view={view} typed={typed} />}
        </>
      )}
    </PlainPage>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className={plain['list']}>
    {Object.entries(lines).map(([n, line]) => (
      <li key={n} dir="auto">
        {line}
      </li>
    ))}
  </ul>
)

type OpenProps = { readonly circle: CircleId; readonly proposal: Proposal; readonly two: boolean }

function Open({ circle, proposal: { id: proposal, lines, by, at, waits, mayAdopt }, two }: OpenProps) {
  const { vault } = useHouse()
  const given = useRef(false)
  const adopt = async () => {
    if (given.current) return
    given.current = true
    const answer = await vault.ask('circle.adopt', { circle, proposal })
    given.current = false
    say(answer.ok ? t(two ? 'agree.asked' : 'agree.adopted') : faultWords(answer.fault))
  }
  return (
    <li className={styles['proposal']}>
      <p className="hush">{t('agree.by', { name: by, when: instantName(at) })}</p>
      <Lines lines={lines} />
      {waits && <p>{t('agree.waits')}</p>}
      {mayAdopt && (
        <div>
          <Button aria-label={t('agree.adopt.label', { name: by })} onPress={() => void adopt()}>
            {t('agree.adopt')}
          </Button>
        </div>
      )}
    </li>
  )
}

type ProposeProps = {
  readonly circle: CircleId
  readonly view: Agreements
  readonly typed: Typed | undefined
}

function Propose({ circle, view: { now, open }, typed }: ProposeProps) {
  const { vault } = useHouse()
  const newest = open[0] ?? now
  const newestId = newest?.id ?? null
  /** What the words were begun from; '' where there was nothing. */
  const [after, setAfter] = useState(typed?.['after'] ?? newestId ?? '')
  const [begun, setBegun] = useState(() => typed?.['begun'] ?? words(newest))
  const [text, setText] = useState(() => typed?.['lines'] ?? words(newest))
  const [needed, setNeeded] = useState<string | null>(null)
  const given = useRef(false)
  const [sent, setSent] = useState<string | null>(null)
  const untouched = text === begun || text === sent
  // Others proposed meanwhile: where nobody has typed, one goes on from theirs. Else they would seem to be built upon.
  if (untouched && after !== (newestId ?? '')) {
    setAfter(newestId ?? '')
    setBegun(words(newest))
    setText(words(newest))
  }
  useLeaving(() => ({
    at: 'agreements',
    circle,
    ...(untouched ? {} : { typed: { lines: text, begun, after } }),
  }))
  const propose = async () => {
    const lines = text.split('\n').flatMap(line => (bare(line) === '' ? [] : [bare(line)]))
    const wants = needs(lines)
    setNeeded(wants)
    if (wants || given.current) return
    given.current = true
    const answer = await vault.ask('circle.propose', { circle, lines, after: after || null })
    given.current = false
    if (answer.ok) setSent(text)
    say(answer.ok ? t('agree.said') : faultWords(answer.fault))
  }
  return (
    <section aria-labelledby="agree-propose" className={plain['form']}>
      <h2 id="agree-propose">{t('agree.propose')}</h2>
      <Field
        label={t('agree.field')}
        help={t('agree.help')}
        value={text}
        onChange={setText}
        needed={needed}
        lines={6}
      />
      <div>
        <Button onPress={() => void propose()}>{t('agree.send')}</Button>
      </div>
    </section>
  )
}

const words = (of: { readonly lines: readonly string[] } | null): string => (of?.lines ?? []).join('\n')

function needs(lines: readonly string[]): string | null {
  if (lines.length === 0) return t('agree.empty')
  if (lines.length > MOST_AGREEMENTS) return t('agree.many')
  return lines.some(line => line.length > LONGEST) ? t('agree.long') : null
}
