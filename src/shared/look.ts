/** How the window looks, as the shell keeps it outside the vault: it is needed before anything is opened. */
import * as v from 'valibot'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]
/** Per cent. */
export const TEXT_SIZES = [100, 115, 130, 150, 175, 200] as const
export type TextSize = (typeof TEXT_SIZES)[number]
/** As the computer says, or still whatever it says. */
export const MOTIONS = ['system', 'still'] as const
export type Motion = (typeof MOTIONS)[number]

/** What is left out is as this computer has it. Nothing else may ever stand here: anybody can read it. */
export const Look = v.strictObject({
  theme: v.optional(v.picklist(THEMES)),
  text: v.optional(v.picklist(TEXT_SIZES)),
  motion: v.optional(v.picklist(MOTIONS)),
  /** ISO 3166-1, two letters: whose numbers for help are shown on the cover. */
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** BCP 47. */
  language: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))),
})
export type Look = v.InferOutput<typeof Look>

const pixels = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(100_000))

/** Where the window stood when a person last moved it, in device independent pixels of the whole desktop. */
export const Bounds = v.strictObject({
  x: pixels(-100_000),
  y: pixels(-100_000),
  width: pixels(1),
  height: pixels(1),
  maximized: v.optional(v.literal(true)),
})
export type Bounds = v.InferOutput<typeof Bounds>

/** The file: what the page is told, and what it need not know. docs/decisions/0012. */
export const LookFile = v.strictObject({ ...Look.entries, window: v.optional(Bounds) })
export type LookFile = v.InferOutput<typeof LookFile>
