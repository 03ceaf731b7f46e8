/** Who was let in by a file: what they wait for, and the answer that only somebody here can write. */
import type { CircleId, Newcomer } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { useWriting } from '../file/useWriting.ts'
import { Working } from '../file/Working.tsx'
import styles from './CirclePage.module.css'

export type NewcomersProps = { readonly circle: CircleId; readonly newcomers: readonly Newcomer[] }

export function Newcomers({ circle, newcomers }: NewcomersProps) {
  return newcomers.map(newcomer =>
    newcomer.waits === 'answer' ? (
      <Answer key={newcomer.member} circle={circle} newcomer={newcomer} />
    ) : (
      <p key={newcomer.member} className="hush">
        {t(`newcomer.${newcomer.waits}`, { name: newcomer.name })}
      </p>
    ),
  )
}

function Answer({ circle, newcomer: { member, name } }: { circle: CircleId; newcomer: Newcomer }) {
  const { write, writing, answer } = useWriting()
  const title = t('newcomer.title', { name })
  return (
    <section className={styles['door']} aria-label={title}>
      <h2>{title}</h2>
      <p>{t('newcomer.answer', { name })}</p>
      <div className={styles['row']}>
        <Button busy={writing} onPress={() => void write(circle, [member])}>
          {t('newcomer.write', { name })}
        </Button>
      </div>
      {writing && <Working label={t('file.writing')} />}
      <p role="status" className={answer ? 'hush' : 'unseen'}>
        {answer}
      </p>
    </section>
  )
}
