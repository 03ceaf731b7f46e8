/** What came in with a file, in sentences; and the reply, which brings its writer what they lack. */
import type { FileCame } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import styles from './FilePage.module.css'
import { useWriting } from './useWriting.ts'
import { Working } from './Working.tsx'

export function sentences({
  updates,
  people,
  log,
  missing,
  refused,
  from,
  name,
}: FileCame): readonly string[] {
  if (from.own) return [t('file.came.own')]
  const came = [
    ...(updates > 0 ? [t('file.came', { updates, people })] : []),
    ...(log > 0 ? [t('file.came.log')] : []),
  ]
  return [
    ...(came.length > 0 ? came : [t('file.came.nothing')]),
    ...(missing > 0 ? [t('file.missing', { missing })] : []),
    ...(refused > 0 ? [t('file.refused', { refused })] : []),
    t('file.came.from', { name: from.name, circle: name }),
  ]
}

export function Came({ came }: { readonly came: FileCame }) {
  const { circle, from, lacks, reply, name } = came
  const { write, writing, answer } = useWriting()
  return (
    <div className={styles['came']}>
      <h3>{t('file.came.title')}</h3>
      {sentences(came).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reply && <p>{t('file.lacks', { lacks, name: from.name })}</p>}
      <div className={plain['row']}>
        {reply && (
          <Button
            look={lacks > 0 ? 'main' : 'plain'}
            busy={writing}
            onPress={() => void write(circle, [from.member])}
          >
            {t('file.reply', { name: from.name })}
          </Button>
        )}
        <PlaceLink to={{ at: 'circle', circle }}>{t('file.to.circle', { circle: name })}</PlaceLink>
      </div>
      {writing && <Working label={t('file.writing')} />}
      <p role="status" className={answer ? plain['answer'] : 'unseen'}>
        {answer}
      </p>
    </div>
  )
}
