/** What one may do about somebody in a circle, or about oneself, each behind a sheet that says plainly what it does. */
import { useState } from 'react'
import type { Circle, Member } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { type Deed, Menu } from '../../ui/Menu.tsx'
import { Sheet } from './Sheet.tsx'

type What = Member['may'][number]

function deedOf(what: What, name: string): Deed<What> {
  switch (what) {
    case 'promote':
      return { id: what, words: t('people.promote', { name }) }
    case 'demote':
      return { id: what, words: t('people.demote') }
    case 'remove':
      return { id: what, words: t('people.remove', { name }), apart: true }
    default:
      return absurd(what)
  }
}

export function ActsFor({ circle, member }: { readonly circle: Circle; readonly member: Member }) {
  const [asked, setAsked] = useState<What | null>(null)
  const { name, may } = member
  if (may.length === 0) return null
  return (
    <div>
      <Menu
        quiet
        words={t('people.acts')}
        label={t('people.acts.of', { name })}
        deeds={may.map(what => deedOf(what, name))}
        onChoose={setAsked}
      />
      <Act what={asked} circle={circle} member={member} close={() => setAsked(null)} />
    </div>
  )
}

type ActProps = {
  readonly what: What | null
  readonly circle: Circle
  readonly member: Member
  readonly close: () => void
}

function Act({ what, circle: { id: circle, two }, member: { id: member, name }, close }: ActProps) {
  switch (what) {
    case null:
      return null
    case 'promote':
      return (
        <Sheet
          title={t('people.promote.title', { name })}
          keep={t('people.keep')}
          close={close}
          deed={{
            words: t(two ? 'people.ask' : 'people.promote', { name }),
            call: ['circle.promote', { circle, member }],
            done: t(two ? 'people.asked' : 'people.promoted', { name }),
          }}
        >
          <p>{t('people.promote.what', { name })}</p>
          <p>{t('people.logged')}</p>
          {two && <p>{t('people.two')}</p>}
        </Sheet>
      )
    case 'demote':
      return (
        <Sheet
          title={t('people.demote.title', { name })}
          keep={t('people.keep')}
          close={close}
          deed={{
            words: t('people.demote'),
            call: ['circle.demote', { circle, member }],
            done: t('people.demoted', { name }),
          }}
        >
          <p>{t('people.demote.what', { name })}</p>
          <p>{t('people.logged')}</p>
        </Sheet>
      )
    case 'remove': {
      const remove = (now: boolean) => ['circle.remove', { circle, member, now }] as const
      const gone = t('people.removed', { name })
      return (
        <Sheet
          title={t('people.remove.title', { name })}
          keep={t('people.keep')}
          close={close}
          deed={
            two
              ? { words: t('people.ask'), call: remove(false), done: t('people.asked') }
              : { words: t('people.remove.yes', { name }), call: remove(false), done: gone }
          }
          {...(two ? { urgent: { words: t('people.remove.now'), call: remove(true), done: gone } } : {})}
        >
          <p>{t('people.remove.keeps', { name })}</p>
          <p>{t('people.remove.sealed', { name })}</p>
          <p>{t('people.remove.quiet', { name })}</p>
          <p>{t('people.logged')}</p>
          {two && (
            <>
              <p>{t('people.two')}</p>
              <p>{t('people.remove.danger')}</p>
            </>
          )}
        </Sheet>
      )
    }
    default:
      return absurd(what)
  }
}

export function Leave({ circle: { id, name, members } }: { readonly circle: Circle }) {
  const [asked, setAsked] = useState(false)
  const hosts = members.filter(({ facilitator }) => facilitator)
  const last = members.length > 1 && hosts.length === 1 && hosts[0]?.you
  return (
    <div>
      <Button look="quiet" onPress={() => setAsked(true)}>
        {t('people.leave')}
      </Button>
      {asked && (
        <Sheet
          title={t('people.leave.title', { circle: name })}
          keep={t('people.stay')}
          close={() => setAsked(false)}
          deed={{
            words: t('people.leave.yes'),
            call: ['circle.leave', { circle: id }],
            done: t('people.left', { circle: name }),
            after: () => go({ at: 'circle', circle: id }),
          }}
        >
          {last && <p>{t('people.leave.last')}</p>}
          <p>{t('people.leave.keeps')}</p>
          <p>{t('people.leave.others')}</p>
        </Sheet>
      )}
    </div>
  )
}
