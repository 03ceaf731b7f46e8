/** How large something is, as the language writes it. */
import { locale } from './speak.ts'

/** Bytes in thousands or millions: `2.4 MB`. */
export function sizeName(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const digits = { maximumFractionDigits: size < 10 ? 1 : 0 }
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, ...digits }).format(size)
}
