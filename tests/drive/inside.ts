/** What really stands in a closed vault: opened with its passphrase by the program's own code, read, closed again. */
import { join } from 'node:path'
import { yXmlFragmentToProsemirrorJSON } from 'y-prosemirror'
import { hex } from '../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../src/main/vault/circle/store.ts'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { sodiumReady } from '../../src/main/vault/crypto/sodium.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { plainText, type Writing } from '../../src/shared/writing/writing.ts'

/** What "equal" compares: visible text, ProseMirror JSON and the accepted heads. */
export type Inside = {
  readonly title: string
  readonly text: string
  readonly writing: string
  readonly heads: readonly string[]
}

/** The notes of all circles in each of the profiles, by title. */
export async function lookInside(
  profiles: readonly string[],
  passphrases: readonly string[],
): Promise<Inside[][]> {
  await sodiumReady
  return Promise.all(profiles.map((profile, i) => lookIn(join(profile, 'vault'), passphrases[i] ?? '')))
}

async function lookIn(dir: string, passphrase: string): Promise<Inside[]> {
  const opened = await unlock({ dir, passphrase, derive, migrations: MIGRATIONS })
  if (!opened.ok) throw new Error(`the vault in ${dir} does not open: ${opened.fault}`)
  const store = openCircles(opened.value.db, { now: Date.now })
  const notes = store.list().flatMap(circle => {
    const heads = store.have(circle).map(({ device, seq, hash }) => `${hex(device)} ${seq} ${hex(hash)}`)
    return store.documents(circle, 'note').flatMap(({ docId }) => {
      const note = store.read(circle, docId, doc => ({
        title: String(doc.getMap('head').get('title') ?? ''),
        writing: yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('body')) as Writing,
      }))
      if (!note) return []
      const { title, writing } = note
      return [{ title, text: plainText(writing), writing: JSON.stringify(writing), heads: heads.sort() }]
    })
  })
  store.close()
  opened.value.db.close()
  opened.value.release()
  return notes.sort((a, b) => (a.title < b.title ? -1 : 1))
}
