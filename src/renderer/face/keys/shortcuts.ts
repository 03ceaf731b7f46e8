/** The keys of every command as they are now: what somebody chose in this notebook, or what commands come with. */
import { create } from 'zustand'
import {
  type Chosen,
  type CommandId,
  isPressed,
  type Keys,
  keysFor,
  keysShown,
} from '../../../shared/commands.ts'
import type { Fault } from '../../../shared/fault.ts'
import { t } from '../../../shared/locales/speak.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Rooms } from '../bridge/kinfold.ts'

type Asked = Pick<Rooms, 'vault' | 'shell' | 'platform'>

export const useShortcuts = create<{ readonly chosen: Chosen }>(() => ({ chosen: {} }))

/** `platform` as Node names it; where one writes, all computers have the same keys. */
export const keysNow = (command: CommandId, platform = ''): Keys =>
  keysFor(command, platform, useShortcuts.getState().chosen)

const printed = (held: string): string =>
  held === 'Ctrl' ? t('key.ctrl') : held === 'Shift' ? t('key.shift') : held

/** As printed on the keyboard that goes with the language. */
export const shown = (keys: Keys, platform: string): string => keysShown(keys, platform, printed)

/** The same, and again whenever they change. */
export const useShown = (command: CommandId, platform: string): string =>
  shown(
    useShortcuts(({ chosen }) => keysFor(command, platform, chosen)),
    platform,
  )

export const pressed = (command: CommandId, event: KeyboardEvent, platform: string): boolean =>
  isPressed(keysNow(command, platform), event, platform)

/** From now on these hold, in the menu of the window too. */
function hold(chosen: Chosen, { shell, platform }: Asked): void {
  useShortcuts.setState({ chosen })
  const [lock, hide] = [keysNow('lock', platform), keysNow('hide', platform)]
  void shell.ask('shell.shortcuts', { lock, hide })
}

/** Asks the open notebook which keys were chosen in it. */
export async function readShortcuts(asked: Asked): Promise<void> {
  const answer = await asked.vault.ask('shortcuts.read', {})
  if (answer.ok) hold(answer.value.chosen, asked)
}

/** Keeps them and holds to them. faults: those of any call; then nothing has changed */
export async function chooseShortcuts(chosen: Chosen, asked: Asked): Promise<Result<unknown, Fault>> {
  const answer = await asked.vault.ask('shortcuts.keep', { chosen })
  if (!answer.ok) return answer
  hold(chosen, asked)
  return ok({})
}
