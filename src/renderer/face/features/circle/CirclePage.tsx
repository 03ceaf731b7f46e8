/** A circle's home: the ring of its people, what they write together, and who is at the door. */
import { Feather, UserPlus } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { type Circle, type CircleId, travels } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Ring } from '../../ui/Ring.tsx'
import { say } from '../../ui/toast.tsx'
import { Away } from './Away.tsx'
import styles from './CirclePage.module.css'
import { Door } from './Door.tsx'
import { Gone, goneBody } from './Gone.tsx'
import { More } from './More.tsx'
import { Newcomers } from './Newcomers.tsx'
import { Refusals } from './Refusals.tsx'
import { ShutOut } from './ShutOut.tsx'
import { seatsOf } from './seats.ts'
import { isAlone } from './sync.ts'
import { syncWords, useCircle } from './useCircle.ts'
import { Waiting } from './Waiting.tsx'

/** What was shut out stands on this page for so long, in ms, and among the people for ever. */
const RECENT = 30 * 24 * 3600_000

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
  const { coming, links, paused } = circle.sync
  const writes = circle.standing === 'in' && !circle.away
  const hosts = circle.members.some(({ you, facilitator }) => you && facilitator)
  const travel = paused
    ? t('sync.paused')
    : coming > 0
      ? t('circle.coming')
      : writes && !isAlone(circle.sync)
        ? t('circle.linked', { links })
        : ''

  return (
    <div className={styles['home']}>
      <section className={styles['seats']}>
        <h1 tabIndex={-1}>{circle.name}</h1>
        <Ring label={t('circle.people')} seats={seats} middle={<p>{t('circle.invited')}</p>} />
        <div className={styles['row']}>
          {writes && hosts && (
            <Button onPress={() => go({ at: 'invite', circle: id })}>
              <UserPlus aria-hidden="true" size="1.25em" strokeWidth={1.75} />
              {t('circle.invite')}
            </Button>
          )}
          <Button look="quiet" onPress={() => go({ at: 'people', circle: id })}>
            {t('circle.people.look')}
          </Button>
          <More circle={circle} />
        </div>
      </section>
      <section className={styles['notes']} aria-label={t('circle.notes')}>
        <Standing circle={circle} />
        {circle.goesOn.from && <p className="hush">{t('circle.goesOn.from')}</p>}
        {[...new Set(circle.goesOn.by)].map(name => (
          <p key={name}>{t('circle.goesOn', { name })}</p>
        ))}
        {circle.requests.map(request => (
          <Door key={request.id} circle={id} request={request} two={circle.two} />
        ))}
        {!circle.away && <Waiting circle={id} waiting={circle.waiting} />}
        <Newcomers circle={id} newcomers={circle.newcomers} />
        <ShutOut shutOut={circle.shutOut.filter(({ at }) => at > Date.now() - RECENT)} />
        <header className={styles['over']}>
          <h2>{t('circle.notes')}</h2>
          {writes && (
            <Button onPress={() => void write()}>
              <Feather aria-hidden="true" size="1.25em" strokeWidth={1.75} />
              {t('circle.write')}
            </Button>
          )}
        </header>
        {circle.notes.length === 0 ? (
          <p className="hush">{t('circle.notes.empty')}</p>
        ) : (
          <Notes circle={id} notes={circle.notes} />
        )}
        {circle.closedNotes > 0 && (
          <p className="hush">{t('circle.notes.closed', { count: circle.closedNotes })}</p>
        )}
      </section>
      <dl className={styles['ground']}>
        <div>
          <dt>{t('circle.where')}</dt>
          <dd>
            <p role="status">
              {travels(circle.standing) ? `${syncWords(circle)} ${travel}` : t('gone.here')}
            </p>
            <Button look="quiet" onPress={() => go({ at: 'sync', circle: id })}>
              {t('sync.look')}
            </Button>
          </dd>
          {travels(circle.standing) && (
            <dd>
              {t('circle.file.also')}{' '}
              <Button look="quiet" onPress={() => go({ at: 'file', circle: id })}>
                {t('circle.file')}
              </Button>
            </dd>
          )}
          {circle.refusals.length > 0 && (
            <dd>
              <Refusals refusals={circle.refusals} members={circle.members} />
            </dd>
          )}
        </div>
        <div>
          <dt>{t('circle.history')}</dt>
          <dd>
            {t(circle.history === 'everything' ? 'circle.history.everything' : 'circle.history.joining')}
          </dd>
        </div>
        <div>
          <dt>{t('circle.leave')}</dt>
          <dd>{t('circle.leave.body')}</dd>
        </div>
      </dl>
    </div>
  )
}

/** What keeps somebody from writing here. Its region is there before its words are: else they are not spoken. */
function Standing({ circle }: { readonly circle: Circle }) {
  const { standing, away, newer, keyless } = circle
  const stays = standing === 'in'
  const put = stays ? (away ? 'away' : null) : standing
  const told = put !== null || newer || keyless
  return (
    <section
      className={put ? styles['door'] : told ? undefined : 'unseen'}
      {...(put && { 'aria-label': t(`gone.${put}`) })}
    >
      <div role="status">
        {put && <h2>{t(`gone.${put}`)}</h2>}
        {put && <p>{put === 'away' ? t('gone.away.body') : goneBody(put)}</p>}
        {stays && newer && <p>{t('circle.newer')}</p>}
        {stays && keyless && <p>{t('circle.keyless')}</p>}
      </div>
      {!stays && <Gone circle={circle} standing={standing} />}
      {stays && away && <Away circle={circle} />}
    </section>
  )
}

/** Notes in a page of the list, and how high one is, in rem. */
const PAGE = 50
const ROW = 3.25

function Notes({ circle, notes }: { readonly circle: CircleId; readonly notes: Circle['notes'] }) {
  const page = useCallback(
    (n: number) =>
      notes.slice(n * PAGE, (n + 1) * PAGE).map(({ id: note, title }) => (
        <Row key={note}>
          <PlaceLink to={{ at: 'note', circle, note }}>{title || t('circle.untitled')}</PlaceLink>
        </Row>
      )),
    [circle, notes],
  )
  return (
    <div className={styles['list']}>
      <LongList
        label={t('circle.notes')}
        pages={Math.ceil(notes.length / PAGE)}
        page={page}
        height={PAGE * ROW}
      />
    </div>
  )
}
