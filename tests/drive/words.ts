/** What a control is called on the screen: the catalogue's own words, so that a driver finds things as a person does. */
import { en, type MessageKey } from '../../src/shared/locales/en.ts'
import type { Spoken } from '../../src/shared/locales/speak.ts'

let spoken: Readonly<Record<MessageKey, string>> = en

/** From now on the screen is read in this language; English where it has no words, as the screen does it. */
export function readIn(catalogue: Spoken): void {
  spoken = { ...en, ...catalogue }
}

/** The sentence of `key`, its `{name}` places filled. */
export const words = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string =>
  spoken[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Up to the first `{place}`: enough to find a control by when the rest is not known. */
export const wordsBefore = (key: MessageKey): string => spoken[key].split('{')[0] ?? ''
