/** What can be done with a circle as a whole: looked at, copied, put away; by hosts also new keys, and its end. */
import { useState } from 'react'
import type { Circle } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { go } from '../../places.ts'
import { type Deed, Menu } from '../../ui/Menu.tsx'
import { Sheet } from './Sheet.tsx'

type What =
  | 'agreements'
  | 'log'
  | 'meet'
  | 'keeper'
  | 'copy'
  | 'putAway'
  | 'keys'
  | 'succeed'
  | 'goOn'
  | 'close'
type Asked = Extract<What, 'putAway' | 'keys' | 'close'>

function deedsOf({ standing, away, may }: Circle): Deed<What>[] {
  const deed = (id: What): Deed<What> => ({ id, words: t(`circle.${id}`) })
  return [
    deed('agreements'),
    deed('log'),
    deed('meet'),
    ...(standing === 'in' && !away ? [deed('keeper')] : []),
    deed('copy'),
    ...(standing === 'in' && !away ? [deed('putAway')] : []),
    ...(may.includes('keys') ? [deed('keys')] : []),
    ...(may.includes('succeed') ? [deed('succeed')] : []),
    { ...deed('goOn'), apart: true },
    ...(may.includes('close') ? [deed('close')] : []),
  ]
}

export function More({ circle }: { readonly circle: Circle }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { id } = circle
  const choose = (what: What) => {
    switch (what) {
      case 'agreements':
        return go({ at: 'agreements', circle: id })
      case 'log':
        return go({ at: 'log', circle: id })
      case 'meet':
        return go({ at: 'meet', circle: id })
      case 'copy':
        return go({ at: 'copy', circle: id })
      case 'keeper':
        return go({ at: 'keeper', circle: id })
      case 'succeed':
        return go({ at: 'succession', circle: id })
      case 'goOn':
        return go({ at: 'anew', circle: id })
      case 'putAway':
      case 'keys':
      case 'close':
        return setAsked(what)
      default:
        return absurd(what)
    }
  }
  return (
    <>
      <Menu
        quiet
        words={t('circle.more')}
        label={t('circle.more.of', { circle: circle.name })}
        deeds={deedsOf(circle)}
        onChoose={choose}
      />
      {asked && <Question what={asked} circle={circle} close={() => setAsked(null)} />}
    </>
  )
}

type QuestionProps = { readonly what: Asked; readonly circle: Circle; readonly close: () => void }

function Question({ what, circle: { id: circle, name }, close }: QuestionProps) {
  switch (what) {
    case 'putAway':
      return (
        <Sheet
          title={t('circle.putAway.title', { circle: name })}
          keep={t('people.keep')}
          close={close}
          deed={{
            words: t('circle.putAway.yes'),
            call: ['circle.putAway', { circle, away: true }],
            done: t('circle.putAway.said', { circle: name }),
            after: () => go({ at: 'circles' }),
          }}
        >
          <p>{t('circle.putAway.where')}</p>
          <p>{t('circle.putAway.still')}</p>
        </Sheet>
      )
    case 'keys':
      return (
        <Sheet
          title={t('circle.keys.title')}
          keep={t('people.keep')}
          close={close}
          deed={{
            words: t('circle.keys.yes'),
            call: ['circle.rekey', { circle }],
            done: t('circle.keys.said'),
          }}
        >
          <p>{t('circle.keys.what')}</p>
          <p>{t('circle.keys.when')}</p>
          <p>{t('people.logged')}</p>
        </Sheet>
      )
    case 'close':
      return (
        <Sheet
          title={t('circle.close.title', { circle: name })}
          keep={t('people.keep')}
          close={close}
          deed={{
            words: t('circle.close.yes'),
            call: ['circle.close', { circle }],
            done: t('circle.close.said', { circle: name }),
          }}
        >
          <p>{t('circle.close.what')}</p>
          <p>{t('circle.close.stays')}</p>
          <p>{t('circle.close.late')}</p>
          <p>{t('circle.close.talk')}</p>
        </Sheet>
      )
    default:
      return absurd(what)
  }
}
