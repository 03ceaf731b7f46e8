/** What a control is called on the screen: the catalogue's own words, so that a driver finds things as a person does. */
import { en, type MessageKey } from '../../src/shared/locales/en.ts'

/** The sentence of `key`, its `{name}` places filled. */
export const words = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string =>
  en[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Up to the first `{place}`: enough to find a control by when the rest is not known. */
export const wordsBefore = (key: MessageKey): string => en[key].split('{')[0] ?? ''
