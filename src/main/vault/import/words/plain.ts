/** Plain text: what stands between empty lines is a paragraph, and a line within it a line. */
import type { Writing } from '../../../../shared/writing/writing.ts'
import { type Sheet, sheet } from './sheet.ts'

export function plainInto(page: Sheet, text: string): void {
  for (const paragraph of text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n/)) {
    page.close()
    if (paragraph.trim() !== '') page.text(paragraph)
  }
  page.close()
}

export function fromPlain(text: string): Writing {
  const page = sheet()
  plainInto(page, text)
  return page.writing()
}
