/** Words that travel as a file: one is written for the people of a circle, or one that came is opened. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { CircleId, FileCame } from '../../../../shared/circle/circle.ts'
import type { PlaceToken } from '../../../../shared/contract/attachments.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, settle } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { useCircle } from '../circle/useCircle.ts'
import { Came, sentences } from './Came.tsx'
import styles from './FilePage.module.css'
import { Working } from './Working.tsx'
import { WriteFile } from './WriteFile.tsx'

export type FilePageProps = {
  readonly circle: CircleId | undefined
  /** One that was opened from outside. */
  readonly file: PlaceToken | undefined
}

export function FilePage({ circle, file }: FilePageProps) {
  const { came, trouble, reading, choose } = useReading(file, circle)
  const home = circle ?? came?.circle
  const reader = (
    <section className={styles['part']} aria-labelledby="file-read">
      <h2 id="file-read">{t('file.read.title')}</h2>
      <p className="hush">{t('file.read.lead')}</p>
      <div className={plain['row']}>
        <Button busy={reading} onPress={() => void choose()}>
          {t('file.read')}
        </Button>
      </div>
      {reading && <Working label={t('file.reading')} />}
      {trouble && <InlineError words={trouble} />}
      <p role="status" className="unseen">
        {came && sentences(came).join(' ')}
      </p>
      {came && <Came came={came} />}
    </section>
  )
  return (
    <PlainPage
      title={t('file.title')}
      lead={t('file.lead')}
      aside={home ? <Back circle={home} /> : <PlaceLink to={{ at: 'circles' }}>{t('places.back')}</PlaceLink>}
    >
      {/* What came in is what one wants to see first, when a file was opened. */}
      {file && reader}
      {circle && <Home circle={circle} />}
      {!file && reader}
    </PlainPage>
  )
}

function Back({ circle }: { readonly circle: CircleId }): ReactNode {
  const { circle: home } = useCircle(circle)
  return (
    <PlaceLink to={{ at: 'circle', circle }}>
      {home ? t('note.back', { circle: home.name }) : t('places.back')}
    </PlaceLink>
  )
}

function Home({ circle }: { readonly circle: CircleId }): ReactNode {
  const { circle: home, fault } = useCircle(circle)
  if (fault) return <InlineError words={faultWords(fault)} />
  return home && <WriteFile circle={home} />
}

/** Opens one that came with the page at once, and others when somebody chooses. */
function useReading(file: PlaceToken | undefined, circle: CircleId | undefined) {
  const { vault, shell } = useHouse()
  const [came, setCame] = useState<FileCame | null>(null)
  const [trouble, setTrouble] = useState('')
  const [reading, setReading] = useState(false)
  const busy = useRef(false)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  const read = useCallback(
    async (one: PlaceToken) => {
      setReading(true)
      setTrouble('')
      setCame(null)
      const answer = await vault.ask('circle.fileRead', { file: one })
      // Whoever went elsewhere meanwhile is left there.
      if (!here.current) return
      setReading(false)
      if (!answer.ok) setTrouble(faultWords(answer.fault))
      else if (answer.value.is === 'words') setCame(answer.value.came)
      else {
        // Coming back here opens it no second time: that would lead away again.
        settle(circle ? { at: 'file', circle } : { at: 'file' })
        if (answer.value.is === 'asking') go({ at: 'circle', circle: answer.value.door.circle })
        else go({ at: 'join', join: answer.value.joining.id })
      }
    },
    [vault, circle],
  )
  useEffect(() => {
    if (file) void read(file)
  }, [file, read])

  const choose = async () => {
    if (busy.current) return
    busy.current = true
    const chosen = await shell.ask('shell.chooseFile', { why: 'read' })
    if (chosen.ok && chosen.value.file) await read(chosen.value.file)
    busy.current = false
  }
  return { came, trouble, reading, choose }
}
