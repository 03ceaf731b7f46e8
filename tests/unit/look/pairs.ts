/** Which tokens stand on which, and how clearly: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11, and practice.md X7. */

/** `least`: 7 for what is read at length, never below 4.5 for anything read, 3 for what is found and pressed. */
export type Pair = { readonly what: string; readonly on: readonly string[]; readonly least: number }

const SEALS = ['plum', 'river', 'fern', 'clay', 'heather', 'honey', 'pine', 'stone']

/** Words. */
export const READ: readonly Pair[] = [
  { what: 'ink', on: ['paper', 'leaf', 'desk', 'select'], least: 7 },
  { what: 'ink-soft', on: ['paper', 'leaf'], least: 7 },
  // On the desk itself there is one word: where one is.
  { what: 'ink-soft', on: ['desk'], least: 6 },
  // What is gone once somebody writes.
  { what: 'ink-faint', on: ['paper', 'leaf'], least: 4.5 },
  { what: 'link', on: ['paper', 'leaf'], least: 7 },
  { what: 'link', on: ['desk'], least: 6 },
  { what: 'on-cloth', on: ['cloth'], least: 7 },
  { what: 'on-cloth-over', on: ['cloth-over'], least: 7 },
  { what: 'on-cover', on: ['cover'], least: 7 },
  { what: 'lamp-ink', on: ['lamp-wash'], least: 7 },
  { what: 'paper', on: ['ink'], least: 7 },
  { what: 'print-ink', on: ['print-paper'], least: 7 },
]

/** Edges, marks and shapes that say something or show what can be pressed. */
export const FOUND: readonly Pair[] = [
  { what: 'edge', on: ['paper', 'leaf', 'desk'], least: 3 },
  { what: 'ink', on: ['paper', 'leaf'], least: 3 },
  { what: 'ink-soft', on: ['paper', 'leaf', 'desk'], least: 3 },
  { what: 'link', on: ['paper', 'leaf', 'desk'], least: 3 },
  { what: 'focus', on: ['paper', 'leaf', 'desk'], least: 3 },
  // The dotted line under a word the dictionary does not know.
  { what: 'ink-faint', on: ['paper', 'leaf'], least: 3 },
  { what: 'on-cover', on: ['cover'], least: 3 },
  // The knob of a switch that is on.
  { what: 'on-cloth', on: ['cloth'], least: 3 },
  // A code that a camera reads, and words on paper.
  { what: 'print-ink', on: ['print-paper'], least: 7 },
  { what: 'cloth-rim', on: ['paper', 'leaf'], least: 3 },
  // Lamplight is told by its edge.
  { what: 'lamp-edge', on: ['paper', 'leaf', 'desk'], least: 3 },
  ...SEALS.map(what => ({ what, on: ['paper', 'leaf'], least: 4.5 })),
]

/** Carries no meaning that is not there without it: why it may be faint. */
export const DRAWN: Readonly<Record<string, string>> = {
  line: 'parts one thing from another that stand apart already',
  rule: 'ruled lines: the field has its name, and the cursor',
  'margin-line': 'the notebook’s margin',
  'cloth-deep': 'what the spine and the pressed button are made of',
  'cloth-edge': 'the seam of the spine',
  'on-cloth-soft': 'the thread that binds the cover',
  spine: 'the side of the cover, nothing stands on it',
  lamp: 'told by its edge',
  'lamp-shade': 'the dark side of the stone',
  'lamp-vein': 'a vein in the stone',
  'sheet-edge': 'a sheet has its shade; in high contrast, its edge',
  veil: 'dims what a sheet is laid over',
}

/** What the system's own colours may stand on (CSS Color 4, 6.2). */
export const SYSTEM: Readonly<Record<string, readonly string[]>> = {
  CanvasText: ['Canvas'],
  GrayText: ['Canvas'],
  LinkText: ['Canvas'],
  Highlight: ['Canvas'],
  HighlightText: ['Highlight'],
  Canvas: ['CanvasText'],
}
