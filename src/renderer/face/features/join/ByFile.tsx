/** Joining by two files: write one, compare words, open the other. All of it can wait for weeks. */
import { useRef, useState } from 'react'
import type { Joining } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import styles from '../../ui/Plain.module.css'
import { SafetyWords } from '../../ui/PlainPage.tsx'
import { Working } from '../file/Working.tsx'
import own from './ByFile.module.css'

export type ByFileProps = {
  readonly joining: Joining
  /** It goes on: told by the vault's own news, or by the file that was opened. */
  readonly goesOn: (joining: Joining) => void
  readonly stop: () => void
}

export function ByFile({ joining, goesOn, stop }: ByFileProps) {
  const { vault, shell } = useHouse()
  const { id: join, step, words } = joining
  const [answer, setAnswer] = useState('')
  const [reading, setReading] = useState(false)
  const busy = useRef(false)
  const once = async (act: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    await act()
    busy.current = false
  }

  const save = async () => {
    const chosen = await shell.ask('shell.chooseFile', { why: 'join' })
    if (!chosen.ok || !chosen.value.file) return
    const written = await vault.ask('circle.joinFile', { join, file: chosen.value.file })
    setAnswer(written.ok ? t('join.file.saved') : faultWords(written.fault))
  }
  const match = async () => {
    const said = await vault.ask('circle.wordsMatch', { join })
    setAnswer(said.ok ? '' : faultWords(said.fault))
  }
  const open = async () => {
    const chosen = await shell.ask('shell.chooseFile', { why: 'read' })
    if (!chosen.ok || !chosen.value.file) return
    setReading(true)
    setAnswer('')
    const opened = await vault.ask('circle.fileRead', { file: chosen.value.file })
    setReading(false)
    if (!opened.ok) return setAnswer(faultWords(opened.fault))
    const { value } = opened
    if (value.is === 'answer') goesOn(value.joining)
    else if (value.is === 'asking') go({ at: 'circle', circle: value.door.circle })
    else setAnswer(t('join.file.other', { circle: value.came.name }))
  }

  const compare = (
    <section className={styles['form']} aria-labelledby="join-words">
      <h2 id="join-words">{t('join.file.words')}</h2>
      <p role="status" className={step === 'answered' ? styles['answer'] : 'unseen'}>
        {step === 'answered' && t('join.file.answered')}
      </p>
      <SafetyWords words={words} label={t('join.words')} />
      <p role="status" className={step === 'agreed' ? undefined : 'unseen'}>
        {step === 'agreed' && t('join.file.agreed')}
      </p>
      {step !== 'agreed' && (
        <>
          <p>{t('join.file.words.help')}</p>
          <div className={styles['row']}>
            <Button look={step === 'answered' ? 'main' : 'plain'} onPress={() => void once(match)}>
              {t('join.match')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
  return (
    <div className={styles['form']}>
      {step !== 'answered' && (
        <section className={own['step']} aria-labelledby="join-write">
          <h2 id="join-write">{t('join.file.write')}</h2>
          <p className="hush">{t('join.file.write.help')}</p>
          <div className={styles['row']}>
            <Button look={step === 'file' ? 'main' : 'plain'} onPress={() => void once(save)}>
              {t('join.file.save')}
            </Button>
          </div>
        </section>
      )}
      {compare}
      {step !== 'answered' && (
        <section className={own['step']} aria-labelledby="join-answer">
          <h2 id="join-answer">{t('join.file.answer')}</h2>
          <p className="hush">{t('join.file.answer.help')}</p>
          <div className={styles['row']}>
            <Button
              look={step === 'agreed' ? 'main' : 'plain'}
              busy={reading}
              onPress={() => void once(open)}
            >
              {t('join.file.open')}
            </Button>
          </div>
          {reading && <Working label={t('file.reading')} />}
        </section>
      )}
      <p role="status" className={answer ? styles['answer'] : 'unseen'}>
        {answer}
      </p>
      <div>
        <Button look="quiet" onPress={stop}>
          {t('join.stop')}
        </Button>
      </div>
    </div>
  )
}
