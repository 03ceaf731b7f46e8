import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyOut } from '../../../src/main/vault/attachments/copy.ts'
import { home } from '../../vault/house.ts'

it('writes no readable copy where it would lie in the notebook or go with it, links resolved', async () => {
  using place = home()
  const { vault } = place
  const linked = join(place.dir, 'linked')
  const before = join(place.dir, 'vault.before-x')
  const inner = join(vault, 'inner')
  for (const dir of [inner, before]) fs.mkdirSync(dir, { recursive: true })
  fs.symlinkSync(vault, linked)
  const bytes = Buffer.from('Zephyrine')
  const source = { size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) }
  const copied = (path: string) =>
    copyOut({ source, parts: [{ from: 0, to: bytes.length }], path, dir: vault, open: () => true })
  const refused = { ok: false, fault: 'copy-refused' }
  for (const dir of [vault, inner, linked, join(linked, 'inner'), before, join(place.dir, 'nowhere')])
    expect(await copied(join(dir, 'a.txt')), dir).toEqual(refused)
  expect(await copied(join(place.dir, 'vault.txt'))).toEqual(refused)
  expect([fs.readdirSync(vault), fs.readdirSync(inner), fs.readdirSync(before)]).toEqual([['inner'], [], []])
  expect(await copied(join(place.dir, 'a.txt'))).toEqual({ ok: true, value: { bytes: bytes.length } })
  expect(fs.readFileSync(join(place.dir, 'a.txt')).equals(bytes)).toBe(true)
})
