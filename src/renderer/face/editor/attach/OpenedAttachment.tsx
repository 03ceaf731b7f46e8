/** One attachment, opened: seen large, said what it shows, saved as a copy outside, or taken out of the entry. */
import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { useEffect, useState } from 'react'
import type { Telling } from '../../../../shared/contract/attachments.ts'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import type { Attachment } from '../../../../shared/writing/attachment.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './Attachment.module.css'
import type { Kept } from './kept.ts'
import { takeOutAt } from './plugin.ts'

export type Opened = {
  readonly view: EditorView
  /** What stands in the page, and how that is shown. */
  readonly node: Node
  readonly attachment: Attachment
  readonly kept: Kept
  /** Where it stands now; undefined when it is gone. */
  readonly at: () => number | undefined
}

export function OpenedAttachment({ opened, close }: { readonly opened: Opened; readonly close: () => void }) {
  const { view, node: laid, attachment, kept } = opened
  const { name, size, width, height } = attachment
  const [alt, setAlt] = useState(attachment.alt)
  const [tells, setTells] = useState<Telling | null>(null)
  const image = useImage(kept, width && height ? attachment : null)

  // Back to the writing, once the dialog lets go of the keys.
  useEffect(() => () => void setTimeout(() => !view.isDestroyed && view.focus()), [view])

  /** Where the attachment still stands. A sheet that only shows is never changed. */
  const place = (): number | undefined => {
    const at = view.isDestroyed || !view.editable ? undefined : opened.at()
    const node = at === undefined ? null : view.state.doc.nodeAt(at)
    return node?.type === laid.type && node.attrs['blob'] === attachment.blob ? at : undefined
  }
  const leave = () => {
    const at = place()
    if (at !== undefined && alt !== attachment.alt)
      view.dispatch(
        closeHistory(view.state.tr.setNodeMarkup(at, null, { ...laid.attrs, alt: alt.slice(0, 1000) })),
      )
    close()
  }
  const takeOut = () => {
    const at = place()
    const taken = at === undefined ? null : view.state.doc.nodeAt(at)
    close()
    if (at === undefined || !taken) return
    say(t(kept.removed, { name }), { what: t('attached.remove'), run: takeOutAt(view, at, taken) })
  }

  return (
    <Dialog title={name} open close={leave} large={Boolean(width && height)}>
      {tells ? (
        <SaveCopy attachment={attachment} kept={kept} tells={tells} done={() => setTells(null)} />
      ) : (
        <>
          {image.state === 'there' && <img className={styles['large']} src={image.url} alt={alt || name} />}
          {image.state === 'coming' && <p role="status">{t('attached.opening')}</p>}
          {image.state === 'gone' && (
            <p role="alert">
              {t('attached.gone', { name })} {t('attached.gone.here')}
            </p>
          )}
          <p className="hush">{sizeName(size)}</p>
          {view.editable && (
            <Field
              label={t('attached.alt')}
              help={t('attached.alt.help')}
              value={alt}
              onChange={setAlt}
              maxLength={1000}
              autoComplete="off"
              spellCheck="false"
            />
          )}
          <div className={styles['choices']}>
            <Button look="main" onPress={leave}>
              {t('attached.close')}
            </Button>
            <AskCopy attachment={attachment} kept={kept} tells={setTells} />
            {view.editable && (
              <Button look="quiet" onPress={takeOut}>
                {t('attached.remove')}
              </Button>
            )}
          </div>
        </>
      )}
    </Dialog>
  )
}

function AskCopy({
  attachment: { name },
  kept,
  tells,
}: {
  readonly attachment: Attachment
  readonly kept: Kept
  readonly tells: (telling: Telling) => void
}) {
  const ask = async () => {
    const answer = await kept.tells()
    if (answer.ok) return tells(answer.value.tells)
    say(answer.fault === 'not-found' ? t('attached.gone', { name }) : faultWords(answer.fault))
  }
  return <Button onPress={() => void ask()}>{t('attached.copy')}</Button>
}

type SaveCopyProps = {
  readonly attachment: Attachment
  readonly kept: Kept
  readonly tells: Telling
  readonly done: () => void
}

/** What leaves the notebook, said before it does. */
function SaveCopy({ attachment: { name }, kept, tells, done }: SaveCopyProps) {
  const { shell, vault } = useHouse()
  const [whole, setWhole] = useState(false)
  const [saving, setSaving] = useState(false)
  const [part, setPart] = useState<number | null>(null)
  useEffect(
    () => vault.on(kept.own ? 'attachment.copying' : 'circle.working', now => setPart(now.part)),
    [vault, kept.own],
  )
  const stop = () => void vault.ask(kept.own ? 'attachment.stopCopy' : 'circle.stopWork', {})
  const choose = async () => {
    const chosen = await shell.ask('shell.choosePlace', { name })
    if (!chosen.ok) return say(faultWords(chosen.fault))
    if (!chosen.value.place) return
    setPart(null)
    setSaving(true)
    const saved = await kept.copy(chosen.value.place, whole)
    setSaving(false)
    say(saved.ok ? t('copy.saved') : faultWords(saved.fault))
    if (saved.ok) done()
  }
  return (
    <>
      <h3>{t('copy.title')}</h3>
      <p>{t('copy.readable')}</p>
      {tells === 'taken-out' && (
        <>
          <p>{t('copy.taken.out')}</p>
          <label className={styles['keep']}>
            <input type="checkbox" checked={whole} onChange={event => setWhole(event.target.checked)} />
            {t('copy.keep')}
          </label>
        </>
      )}
      {tells === 'may-hold' && <p>{t('copy.may.hold')}</p>}
      {saving && <Progress label={t('copy.saving')} part={part} stop={stop} />}
      <p role="status" className="unseen">
        {saving && t('copy.saving')}
      </p>
      <div className={styles['choices']}>
        <Button look="main" busy={saving} onPress={() => void choose()}>
          {t('copy.choose')}
        </Button>
        <Button onPress={done}>{t('copy.leave')}</Button>
      </div>
    </>
  )
}

type Image =
  | { readonly state: 'none' | 'coming' | 'gone' }
  | { readonly state: 'there'; readonly url: string }

/** The image itself, in this page's memory until it is closed. */
function useImage(kept: Kept, attachment: Attachment | null): Image {
  const [image, setImage] = useState<Image>({ state: attachment ? 'coming' : 'none' })
  const { blob, type } = attachment ?? {}
  useEffect(() => {
    if (!blob) return
    let url: string | undefined
    let closed = false
    void kept.fetch(blob, type ?? '').then(file => {
      if (closed) return
      if (file) url = URL.createObjectURL(file)
      setImage(url ? { state: 'there', url } : { state: 'gone' })
    })
    return () => {
      closed = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [kept, blob, type])
  return image
}
