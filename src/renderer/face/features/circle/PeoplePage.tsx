/** The people of a circle: the ring, and what this device knows of each. */
import { UserPlus } from 'lucide-react'
import type { CircleId, Member } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Ring } from '../../ui/Ring.tsx'
import { Seal } from '../../ui/Seal.tsx'
import { ActsFor, Leave } from './Acts.tsx'
import { CircleWords, Compare } from './Compare.tsx'
import styles from './PeoplePage.module.css'
import { ShutOut } from './ShutOut.tsx'
import { seatsOf } from './seats.ts'
import { useCircle } from './useCircle.ts'
import { WaitingLine } from './Waiting.tsx'

const COMPARED = { yes: 'people.compared', no: 'people.not.compared', changed: 'people.changed' } as const

/** What is known of one, in sentences. */
function known({ name, you, facilitator, compared }: Member): readonly string[] {
  return [
    ...(you ? [t('people.you')] : []),
    ...(facilitator ? [t('people.host')] : []),
    ...(compared === null ? [] : [t(COMPARED[compared], { name })]),
  ]
}

export function PeoplePage({ id }: { readonly id: CircleId }) {
  const { circle, fault } = useCircle(id)
  const seats = circle ? seatsOf(circle.members) : []
  return (
    <PlainPage
      title={t('people.title')}
      {...(circle && { lead: t('people.lead', { circle: circle.name }) })}
      aside={
        <PlaceLink to={circle ? { at: 'circle', circle: id } : { at: 'circles' }}>
          {circle ? t('note.back', { circle: circle.name }) : t('places.back')}
        </PlaceLink>
      }
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {circle && (
        <>
          <div className={styles['ring']} aria-hidden="true">
            <Ring label={t('circle.people')} seats={seats} middle={<p>{t('circle.invited')}</p>} />
          </div>
          {circle.standing === 'in' && circle.away && <p role="status">{t('people.away')}</p>}
          <ul className={styles['people']} aria-label={t('circle.people')}>
            {seats.map(({ id: member, name, seat, of }) => (
              <li key={member}>
                <Seal seat={seat} className={styles['seal']} />
                <div>
                  <h2>{name}</h2>
                  {known(of).map(sentence => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                  <Compare circle={circle} member={of} />
                  <ActsFor circle={circle} member={of} />
                </div>
              </li>
            ))}
          </ul>
          {circle.waiting.map(asked => (
            <WaitingLine key={asked.id} asked={asked} />
          ))}
          <ShutOut shutOut={circle.shutOut} />
          {circle.standing === 'in' && !circle.away && (
            <div className={plain['row']}>
              {seats.some(({ of: { you, facilitator } }) => you && facilitator) && (
                <Button onPress={() => go({ at: 'invite', circle: id })}>
                  <UserPlus aria-hidden="true" size="1.25em" strokeWidth={1.75} />
                  {t('circle.invite')}
                </Button>
              )}
              <Button onPress={() => go({ at: 'computers', circle: id })}>{t('computers.title')}</Button>
              <Leave circle={circle} />
            </div>
          )}
          <CircleWords circle={id} />
        </>
      )}
    </PlainPage>
  )
}
