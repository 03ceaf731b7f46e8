/** A circle's home: the ring of its people, what they write together, and who is at the door. */
import { Feather, UserPlus } from 'lucide-react'
import { useRef } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Ring } from '../../ui/Ring.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './CirclePage.module.css'
import { Door } from './Door.tsx'
import { Refusals } from './Refusals.tsx'
import { seatsOf } from './seats.ts'
import { syncWords, useCircle } from './useCircle.ts'

export function CirclePage({ id }: { readonly id: CircleId }) {
  const { vault } = useHouse()
  const { circle, fault } = useCircle(id)
  const beginning = useRef(false)
  if (!circle)
    return fault ? (
      <PlainPage title={t('circles.title')}>
        <p role="alert">{faultWords(fault)}</p>
        <p>
          <PlaceLink to={{ at: 'circles' }}>{t('places.back')}</PlaceLink>
        </p>
      </PlainPage>
    ) : null

  const write = async () => {
    if (beginning.current) return
    beginning.current = true
    const answer = await vault.ask('note.create', { circle: id })
    beginning.current = false
    if (answer.ok) go({ at: 'note', circle: id, note: answer.value.note })
    else say(faultWords(answer.fault))
  }
  const seats = seatsOf(circle.members)
  const { coming, links, people } = circle.sync
  const travel = coming > 0 ? t('circle.coming') : people > 1 ? t('circle.linked', { links }) : ''

  return (
    <div className={styles['home']}>
      <section className={styles['seats']}>
        <h1 tabIndex={-1}>{circle.name}</h1>
        <Ring label={t('circle.people')} seats={seats} middle={<p>{t('circle.invited')}</p>} />
        <div className={styles['row']}>
          <Button onPress={() => go({ at: 'invite', circle: id })}>
            <UserPlus aria-hidden="true" size="1.25em" strokeWidth={1.75} />
            {t('circle.invite')}
          </Button>
          <Button look="quiet" onPress={() => go({ at: 'people', circle: id })}>
            {t('circle.people.look')}
          </Button>
        </div>
      </section>
      <section className={styles['notes']} aria-label={t('circle.notes')}>
        {circle.requests.map(request => (
          <Door key={request.id} circle={id} request={request} />
        ))}
        <header className={styles['over']}>
          <h2>{t('circle.notes')}</h2>
          <Button onPress={() => void write()}>
            <Feather aria-hidden="true" size="1.25em" strokeWidth={1.75} />
            {t('circle.write')}
          </Button>
        </header>
        {circle.notes.length === 0 ? (
          <p className="hush">{t('circle.notes.empty')}</p>
        ) : (
          <ul className={styles['list']}>
            {circle.notes.map(({ id: note, title }) => (
              <li key={note}>
                <PlaceLink to={{ at: 'note', circle: id, note }}>{title || t('circle.untitled')}</PlaceLink>
              </li>
            ))}
          </ul>
        )}
      </section>
      <dl className={styles['ground']}>
        <div>
          <dt>{t('circle.where')}</dt>
          <dd>
            <p role="status">
              {syncWords(circle)} {travel}
            </p>
          </dd>
          {circle.refusals.length > 0 && (
            <dd>
              <Refusals refusals={circle.refusals} members={circle.members} />
            </dd>
          )}
        </div>
        <div>
          <dt>{t('circle.leave')}</dt>
          <dd>{t('circle.leave.body')}</dd>
        </div>
      </dl>
    </div>
  )
}
