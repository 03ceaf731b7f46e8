/** What a control is called on the screen: the catalogue's own words, so that a driver finds things as a person does. */
import { type Catalogue, en, type MessageKey } from '../../src/shared/locales/en.ts'

let spoken: Catalogue = en

/** From now on the screen is read in this language. */
export function readIn(catalogue: Catalogue): void {
  spoken = catalogue
}

/** The sentence of `key`, its `{name}` places filled. */
export const words = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string =>
  spoken[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Up to the first `{place}`: enough to find a control by when the rest is not known. */
export const wordsBefore = (key: MessageKey): string => spoken[key].split('{')[0] ?? ''
