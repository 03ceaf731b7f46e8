/** The page as text for somebody who helps: no name, no address and no id, only of which kind they are. */
import type { Connection } from '../../../../shared/contract/connection.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { nextThing } from './next.ts'
import { rowsOf, systemOf } from './rows.ts'
import { tryWords } from './try.ts'

/** What the shell takes to the clipboard, in UTF-16 units. */
const MOST = 4096

export type Program = { readonly version: string; readonly electron: string }

export function report(connection: Connection, platform: string, { version, electron }: Program): string {
  const next = nextThing(connection)
  const system = t(`connection.system.${platform === 'linux' ? 'linux' : systemOf(platform)}`)
  const lines = [
    t('connection.report.title'),
    t('connection.report.version', { version, electron, system }),
    t('connection.report.left'),
    '',
    t(`connection.next.${next}`),
    tryWords(next, platform),
    '',
  ]
  const rows = rowsOf(connection, platform).map(({ id, sign, words, items }) => ({
    line: `${t(`connection.row.${id}`)}: ${t(`connection.sign.${sign}`)}. ${words.join(' ')}`,
    items: items.map(({ kind, words: about }) => (about === '' ? `- ${kind}` : `- ${kind}: ${about}`)),
  }))
  // Anybody nearby can make a list longer, so lists get shorter, all to one length, and every row stays.
  const text = (most: number): string =>
    [...lines, ...rows.flatMap(({ line, items }) => [line, ...items.slice(0, most)])].join('\n')
  let most = Math.max(0, ...rows.map(({ items }) => items.length))
  while (most > 0 && text(most).length > MOST) most--
  return text(most).slice(0, MOST)
}
