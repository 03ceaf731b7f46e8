/** Files on their way into a page, of the journal or of a circle: each one after the other, told of when it takes long, stopped when asked. */
import type { Node } from 'prosemirror-model'
import type { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { createStore, useStore } from 'zustand'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { Attachment } from '../../../../shared/writing/attachment.ts'
import { LARGEST_SHARED, type SharedFile } from '../../../../shared/writing/shared-file.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Progress } from '../../ui/Progress.tsx'
import { say } from '../../ui/toast.tsx'
import { schema } from '../schema.ts'
import styles from './Attachment.module.css'
import { inCircle, inJournal, shownAs } from './kept.ts'
import { type Opened, OpenedAttachment } from './OpenedAttachment.tsx'
import { attaching, keepPlace, leavePlace, putAt } from './plugin.ts'
import { send } from './send.ts'
import { sharedFiles } from './shared-files.ts'
import { SharedFileView } from './shared-view.ts'
import { look, sizeOf } from './thumbnail.ts'
import { AttachmentView, type Showing } from './view.ts'

type Way = { readonly id: number; readonly name: string; readonly part: number }
/** Apart from the page: what comes in tells of itself often, and the page is not drawn anew for it. */
type Ways = { readonly ways: readonly Way[]; readonly told: string }
const newWays = () => createStore<Ways>(() => ({ ways: [], told: '' }))

export type UseAttaching = {
  readonly plugin: Plugin
  /** Files that were chosen, put where the cursor stands. */
  readonly add: (view: EditorView, files: readonly File[]) => void
  /** What is on its way. */
  readonly ways: ReactNode
  /** The one that is open. */
  readonly opened: ReactNode
}

/** `circle`: whose note the page is; else it is the journal's. */
export function useAttaching(circle?: CircleId): UseAttaching {
  const { vault, shell } = useHouse()
  const store = useMemo(newWays, [])
  const [opened, setOpened] = useState<Opened | null>(null)
  const stops = useRef(new Map<number, AbortController>())
  const left = useRef(false)
  /** One file after the other: ten at once would be slower, and each would be felt. */
  const turn = useRef<Promise<unknown>>(Promise.resolve())

  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      for (const stop of stops.current.values()) stop.abort()
    }
  }, [])

  // Hidden at one key: nothing of it is heard either.
  useEffect(
    () =>
      shell.on('veil', ({ drawn }) => {
        if (drawn) for (const player of document.querySelectorAll('audio')) player.pause()
      }),
    [shell],
  )

  const one = useCallback(
    async (view: EditorView, file: File, id: number): Promise<void> => {
      const stop = stops.current.get(id) ?? new AbortController()
      const name = file.name.slice(0, 255)
      const progress = (part: number) =>
        store.setState(({ ways }) => ({ ways: ways.map(way => (way.id === id ? { ...way, part } : way)) }))
      const shared = async (where: CircleId): Promise<Result<Node, Fault | 'stopped'>> => {
        if (file.size > LARGEST_SHARED) return { ok: false, fault: 'file-too-large-here' }
        const whole = await send(vault, file, { stop: stop.signal, progress })
        if (!whole.ok) return whole
        const added = await vault.ask('note.fileAdd', { circle: where, blob: whole.value })
        if (!added.ok) return added
        const { tells, ...made } = added.value
        if (tells === 'may-hold') say(t('shared.may.hold', { name }))
        const seen = await sizeOf(file)
        const laid: SharedFile = {
          ...made,
          name,
          type: file.type.slice(0, 255),
          width: seen?.width ?? null,
          height: seen?.height ?? null,
          alt: '',
        }
        return ok(schema.nodes.file.create(laid))
      }
      const sent = async (): Promise<Result<Node, Fault | 'stopped'>> => {
        if (circle) return shared(circle)
        const whole = await send(vault, file, { stop: stop.signal, progress })
        if (!whole.ok) return whole
        const seen = await look(file)
        const thumb = seen?.thumb ? await send(vault, seen.thumb, { stop: stop.signal }) : null
        if (thumb && !thumb.ok && thumb.fault === 'stopped') return thumb
        const attachment: Attachment = {
          blob: whole.value,
          thumb: thumb?.ok ? thumb.value : null,
          name,
          type: file.type.slice(0, 255),
          size: file.size,
          width: seen?.width ?? null,
          height: seen?.height ?? null,
          alt: '',
        }
        return ok(schema.nodes.attachment.create(attachment))
      }
      const answer = await sent()
      stops.current.delete(id)
      if (left.current || view.isDestroyed) return say(t('attach.left', { name }))
      store.setState(({ ways }) => ({ ways: ways.filter(way => way.id !== id) }))
      if (answer.ok) {
        putAt(view, id, answer.value)
        return store.setState({ told: t(circle ? 'shared.done' : 'attach.done', { name }) })
      }
      leavePlace(view, id)
      say(refused(answer.fault, name))
    },
    [vault, store, circle],
  )

  const addAt = useCallback(
    (view: EditorView, files: readonly File[], at: number): void => {
      for (const file of files) {
        const id = keepPlace(view, at)
        stops.current.set(id, new AbortController())
        const way = { id, name: file.name, part: 0 }
        store.setState(({ ways }) => ({ ways: [...ways, way] }))
        turn.current = turn.current.then(() => one(view, file, id))
      }
    },
    [one, store],
  )

  const files = useMemo(() => (circle ? sharedFiles(vault, circle) : null), [vault, circle])
  useEffect(() => () => files?.end(), [files])
  const plugin = useMemo(() => {
    const kept = circle ? inCircle(vault, circle) : inJournal(vault)
    const open: Showing['open'] = (view, node, at) => {
      const attachment = shownAs(node)
      if (attachment) setOpened({ view, node, attachment, kept: kept(node), at })
    }
    const showing = { kept, open }
    return attaching({
      open,
      nodeViews: files
        ? { file: (node, view, at) => new SharedFileView(node, view, at, showing, files) }
        : { attachment: (node, view, at) => new AttachmentView(node, view, at, showing) },
      takes: files
        ? ({ type, attrs }) => type === schema.nodes.file && files.isKnown(String(attrs['blob']))
        : ({ type }) => type === schema.nodes.attachment,
      left: () => say(t('attach.not.carried')),
      add: addAt,
      refuseFolder: () => say(t('attach.folder')),
    })
  }, [vault, circle, files, addAt])
  return {
    plugin,
    add: (view, files) => addAt(view, files, view.state.selection.from),
    ways: <OnTheWay store={store} stop={id => stops.current.get(id)?.abort()} />,
    opened: opened && <OpenedAttachment opened={opened} close={() => setOpened(null)} />,
  }
}

type Store = ReturnType<typeof newWays>

function OnTheWay({ store, stop }: { readonly store: Store; readonly stop: (id: number) => void }) {
  const { ways, told } = useStore(store)
  return (
    <>
      <div className={styles['ways']}>
        {ways.map(({ id, name, part }) => (
          <Progress
            key={id}
            label={t('attach.way', { name })}
            part={part}
            stop={() => stop(id)}
            stopLabel={t('attach.stop.label', { name })}
          />
        ))}
      </div>
      <p aria-live="polite" className="unseen">
        {told}
      </p>
    </>
  )
}

function refused(fault: Fault | 'stopped', name: string): string {
  if (fault === 'stopped') return t('attach.stopped', { name })
  return fault === 'disk-full' ? t('attach.full', { name }) : faultWords(fault)
}
