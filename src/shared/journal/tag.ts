/** Tags: names in NFC, compared without case. “a/b” lies under “a” by its name alone. */
import * as v from 'valibot'

const tidy = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim()

export const TagName = v.pipe(
  v.string(),
  v.maxLength(400),
  v.transform(tidy),
  v.minLength(1),
  v.maxLength(100),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  v.regex(/^[^\u0000-\u001f\u007f]*$/u),
)
export type TagName = v.InferOutput<typeof TagName>

/** Two names are one tag where this is the same. */
export const folded = (name: string): string => tidy(name).toUpperCase().toLowerCase().normalize('NFC')
