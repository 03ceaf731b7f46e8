/** The pictures side by side: a row a place, a column a look. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Look } from './looks.ts'
import type { Finding } from './picture.ts'

const plain = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** Leaves `<folder>/index.html` with every picture that stands there, those of an earlier run among them. */
export function writeIndex(
  folder: string,
  places: readonly string[],
  looks: readonly Look[],
  findings: readonly Finding[],
): void {
  const pictures = (place: string, look: Look): string =>
    [place, ...[2, 3, 4, 5, 6].map(n => `${place}-${n}`)]
      .map(name => `${look}/${name}.png`)
      .filter(file => existsSync(join(folder, file)))
      .map(file => `<a href="${file}"><img src="${file}" alt="${place}, ${look}" loading="lazy"></a>`)
      .join('')
  const notes = (place: string, look: Look): string =>
    findings
      .filter(one => one.place === place && one.look === look)
      .map(({ what }) => `<p>${plain(what)}</p>`)
      .join('')
  const rows = places.map(
    place =>
      `<tr><th>${place}</th>${looks.map(look => `<td>${pictures(place, look)}${notes(place, look)}</td>`).join('')}</tr>`,
  )
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kinfold, every place</title><style>
body { font: 16px system-ui; } th { text-align: start; vertical-align: top; position: sticky; top: 0; background: #fff; }
td { vertical-align: top; padding: 8px; } img { width: 260px; border: 1px solid #999; display: block; margin-bottom: 8px; }
td p { max-width: 260px; border-left: 3px solid; padding-left: 8px; overflow-wrap: anywhere; }
</style><table><tr><th></th>${looks.map(look => `<th>${look}</th>`).join('')}</tr>${rows.join('')}</table></html>\n`,
  )
}
