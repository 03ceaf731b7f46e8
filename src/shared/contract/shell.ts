/** What the face may ask of the shell, and what passes between shell and vault. */
import * as v from 'valibot'
import { Keys } from '../commands.ts'
import { Look } from '../look.ts'
import { PlaceToken } from './attachments.ts'
import { FolderToken } from './backups.ts'
import { Care } from './erasing.ts'
import { HubAddress, InterfaceName, MOST_INTERFACES, NetworkSeen, Signalling, Spoken } from './lan.ts'
import { type Contract, call } from './wire.ts'

const nothing = v.object({})

export const shellContract = {
  calls: {
    /**
     * Blanks the window at once, gives the face 500 ms to flush, ends vault and face, opens the lock screen anew. `harmed`:
     * because a part of the notebook cannot be read.
     */
    'shell.lock': call(v.object({ harmed: v.optional(v.boolean()) }), nothing),
    /** Whether the notebook was closed because a part of it cannot be read, and has not been open since. */
    'shell.harmed': call(nothing, v.object({ harmed: v.boolean() })),
    /** Quick hide: off the screen at once, locked only when nobody comes back soon. */
    'shell.hide': call(nothing, nothing),
    /** The answer to the news `closing`. What is to be remembered is kept by `care.choose`. */
    'shell.close': call(v.object({ how: v.picklist(['leave', 'stay', 'not']) }), nothing),
    /**
     * The answer to the news `flush`: the window need not wait longer. `unsent`: some words are not saved, whatever the
     * reason, and this window alone has them.
     */
    'shell.flushed': call(v.object({ unsent: v.optional(v.boolean()) }), nothing),
    /** There are words that are not saved, or of which that is not yet known; or all is well again. */
    'shell.holds': call(v.object({ words: v.boolean() }), nothing),
    /**
     * Recovery words stand on the page, or some of them are asked for: whoever copies them by hand is there and presses
     * nothing. Or they do not any more.
     */
    'shell.writesDown': call(v.object({ on: v.boolean() }), nothing),
    /** How the window looks from now on, also before it is opened. faults: not-saved (it holds until the window closes) */
    'shell.look': call(Look, nothing),
    /** The keys that the menu shows and answers to from now on; they stand in the notebook, so a closed one has its own. */
    'shell.shortcuts': call(v.object({ lock: Keys, hide: Keys }), nothing),
    /** Versions, and whether this is the Electron for development and tests only. */
    'shell.about': call(
      nothing,
      v.object({ version: v.string(), electron: v.string(), chromium: v.string(), testRuntime: v.boolean() }),
    ),
    /** An invitation or a number, at a person's press, to the clipboard. */
    'shell.copy': call(v.object({ text: v.pipe(v.string(), v.maxLength(4096)) }), nothing),
    /** Something is marked in the window, which Linux keeps for the middle button; `on` false: it is to be forgotten now. */
    'shell.marked': call(v.object({ on: v.boolean() }), nothing),
    /**
     * Asks the person for a folder: where backups go, where one lies, where one is made to be carried to a new computer, or
     * where a circle's readable copy goes.
     * Its path goes to the vault alone; null: they chose none.
     */
    'shell.chooseFolder': call(
      v.object({ why: v.picklist(['keep', 'find', 'carry', 'export']) }),
      v.object({ folder: v.nullable(FolderToken) }),
    ),
    /** Asks the person where a copy of a file goes. Its path goes to the vault alone; null: nowhere. */
    'shell.choosePlace': call(
      v.object({ name: v.pipe(v.string(), v.maxLength(255)) }),
      v.object({ place: v.nullable(PlaceToken) }),
    ),
    /** Asks the person where a sync file or a joining file goes, or which to open. Its path goes to the vault alone; null: none. */
    'shell.chooseFile': call(
      v.object({ why: v.picklist(['write', 'join', 'read']) }),
      v.object({ file: v.nullable(PlaceToken) }),
    ),
    /** Asks the person first, showing the host; https: and mailto: only. faults: not-allowed */
    'shell.openExternal': call(v.object({ url: v.pipe(v.string(), v.maxLength(2048)) }), nothing),
  },
  news: {
    /** Send what is unsent now: the window is about to go. */
    flush: nothing,
    /** The window is hidden, and draws nothing of a page; or it is back. */
    veil: v.object({ drawn: v.boolean() }),
    /** The window was asked to close, and nobody has said yet what that means. */
    closing: nothing,
    /** The vault ended unexpectedly, or is there again (closed: the passphrase is asked). */
    vault: v.object({ there: v.boolean() }),
    /** An invitation opened from outside (kinfold: link). Never acts without a confirmation. */
    invitation: v.object({ link: v.string() }),
    /** A sync file that was opened from outside, or dropped onto the window; told when the notebook is open. */
    file: v.object({ file: PlaceToken }),
  },
} as const satisfies Contract
export type ShellContract = typeof shellContract

/** How what carries words stands: `starting`: it will be there soon. `fallen`: it ended by itself, and is started again. */
const Part = v.picklist(['off', 'starting', 'up', 'fallen'])
export const Carried = v.object({ hub: Part, courier: Part })
export type Carried = v.InferOutput<typeof Carried>

/** Shell to vault, on the vault's own start port. */
export const ToVault = v.variant('kind', [
  /** Addresses of this computer's hub, for invitations; and how dialling others went. */
  v.object({ kind: v.literal('hub'), addresses: v.array(HubAddress) }),
  v.object({
    kind: v.literal('dialled'),
    address: HubAddress,
    state: v.picklist(['up', 'unreachable', 'refused']),
  }),
  /** What the hub sees of the network. */
  v.object({ kind: v.literal('seen'), network: NetworkSeen }),
  /** The hub's process and the courier's window: after each wish, and at each change. */
  v.object({ kind: v.literal('carried'), ...Carried.entries }),
  /** A folder that the person chose in a dialog. */
  v.object({ kind: v.literal('folder'), folder: FolderToken, path: v.string() }),
  /** Where a copy goes, as the person chose it in a dialog. */
  v.object({ kind: v.literal('place'), place: PlaceToken, path: v.string() }),
  /** Commit, checkpoint, wipe keys, end. */
  v.object({ kind: v.literal('close') }),
])
export type ToVault = v.InferOutput<typeof ToVault>

export const FromVault = v.variant('kind', [
  v.object({ kind: v.literal('state'), state: v.picklist(['none', 'closed', 'open']) }),
  /** What the network is wanted for. Off until the vault is open and a circle says so: missing settings mean offline. */
  v.object({
    kind: v.literal('network'),
    courier: v.boolean(),
    listen: v.boolean(),
    discover: v.boolean(),
    /** Interfaces that may be used; null for all. */
    only: v.nullable(v.pipe(v.array(InterfaceName), v.maxLength(MOST_INTERFACES))),
    dial: v.array(HubAddress),
    signalling: v.array(Signalling),
    ...Spoken,
  }),
  /** Look for others at once: whoever was waited for is dialled anew. */
  v.object({ kind: v.literal('again') }),
  /** A device in reach says that it is linked to those whose hubs are here. */
  v.object({ kind: v.literal('alive'), hubs: v.array(HubAddress) }),
  /** When to lock by itself, whether the window stays out of screenshots, what closing means: at opening, and when it is changed. */
  v.object({
    kind: v.literal('care'),
    lockAfter: Care.entries.lockAfter,
    shield: Care.entries.shield,
    closing: Care.entries.closing,
  }),
  /** Something that takes long is under way, and somebody waits for it; or it has ended. */
  v.object({ kind: v.literal('working'), on: v.boolean() }),
  /** The vault has closed by itself and wants its process ended, as on a lock. */
  v.object({ kind: v.literal('lock') }),
  /** The whole vault is gone: nothing that knew a word of it may stay. */
  v.object({ kind: v.literal('erased') }),
])
export type FromVault = v.InferOutput<typeof FromVault>

/** What the network is wanted for. */
export type NetworkWish = Omit<Extract<FromVault, { kind: 'network' }>, 'kind'>
/** For nothing. */
export const OFFLINE: NetworkWish = {
  courier: false,
  listen: false,
  discover: false,
  only: null,
  dial: [],
  signalling: [],
  wide: { hubs: [], topics: [] },
  hidden: [],
}
