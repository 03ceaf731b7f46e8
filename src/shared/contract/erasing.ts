/** What a person decides about locking, hiding and erasing, and how the vault is asked to erase. */
import * as v from 'valibot'
import { CircleId } from '../circle/circle.ts'
import { Day } from '../journal/day.ts'
import { EntryId } from '../journal/entry.ts'
import { call } from './wire.ts'

const nothing = v.object({})

/** Minutes without a touch after which the notebook locks; 0: never. */
export const LOCK_AFTER = [1, 2, 5, 10, 30, 0] as const

export const CLOSING = ['ask', 'leave', 'stay'] as const
export type Closing = (typeof CLOSING)[number]

/** Kept in the vault, so nobody reads from the disk how careful somebody is. */
export const Care = v.object({
  lockAfter: v.picklist(LOCK_AFTER),
  /** What has lain in the bin for 30 days of use is erased. */
  emptyBin: v.boolean(),
  /** The window asks the system to stay out of screenshots and shared screens. */
  shield: v.boolean(),
  /** What closing the window means: asked once; locking and leaving; locking and staying, out of sight. */
  closing: v.picklist(CLOSING),
})
export type Care = v.InferOutput<typeof Care>

export const CARE: Care = { lockAfter: 5, emptyBin: false, shield: false, closing: 'ask' }

export const erasingCalls = {
  /** `asks`: this computer's date jumped, nothing is erased by itself, and this is the day it says. */
  'care.read': call(nothing, v.object({ ...Care.entries, asks: v.nullable(Day) })),
  'care.choose': call(v.partial(Care), nothing),
  /** The answer to `asks`: yes, this is the day; or no, and everything stays until the date is right. */
  'care.today': call(v.object({ today: Day, right: v.boolean() }), nothing),
  /** For ever, and from the bin alone. faults: not-found (not in the bin) */
  'bin.erase': call(v.object({ id: EntryId }), nothing),
  /** Entries in the bin, which `bin.empty` would erase. */
  'bin.count': call(nothing, v.object({ entries: v.number() })),
  'bin.empty': call(nothing, v.object({ erased: v.number() })),
  /** Everything of this circle on this computer; the others are told nothing and keep what they have. */
  'circle.erase': call(v.object({ circle: CircleId }), nothing),
  /**
   * Keys first, then everything. The shell opens an empty first page afterwards. faults: locked, rekeying,
   * nothing-there (the folder was moved away), not-erased (nothing was), partly-erased (the notebook is gone, a copy beside it still stands)
   */
  'vault.erase': call(nothing, nothing),
} as const

export const erasingNews = {
  /** The date jumped while the vault was open. */
  'care.asks': v.object({ today: Day }),
} as const
