/** Day One's `richText`: pieces of text with what they are, and of the line that they end. */
import type { BlockKind, Writing } from '../../../../shared/writing/writing.ts'
import type { Attach } from '../words/html.ts'
import type { Marks, Sheet } from '../words/sheet.ts'
import { type Fields, fieldsIn, isFields, listIn, numberIn, textIn } from './fields.ts'

const LISTS: Readonly<Record<string, BlockKind>> = {
  bulleted: 'bullet',
  numbered: 'ordered',
  checkbox: 'check',
}

function begin(page: Sheet, line: Fields): void {
  const list = LISTS[textIn(line, 'listStyle')]
  const depth = Math.max(0, (numberIn(line, 'indentLevel') ?? 1) - 1)
  if (list) page.begin(list, depth, list === 'check' ? line['checked'] === true : undefined)
  else if ((numberIn(line, 'header') ?? 0) > 0) page.begin('heading')
  else if (line['quote'] === true) page.begin('quote')
  else if (line['codeBlock'] === true) page.begin('code')
  else page.begin('paragraph')
}

const marksOf = (attributes: Fields): Marks => ({
  bold: attributes['bold'] === true,
  italic: attributes['italic'] === true,
  strike: attributes['strikethrough'] === true,
  code: attributes['inlineCode'] === true,
})

/** Undefined where nothing in it can be read. */
export function richInto(page: Sheet, json: string, attach: Attach): Writing | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  if (!isFields(value) || listIn(value, 'contents').length === 0) return undefined
  for (const one of listIn(value, 'contents')) {
    if (!isFields(one)) continue
    for (const object of listIn(one, 'embeddedObjects').filter(isFields)) {
      page.close()
      if (textIn(object, 'type') === 'horizontalRuleLine') page.begin('rule')
      const file =
        textIn(object, 'identifier') === '' ? null : attach(`dayone-moment://${textIn(object, 'identifier')}`)
      if (file !== null) page.file(file, '')
      page.close()
    }
    const attributes = fieldsIn(one, 'attributes')
    for (const [i, words] of textIn(one, 'text').split('\n').entries()) {
      if (i > 0) page.close()
      if (words === '') continue
      if (!page.isOpen()) begin(page, fieldsIn(attributes, 'line'))
      page.text(words, marksOf(attributes))
    }
  }
  return page.writing()
}
