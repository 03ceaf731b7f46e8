/** What the tests may ask of said.mjs. */

/** Every text a message in ICU format can become, with `Ana` for its values. */
export function readings(message: string): string[]

/** The sentences in a reading, each as its words. */
export function sentences(text: string): string[][]
