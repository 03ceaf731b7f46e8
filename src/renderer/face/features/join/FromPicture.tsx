/** An invitation out of a picture: one that is chosen, dropped on this page, or pasted. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { t } from '../../../../shared/locales/speak.ts'
import { readPicture } from '../../picture/read.ts'
import { Button } from '../../ui/Button.tsx'
import styles from '../../ui/Plain.module.css'
import { tidyInvitation } from './tidy.ts'

export type FromPictureProps = {
  /** The link that was found. */
  readonly found: (link: string) => void
}

type Told = '' | 'reading' | 'read' | 'none' | 'other' | 'unreadable' | 'large'

const pictureIn = (files: FileList | undefined): File | undefined =>
  [...(files ?? [])].find(({ type }) => type.startsWith('image/'))

export function FromPicture({ found }: FromPictureProps) {
  const input = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState<Told>('')
  const turn = useRef(0)
  const take = useRef(found)
  take.current = found
  const read = useCallback(async (file: Blob) => {
    turn.current += 1
    const mine = turn.current
    setTold('reading')
    const saw = await readPicture(file)
    // Another picture came meanwhile, or the page is gone.
    if (mine !== turn.current) return
    if (saw.is !== 'text') return setTold(saw.is)
    const { text, isLink } = tidyInvitation(saw.text)
    setTold(isLink ? 'read' : 'other')
    if (isLink) take.current(text)
  }, [])

  useEffect(() => {
    const over = (event: DragEvent) => {
      const items = [...(event.dataTransfer?.items ?? [])]
      if (items.some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = pictureIn(event.dataTransfer?.files)
      if (!file) return
      event.preventDefault()
      void read(file)
    }
    const paste = (event: ClipboardEvent) => {
      const file = pictureIn(event.clipboardData?.files)
      if (!file) return
      event.preventDefault()
      void read(file)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      turn.current += 1
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [read])

  return (
    <div>
      <div className={styles['row']}>
        <Button busy={told === 'reading'} onPress={() => input.current?.click()}>
          {t('join.picture')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) void read(file)
            // The same one can be chosen again.
            target.value = ''
          }}
        />
      </div>
      <p className="hush">{t('join.picture.help')}</p>
      <p role="status" className={told === '' ? 'unseen' : styles['answer']}>
        {told && t(`join.picture.${told}`)}
      </p>
    </div>
  )
}
