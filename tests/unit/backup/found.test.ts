import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { found } from '../../../src/main/vault/backup/found.ts'
import { backupName } from '../../../src/main/vault/backup/name.ts'
import { HEADER_FILE, ready } from '../../../src/main/vault/storage/header.ts'

const HOUR = 3_600_000

it('puts the newest first, and what a clock years ahead dated behind all that can be believed', async () => {
  await ready()
  const folder = fs.mkdtempSync(join(tmpdir(), 'kinfold-found-'))
  try {
    const now = Date.UTC(2026, 10, 23, 12)
    const [early, late, elsewhere, ahead] = [-30, -1, 13, 24 * 3650].map(h => backupName(now + h * HOUR))
    const names = [ahead, early, elsewhere, late].map(String)
    for (const name of names) fs.mkdirSync(join(folder, name))
    fs.mkdirSync(join(folder, 'mine'))
    fs.writeFileSync(join(folder, 'mine', HEADER_FILE), '')
    const order = (at: number) => found(folder, at).map(({ name }) => name)
    expect(order(now)).toEqual([elsewhere, late, early, ahead, 'mine'])
    // A clock that is far behind believes none of them, and still knows which came after which.
    expect(order(now - 24 * 365 * HOUR)).toEqual([ahead, elsewhere, late, early, 'mine'])
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
})
