import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileInNotebook, inNotebook, takesBackups } from '../../../src/main/vault/backup/fit.ts'
import { home } from '../../vault/house.ts'

it('knows where nothing that leaves the notebook may go, whatever links lead there', () => {
  using place = home()
  const profile = join(place.dir, 'profile')
  const vault = join(profile, 'vault')
  const backup = join(place.dir, 'stick', 'Kinfold backup 2026-11-22 17.30.05')
  const dirs = {
    vault,
    inner: join(vault, 'inner'),
    before: join(profile, 'vault.before-long', 'inner'),
    backup,
    inBackup: join(backup, 'deep', 'er'),
    stick: join(place.dir, 'stick'),
    beside: join(profile, 'vaults'),
  }
  for (const dir of Object.values(dirs)) fs.mkdirSync(dir, { recursive: true })
  fs.writeFileSync(join(backup, 'header.kinfold'), '')
  const link = (to: string): string => {
    const path = join(place.dir, `link ${fs.readdirSync(place.dir).length}`)
    fs.symlinkSync(to, path)
    return path
  }
  const refused = [dirs.vault, dirs.inner, dirs.before, dirs.backup, dirs.inBackup]
  for (const dir of [...refused, ...refused.map(link)]) {
    expect(inNotebook(dir, vault), dir).toBe(true)
    expect(takesBackups(dir, vault), dir).toEqual({ ok: false, fault: 'folder-refuses' })
  }
  for (const dir of [dirs.stick, dirs.beside, link(dirs.stick)]) {
    expect(inNotebook(dir, link(vault)), dir).toBe(false)
    expect(takesBackups(dir, vault), dir).toEqual({ ok: true, value: true })
  }
  for (const dir of [profile, link(profile)])
    expect(takesBackups(dir, vault)).toEqual({ ok: false, fault: 'folder-refuses' })
  for (const dir of [join(place.dir, 'nowhere'), link(join(place.dir, 'nowhere'))])
    expect(takesBackups(dir, vault)).toEqual({ ok: false, fault: 'folder-gone' })
})

it('knows the files that would go with the notebook, and what lies beside a link to it', () => {
  using place = home()
  const profile = join(place.dir, 'profile')
  const real = join(place.dir, 'elsewhere', 'notebook')
  const vault = join(profile, 'vault')
  const before = join(profile, 'vault.before-x')
  for (const dir of [profile, real, before]) fs.mkdirSync(dir, { recursive: true })
  fs.symlinkSync(real, vault)
  for (const dir of [vault, real, before]) {
    expect(inNotebook(dir, vault), dir).toBe(true)
    expect(fileInNotebook(join(dir, 'journal.json'), vault), dir).toBe(true)
  }
  expect(fileInNotebook(join(profile, 'vault.json'), vault)).toBe(true)
  expect(fileInNotebook(join(profile, 'vaults.json'), vault)).toBe(false)
  expect(fileInNotebook(join(place.dir, 'journal.json'), vault)).toBe(false)
})
