/** The languages that can be chosen, and two that nobody speaks: they show what is not from the catalogue, and what leans the wrong way. */
import { de } from './de.ts'
import { type Catalogue, en } from './en.ts'
import { bidi, pseudo } from './pseudo.ts'
import { speak } from './speak.ts'

/** Each under its own name, so that whoever looks for it can read it. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

/** BCP 47; `XA` and `XB` are the regions that CLDR keeps for what is made up. */
const SPOKEN: Readonly<Record<string, () => Catalogue>> = {
  en: () => en,
  de: () => de,
  'en-XA': pseudo,
  'ar-XB': bidi,
}

/** Languages that begin at the right (Unicode CLDR, characterOrder). */
const FROM_THE_RIGHT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
])

/** The tag that is spoken when this one is asked for: itself, its language without a region, or English. */
export function nearest(tag: string | undefined): string {
  if (tag !== undefined && tag in SPOKEN) return tag
  const [language = ''] = (tag ?? '').split('-')
  return language in SPOKEN ? language : 'en'
}

export const direction = (tag: string): 'ltr' | 'rtl' =>
  FROM_THE_RIGHT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr'

/** From now on every sentence, date, number and list is in this language. Answers the tag that is spoken. */
export function speakIn(tag: string | undefined): string {
  const spoken = nearest(tag)
  speak(spoken, SPOKEN[spoken]?.() ?? en)
  return spoken
}
