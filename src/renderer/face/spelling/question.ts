/** What the page and the dictionary's thread say to each other. */

export type Question = {
  readonly id: number
  readonly ask: 'unknown' | 'suggest'
  readonly words: readonly string[]
}
export type Answer = { readonly id: number; readonly words: readonly string[] }
