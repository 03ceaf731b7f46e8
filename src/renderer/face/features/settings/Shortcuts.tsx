/** Every command with its keys, and other keys for it. What cannot be had says why, and nothing changes. */
import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  type Chosen,
  type Clash,
  COMMAND_IDS,
  COMMANDS,
  type CommandId,
  clash,
  keysFor,
  keysIn,
} from '../../../../shared/commands.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { chooseShortcuts, shown, useShortcuts } from '../../keys/shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './Shortcuts.module.css'

const name = (command: CommandId): string => t(`command.${command}`)

function clashWords(found: Clash, shown: string): string {
  switch (found.why) {
    case 'plain':
      return t('shortcuts.plain')
    case 'everywhere':
      return t('shortcuts.everywhere', { keys: shown })
    case 'taken':
      return t('shortcuts.taken', { keys: shown, command: name(found.by) })
    default:
      return absurd(found)
  }
}

export function Shortcuts() {
  const house = useHouse()
  const { platform } = house
  const chosen = useShortcuts(state => state.chosen)
  const [changing, setChanging] = useState<CommandId | null>(null)
  const list = (writing: boolean) => (
    <ul className={styles['list']}>
      {COMMAND_IDS.filter(one => (COMMANDS[one].where === 'writing') === writing).map(command => (
        <Line
          key={command}
          command={command}
          shown={shown(keysFor(command, platform, chosen), platform)}
          changing={changing === command}
          change={setChanging}
          take={keys => take(command, keys)}
        />
      ))}
    </ul>
  )

  const keep = async (next: Chosen, sentence: string) => {
    const answer = await chooseShortcuts(next, house)
    say(answer.ok ? sentence : faultWords(answer.fault))
  }
  /** What stands against these keys; empty: they hold from now on. */
  const take = (command: CommandId, keys: string): string => {
    const pressed = shown(keys, platform)
    const found = clash(command, keys, platform, chosen)
    if (found) return clashWords(found, pressed)
    setChanging(null)
    void keep(
      { ...chosen, [command]: keys },
      t('shortcuts.changed', { command: name(command), keys: pressed }),
    )
    return ''
  }

  return (
    <section className={styles['keys']}>
      <h2>{t('settings.keys')}</h2>
      <p>{t('shortcuts.lead')}</p>
      <p className="hush">{t('shortcuts.cover')}</p>
      {list(false)}
      <h3>{t('shortcuts.writing')}</h3>
      {list(true)}
      <p>{t('shortcuts.tab')}</p>
      {Object.keys(chosen).length > 0 && (
        <div>
          <Button onPress={() => void keep({}, t('shortcuts.reset.done'))}>{t('shortcuts.reset')}</Button>
        </div>
      )}
    </section>
  )
}

type LineProps = {
  readonly command: CommandId
  readonly shown: string
  readonly changing: boolean
  readonly change: (command: CommandId | null) => void
  readonly take: (keys: string) => string
}

function Line({ command, shown: keys, changing, change, take }: LineProps) {
  const button = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useEffect(() => {
    // Back to where one came from.
    if (was.current && !changing) button.current?.focus()
    was.current = changing
  }, [changing])
  return (
    <li className={styles['line']}>
      <span>{name(command)}</span>
      <kbd className={styles['shown']} dir="ltr">
        {keys.split(' ').map((one, i) => (
          <Fragment key={one}>
            {i > 0 && ' '}
            <bdi>{one}</bdi>
          </Fragment>
        ))}
      </kbd>
      {changing ? (
        <Press command={command} take={take} leave={() => change(null)} />
      ) : (
        <Button
          ref={button}
          look="quiet"
          aria-label={t('shortcuts.change.label', { command: name(command) })}
          onPress={() => change(command)}
        >
          {t('shortcuts.change')}
        </Button>
      )}
    </li>
  )
}

type PressProps = Pick<LineProps, 'command' | 'take'> & { readonly leave: () => void }

/** Waits for keys. Tab goes on and Escape goes back, as everywhere: nobody is held here. */
function Press({ command, take, leave }: PressProps) {
  const { platform } = useHouse()
  const [answer, setAnswer] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const hear = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return
    // What is pressed here is not done.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return leave()
    const keys = keysIn(event.nativeEvent, platform)
    if (keys !== undefined && !event.nativeEvent.repeat) setAnswer(take(keys))
  }
  const label = t('shortcuts.press', { command: name(command) })
  return (
    <div className={styles['press']}>
      <label className={styles['label']}>
        {label}
        <input ref={field} readOnly value="" className={styles['field']} onKeyDown={hear} />
      </label>
      <p className="hush">{t('shortcuts.press.help')}</p>
      <p role="alert">{answer}</p>
      <div>
        <Button look="quiet" onPress={leave}>
          {t('shortcuts.keep')}
        </Button>
      </div>
    </div>
  )
}
