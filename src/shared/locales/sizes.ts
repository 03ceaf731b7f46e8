/** How large something is and how far it has come, as the language writes it. */
import { locale } from './speak.ts'

/** Bytes, thousands or millions of them: `120 bytes`, `2.4 MB`. */
export function sizeName(bytes: number): string {
  if (bytes < 1e3)
    return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes)
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const digits = { maximumFractionDigits: size < 10 ? 1 : 0 }
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, ...digits }).format(size)
}

/** `part` of one: `25%` in English, `25 %` in German. */
export const percentName = (part: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(part)
