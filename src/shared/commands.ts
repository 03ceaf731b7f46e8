/**
 * Everything that has keys: its name, its keys on each kind of computer, and where it works. Keys are written as
 * prosemirror-keymap does (`Mod-Shift-h`); `Mod` is the Command key on a Mac and Ctrl elsewhere.
 */
import * as v from 'valibot'

type Command = {
  /** `anywhere`: the cover too. `inside`: while the notebook is open. `writing`: on a sheet. */
  readonly where: 'anywhere' | 'inside' | 'writing'
  readonly keys: string
  /** On a Mac, where those belong to the system or to moving in text. */
  readonly mac?: string
}

export const COMMANDS = {
  help: { where: 'anywhere', keys: 'F1' },
  hide: { where: 'anywhere', keys: 'Mod-Shift-h' },
  lock: { where: 'inside', keys: 'Mod-l' },
  low: { where: 'inside', keys: 'Mod-j' },
  back: { where: 'inside', keys: 'Alt-ArrowLeft', mac: 'Mod-Alt-ArrowLeft' },
  forward: { where: 'inside', keys: 'Alt-ArrowRight', mac: 'Mod-Alt-ArrowRight' },
  bold: { where: 'writing', keys: 'Mod-b' },
  italic: { where: 'writing', keys: 'Mod-i' },
  code: { where: 'writing', keys: 'Mod-e' },
  paragraph: { where: 'writing', keys: 'Mod-Shift-2' },
  heading: { where: 'writing', keys: 'Mod-Shift-1' },
  list: { where: 'writing', keys: 'Mod-Shift-8' },
  ordered: { where: 'writing', keys: 'Mod-Shift-7' },
  quote: { where: 'writing', keys: 'Mod-Shift-9' },
  deeper: { where: 'writing', keys: 'Mod-]' },
  shallower: { where: 'writing', keys: 'Mod-[' },
  check: { where: 'writing', keys: 'Mod-Enter' },
  earlier: { where: 'writing', keys: 'Mod-Shift-e' },
  spelling: { where: 'writing', keys: 'Mod-.' },
} as const satisfies Readonly<Record<string, Command>>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[]

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const
const SHAPE = /^(?:(?:Mod|Ctrl|Alt|Shift)-)*(?:[a-z0-9[\].]|F\d{1,2}|Arrow(?:Left|Right|Up|Down)|Enter)$/

export const Keys = v.pipe(v.string(), v.maxLength(40), v.regex(SHAPE))
export type Keys = v.InferOutput<typeof Keys>

/** What a person chose instead of what a command comes with. */
export const Chosen = v.record(v.picklist(COMMAND_IDS), Keys)
export type Chosen = Readonly<Partial<Record<CommandId, Keys>>>

/** `platform` as Node names it: `darwin` is a Mac. */
export function keysFor(command: CommandId, platform: string, chosen: Chosen = {}): Keys {
  const { keys, mac }: Command = COMMANDS[command]
  return chosen[command] ?? (platform === 'darwin' ? (mac ?? keys) : keys)
}

type Stroke = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const parts = (keys: Keys): { readonly held: readonly string[]; readonly key: string } => {
  const all = keys.split('-')
  return { held: all.slice(0, -1), key: all.at(-1) ?? '' }
}

/** The key itself: a letter or digit by its place where another layout or a held key writes something else. */
function keyIn({ key, code }: Stroke): string {
  const plain = /^[a-z0-9[\].]$/i.test(key)
  const placed = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  return plain || !placed ? (key.length === 1 ? key.toLowerCase() : key) : placed.toLowerCase()
}

/** The keys that were pressed, in this notation; undefined: only Shift, Ctrl and the like so far. */
export function keysIn(stroke: Stroke, platform: string): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(stroke.key)) return undefined
  const mac = platform === 'darwin'
  const held = {
    Mod: mac ? stroke.metaKey : stroke.ctrlKey,
    Ctrl: mac && stroke.ctrlKey,
    Alt: stroke.altKey,
    Shift: stroke.shiftKey,
  }
  return [...MODIFIERS.filter(one => held[one]), keyIn(stroke)].join('-')
}

export const isPressed = (keys: Keys, stroke: Stroke, platform: string): boolean =>
  keysIn(stroke, platform) === keys && (platform === 'darwin' || !stroke.metaKey)

/** As Electron's menus write them. */
export function accelerator(keys: Keys): string {
  const { held, key } = parts(keys)
  const names: Readonly<Record<string, string>> = { Mod: 'CommandOrControl', Ctrl: 'Control' }
  return [
    ...held.map(one => names[one] ?? one),
    key.replace('Arrow', '').replace(/^[a-z]$/, one => one.toUpperCase()),
  ].join('+')
}

const ON_MAC: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
}

/** As a keyboard has them printed: `Ctrl Shift H`, `⌘ ⇧ H`. `printed`: what `Ctrl`, `Alt` and `Shift` are called there. */
export function keysShown(keys: Keys, platform: string, printed = (held: string): string => held): string {
  const { held, key } = parts(keys)
  const named = held.map(one =>
    platform === 'darwin' ? (ON_MAC[one] ?? one) : printed(one === 'Mod' ? 'Ctrl' : one),
  )
  return [...named, ARROWS[key] ?? key.toUpperCase()].join(' ')
}

/** Keys of every program, which nobody can give to a command; closing, hiding and pictures of the screen are the system's. */
const EVERYWHERE = ['a', 'c', 'v', 'x', 'z', 'y', 'q', 'Shift-z', 'Shift-v'].map(key => `Mod-${key}`)
const OF_MACS = ['w', 'h', 'm', 'Alt-h', 'Shift-3', 'Shift-4', 'Shift-5'].map(key => `Mod-${key}`)
const OF_OTHERS = ['Alt-F4', 'Shift-F10']

/** Why these keys cannot be had: written with, or no key of ours; of every program; of another command. */
export type Clash =
  | { readonly why: 'plain' }
  | { readonly why: 'everywhere' }
  | { readonly why: 'taken'; readonly by: CommandId }

/** What stands against giving `keys` to `command`; undefined: nothing. */
export function clash(command: CommandId, keys: string, platform: string, chosen: Chosen): Clash | undefined {
  const { held, key } = parts(keys)
  const mac = platform === 'darwin'
  // Option on a Mac, and elsewhere Ctrl and Alt, which is AltGr, write signs with a key: @ and } among them.
  const third =
    key.length === 1 && held.includes('Alt') && (mac ? !held.includes('Mod') : held.includes('Mod'))
  // Nothing that writes a letter, or moves in what is written.
  const aside = held.includes('Alt') && (mac ? held.includes('Mod') : !held.includes('Mod'))
  const moves = key.startsWith('Arrow') && !(aside && /^Arrow(Left|Right)$/.test(key))
  const apart = !third && !moves && (held.includes('Mod') || held.includes('Alt'))
  if (!SHAPE.test(keys) || (!apart && !/^F\d/.test(key)) || (key === 'Enter' && command !== 'check'))
    return { why: 'plain' }
  if ([...EVERYWHERE, ...(mac ? OF_MACS : OF_OTHERS)].includes(keys)) return { why: 'everywhere' }
  const by = COMMAND_IDS.find(one => one !== command && keysFor(one, platform, chosen) === keys)
  return by && { why: 'taken', by }
}
