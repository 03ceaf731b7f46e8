/** On the cover: a damaged notebook is offered its newest good backup, and a new computer opens one. Nothing is deleted. */
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Backup, FolderToken } from '../../../../shared/contract/backups.ts'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import plain from '../../ui/Plain.module.css'
import styles from '../unlock/Cover.module.css'
import { useStage } from '../unlock/stage.ts'
import { useArrived } from './arrived.ts'
import own from './Backup.module.css'
import { KeyField, useKey } from './KeyField.tsx'
import { UnderWay } from './UnderWay.tsx'
import { whenMade, whyUnchanged } from './words.ts'

/** Opens what was put in the notebook's place, with what was typed for it. */
function useOpen() {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  return useCallback(
    async (key: Key, words: string): Promise<Fault | null> => {
      const opened = await vault.ask('vault.unlock', key)
      if (!opened.ok) return opened.fault
      useArrived.getState().say(words)
      set('open', opened.value.notices)
      return null
    },
    [vault, set],
  )
}

type Newest = Value<VaultContract, 'backup.newest'>

export type OnCoverProps = {
  /** What was typed for the damaged notebook; another one is looked with again. */
  readonly typed: Key
  /** It opens all the same: opens it as it is. */
  readonly asItIs?: () => void
  /** What was typed does not open it. */
  readonly refused?: (fault: Fault) => void
}

const WRONG: readonly Fault[] = ['wrong-passphrase', 'wrong-words', 'words-unreadable']

export function OnCover({ typed: key, asItIs, refused }: OnCoverProps) {
  const { vault, shell } = useHouse()
  const open = useOpen()
  const [folder, setFolder] = useState<FolderToken | undefined>()
  const [found, setFound] = useState<Newest | null>(null)
  const [busy, setBusy] = useState(true)
  const [said, setSaid] = useState('')

  const look = useCallback(
    async (where?: FolderToken) => {
      setBusy(true)
      setSaid('')
      const answer = await vault.ask('backup.newest', { key, ...(where ? { folder: where } : {}) })
      setBusy(false)
      if (answer.ok) return setFound(answer.value)
      if (refused && WRONG.includes(answer.fault)) return refused(answer.fault)
      setSaid(whyUnchanged(answer.fault))
    },
    [vault, key, refused],
  )
  useEffect(() => void look(), [look])

  const choose = async () => {
    const chosen = await shell.ask('shell.chooseFolder', { why: 'find' })
    if (!chosen.ok || !chosen.value.folder) return
    setFolder(chosen.value.folder)
    await look(chosen.value.folder)
  }
  const within = folder ? { folder } : {}
  const restore = async () => {
    if (!found?.newest || busy) return
    setBusy(true)
    const restored = await vault.ask('backup.restore', { from: { ...within, name: found.newest.name }, key })
    const fault = restored.ok ? await open(key, t('oncover.restored')) : restored.fault
    setBusy(false)
    if (fault) setSaid(whyUnchanged(fault))
  }
  const salvage = async () => {
    if (busy) return
    setBusy(true)
    const saved = await vault.ask('backup.salvage', { key, ...within })
    const fault = saved.ok
      ? await open(
          key,
          saved.value.whole
            ? t('oncover.whole')
            : t('oncover.salvaged', {
                entries: saved.value.entries,
                earlier: saved.value.earlier,
                circles: saved.value.circles,
              }),
        )
      : saved.fault
    setBusy(false)
    if (fault) setSaid(whyUnchanged(fault))
  }

  const newest = found?.newest
  const doing = t(found ? 'backup.reading' : 'oncover.looking')
  return (
    <section className={styles['said']} aria-label={t('oncover.title')}>
      <h2>{t('oncover.title')}</h2>
      {newest && (
        <>
          <p>{t('oncover.newest', { when: whenMade(newest), entries: newest.contents.entries })}</p>
          <p>{t('oncover.kept')}</p>
        </>
      )}
      {found && !newest && <p>{t(found.place === 'there' ? 'oncover.nogood' : 'oncover.unknown')}</p>}
      {found && found.harmed > 0 && <p>{t('oncover.harmed', { harmed: found.harmed })}</p>}
      <div className={styles['row']}>
        {newest && (
          <Button look="main" busy={busy} onPress={() => void restore()}>
            {t('oncover.restore')}
          </Button>
        )}
        <Button look={newest ? 'quiet' : 'main'} busy={busy} onPress={() => void choose()}>
          {t('oncover.choose')}
        </Button>
      </div>
      {found && (
        <>
          <p>{t('oncover.salvage.lead')}</p>
          <div className={styles['row']}>
            <Button look="quiet" busy={busy} onPress={() => void salvage()}>
              {t('oncover.salvage')}
            </Button>
          </div>
        </>
      )}
      {asItIs && (found || said) && (
        <>
          <p>{t('oncover.asis.lead')}</p>
          <div className={styles['row']}>
            <Button look="quiet" busy={busy} onPress={asItIs}>
              {t('oncover.asis')}
            </Button>
          </div>
        </>
      )}
      {busy && <UnderWay label={doing} />}
      <p role="status" className={!busy && said ? plain['answer'] : 'unseen'}>
        {busy ? doing : said}
      </p>
    </section>
  )
}

/** The first page of a new computer: a notebook that comes from another one. */
export function OpenBackup({ back }: { readonly back: () => void }) {
  const { vault, shell } = useHouse()
  const open = useOpen()
  const [folder, setFolder] = useState<FolderToken | null>(null)
  const [backups, setBackups] = useState<readonly Backup[]>([])
  const [name, setName] = useState('')
  const key = useKey()
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])

  const choose = async () => {
    const chosen = await shell.ask('shell.chooseFolder', { why: 'find' })
    if (!chosen.ok || !chosen.value.folder) return
    const found = await vault.ask('backup.found', { folder: chosen.value.folder })
    if (!found.ok) return setSaid(faultWords(found.fault))
    const good = found.value.filter(({ state }) => state !== 'damaged')
    setFolder(chosen.value.folder)
    setBackups(good)
    setName(good[0]?.name ?? '')
    setSaid(good.length === 0 ? t('openbackup.empty') : '')
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !folder || name === '') return
    const { typed } = key
    if (!typed) return setSaid(t(key.byWords ? 'backup.words.empty' : 'cover.empty'))
    setBusy(true)
    setSaid('')
    const restored = await vault.ask('backup.restore', { from: { folder, name }, key: typed })
    const done = t(key.byWords ? 'openbackup.done.words' : 'openbackup.done')
    const fault = restored.ok ? await open(typed, done) : restored.fault
    setBusy(false)
    if (fault) setSaid(whyUnchanged(fault))
  }
  return (
    <form className={styles['form']} onSubmit={event => void send(event)} noValidate>
      <div className={styles['head']}>
        <h1 ref={title} tabIndex={-1}>
          {t('openbackup.title')}
        </h1>
        <p>{t('openbackup.lead')}</p>
      </div>
      <div className={styles['row']}>
        <Button look={backups.length > 0 ? 'plain' : 'main'} onPress={() => void choose()} busy={busy}>
          {t('oncover.choose')}
        </Button>
      </div>
      {backups.length > 0 && (
        <>
          <fieldset className={own['choices']}>
            <legend>{t('openbackup.which')}</legend>
            {backups.slice(0, MOST).map(backup => (
              <label key={backup.name}>
                <input
                  type="radio"
                  name="backup"
                  checked={backup.name === name}
                  onChange={() => setName(backup.name)}
                />
                {t('openbackup.one', { when: whenMade(backup), size: sizeName(backup.bytes) })}
              </label>
            ))}
          </fieldset>
          <KeyField of={key} needed={said} busy={busy} />
        </>
      )}
      <div className={styles['row']}>
        {backups.length > 0 && (
          <Button type="submit" look="main" big busy={busy}>
            {t(busy ? 'cover.opening' : 'openbackup.open')}
          </Button>
        )}
        <Button look="quiet" onPress={back} busy={busy}>
          {t('create.back')}
        </Button>
      </div>
      {busy && <UnderWay label={t('backup.reading')} />}
      {/* What stands at the field is said there. */}
      <p role="status" className={said && backups.length === 0 ? plain['answer'] : 'unseen'}>
        {busy ? t('backup.reading') : backups.length === 0 ? said : ''}
      </p>
    </form>
  )
}

/** Newer ones than these are enough to choose from on a cover. */
const MOST = 6
