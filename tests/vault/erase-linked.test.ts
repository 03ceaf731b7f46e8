/** The vault's folder is a link, and a restore put that link aside: the notebook of before stands where it leads. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { finishErasing } from '../../src/main/vault/erase/vault.ts'
import type { FolderToken } from '../../src/shared/contract/backups.ts'
import { home, PASSPHRASE } from './house.ts'
import { room } from './room.ts'

const key = { passphrase: PASSPHRASE }
const folder = '1'.repeat(32) as FolderToken

/** The restored notebook is open; `real` is where the link leads, with a person's own letter and backup in it. */
async function putAside(dir: string) {
  const [profile, real, copies] = [join(dir, 'profile'), join(dir, 'elsewhere'), join(dir, 'copies')]
  for (const each of [profile, real, copies]) fs.mkdirSync(each)
  const vault = join(profile, 'vault')
  fs.symlinkSync(real, vault)
  const ana = room(vault)
  expect(await ana.ask['vault.create'](key)).toMatchObject({ ok: true })
  ana.close()
  fs.cpSync(real, join(copies, 'mine'), { recursive: true })
  const later = room(vault)
  later.onShell({ kind: 'folder', folder, path: copies })
  expect(await later.ask['backup.restore']({ from: { folder, name: 'mine' }, key })).toMatchObject({
    ok: true,
  })
  expect(await later.ask['vault.unlock'](key)).toMatchObject({ ok: true })
  const aside = fs.readdirSync(profile).find(name => name.startsWith('vault.before-')) ?? 'none'
  expect(fs.lstatSync(join(profile, aside)).isSymbolicLink()).toBe(true)
  expect(fs.existsSync(join(real, 'header.kinfold'))).toBe(true)
  fs.writeFileSync(join(real, 'letter'), 'dear Ben')
  fs.cpSync(join(copies, 'mine'), join(real, 'Kinfold backup'), { recursive: true })
  return { ana: later, profile, real, aside, vault }
}
const OWN = ['Kinfold backup', 'letter']

it('leaves no key behind that link when everything is erased, and what else lies there alone', async () => {
  using place = home()
  const { ana, profile, real } = await putAside(place.dir)
  expect(await ana.ask['vault.erase']({})).toEqual({ ok: true, value: {} })
  ana.close()
  expect(fs.readdirSync(profile).filter(name => name !== 'vault')).toEqual([])
  expect(fs.readdirSync(real).sort()).toEqual(OWN)
  expect(fs.existsSync(join(real, 'Kinfold backup', 'header.kinfold'))).toBe(true)
})

it('is taken away for good when a person deletes what was before, and the notebook of now is not', async () => {
  using place = home()
  const { ana, profile, real, aside, vault } = await putAside(place.dir)
  expect(await ana.ask['backup.dropBefore']({ name: aside })).toMatchObject({ ok: true })
  expect([fs.readdirSync(profile), fs.readdirSync(real).sort()]).toEqual([['vault'], OWN])
  // Somebody moved the notebook of now to where the link leads.
  fs.symlinkSync(vault, join(profile, aside))
  expect(await ana.ask['backup.dropBefore']({ name: aside })).toMatchObject({ ok: true })
  expect(await ana.ask['backup.list']({})).toMatchObject({ ok: true, value: { before: [] } })
  expect(fs.existsSync(join(vault, 'header.kinfold'))).toBe(true)
  ana.close()
})

it('goes at the next start where the erasing was cut short', async () => {
  using place = home()
  const { ana, profile, real, vault } = await putAside(place.dir)
  ana.close()
  fs.writeFileSync(join(vault, 'erasing'), fs.readFileSync(join(vault, 'header.kinfold')).subarray(-32))
  await finishErasing(vault)
  expect([fs.readdirSync(profile), fs.readdirSync(real).sort()]).toEqual([[], OWN])
})

it('goes at a later start where a disk did not let go of it, and the notebook of then stands', async () => {
  using place = home()
  const { ana, profile, real, aside, vault } = await putAside(place.dir)
  ana.close()
  const sum = fs.readFileSync(join(real, 'header.kinfold')).subarray(-32).toString('hex')
  fs.writeFileSync(`${vault}.erasing`, JSON.stringify({ [aside]: sum }))
  await finishErasing(vault)
  expect([fs.readdirSync(profile), fs.readdirSync(real).sort()]).toEqual([['vault'], OWN])
  expect(fs.existsSync(join(vault, 'header.kinfold'))).toBe(true)
})
