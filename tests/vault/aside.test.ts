/** Links that lead nowhere, and files, where a notebook's folder should be: a restore puts them aside, erasing passes by. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { FolderToken } from '../../src/shared/contract/backups.ts'
import { founded, home, PASSPHRASE, reopened, start } from './house.ts'
import { room } from './room.ts'

const key = { passphrase: PASSPHRASE }
const folder = '1'.repeat(32) as FolderToken

/** What may stand in the place of `vault`, and how it is known again. */
const strange: Record<string, [put: (path: string) => void, is: (path: string) => unknown]> = {
  'a link that leads nowhere': [
    path => fs.symlinkSync(join('not', 'plugged', 'in'), path),
    path => fs.readlinkSync(path) === join('not', 'plugged', 'in'),
  ],
  'a link to itself': [path => fs.symlinkSync('vault', path), path => fs.readlinkSync(path) === 'vault'],
  'a folder with something of somebody’s own': [
    path => {
      fs.mkdirSync(path)
      fs.writeFileSync(join(path, 'letter'), 'dear Ben')
    },
    path => fs.readFileSync(join(path, 'letter'), 'utf8') === 'dear Ben',
  ],
  'a file': [
    path => fs.writeFileSync(path, 'dear Ben'),
    path => fs.readFileSync(path, 'utf8') === 'dear Ben',
  ],
}

it('goes aside as it is when a restore is carried out, and is deleted by a person alone', async () => {
  using place = home()
  const [profile, copies] = [join(place.dir, 'profile'), join(place.dir, 'copies')]
  const [vault, copy] = [join(profile, 'vault'), join(copies, 'mine')]
  const first = room(vault)
  expect(await first.ask['vault.create'](key)).toMatchObject({ ok: true })
  first.close()
  fs.cpSync(vault, copy, { recursive: true })
  for (const [name, [put, is]] of Object.entries(strange)) {
    fs.rmSync(profile, { recursive: true })
    fs.mkdirSync(profile)
    put(vault)
    const ana = room(vault)
    ana.onShell({ kind: 'folder', folder, path: copies })
    const restored = await ana.ask['backup.restore']({ from: { folder, name: 'mine' }, key })
    expect([name, restored]).toEqual([name, { ok: true, value: {} }])
    expect(await ana.ask['vault.unlock'](key)).toMatchObject({ ok: true })
    const aside = fs.readdirSync(profile).filter(each => each !== 'vault')
    expect([name, aside.length, is(join(profile, aside[0] ?? 'none'))]).toEqual([name, 1, true])
    const listed = await ana.ask['backup.list']({})
    expect(listed).toMatchObject({ ok: true, value: { before: [{ name: aside[0] }] } })
    expect(await ana.ask['backup.dropBefore']({ name: aside[0] ?? '' })).toEqual({ ok: true, value: {} })
    expect([name, fs.readdirSync(profile)]).toEqual([name, ['vault']])
    ana.close()
  }
})

it('goes aside at the next start, too, where the restore was decided before', async () => {
  using place = home()
  await (await founded(place.dir)).lock()
  fs.renameSync(place.vault, `${place.vault}.restored`)
  fs.symlinkSync(join('not', 'plugged', 'in'), place.vault)
  const ana = await reopened(place.dir)
  const [aside = 'none', ...rest] = fs.readdirSync(place.dir).filter(name => name !== 'vault')
  expect([fs.readlinkSync(join(place.dir, aside)), rest]).toEqual([join('not', 'plugged', 'in'), []])
  await ana.lock()
  expect(ana.stderr()).toBe('')
})

it('is not put aside for what was decided and came to harm, or is no notebook: it opens as it was', async () => {
  using first = home()
  await (await founded(first.dir)).lock()
  const header = fs.readFileSync(join(first.vault, 'header.kinfold'))
  const flipped = Buffer.from(header)
  flipped[40] = (flipped[40] ?? 0) ^ 1
  const harmed: ((path: string) => void)[] = [
    path => fs.writeFileSync(path, flipped),
    path => fs.writeFileSync(path, ''),
    path => fs.mkdirSync(path),
    path => fs.symlinkSync(join(first.vault, 'header.kinfold'), path),
  ]
  for (const put of harmed) {
    using place = home()
    fs.cpSync(first.vault, place.vault, { recursive: true })
    fs.cpSync(first.vault, `${place.vault}.restored`, { recursive: true })
    fs.rmSync(join(`${place.vault}.restored`, 'header.kinfold'))
    put(join(`${place.vault}.restored`, 'header.kinfold'))
    const ana = room(place.vault)
    expect(await ana.ask['vault.unlock'](key)).toEqual({ ok: true, value: { notices: [] } })
    expect(fs.readdirSync(place.dir).sort()).toEqual(['vault', 'vault.restored'])
    // It goes with everything else.
    expect(await ana.ask['vault.erase']({})).toEqual({ ok: true, value: {} })
    expect(fs.readdirSync(place.dir)).toEqual([])
  }
})

it('that was put aside goes with everything that is erased: nothing is behind it, and nothing is said of it', async () => {
  using place = home()
  using other = home()
  const ana = await founded(place.dir)
  const names = ['vault.before-2026-11-22 17.30.05', 'vault.before-2026-11-22 17.30.05 3', 'vault.before-x']
  const far = join(other.dir, 'plugged', 'in')
  fs.symlinkSync(far, join(place.dir, names[0] ?? ''))
  fs.symlinkSync(names[1] ?? '', join(place.dir, names[1] ?? ''))
  fs.symlinkSync(join(place.vault, 'header.kinfold', 'below'), join(place.dir, names[2] ?? ''))
  expect(await ana.face.ask('vault.erase', {})).toEqual({ ok: true, value: {} })
  expect([fs.readdirSync(place.dir), fs.readdirSync(other.dir)]).toEqual([[], []])
  expect(await ana.lock()).toBe(0)
  expect(ana.stderr()).toBe('')
})

it('that was put aside, and is what an erasing was still to take away, is waited for no longer', async () => {
  using place = home()
  const left = { 'vault.before-2026-11-22 17.30.05': 'ab'.repeat(32), 'vault.before-x': null }
  for (const name of Object.keys(left)) fs.symlinkSync(join('not', 'plugged', 'in'), join(place.dir, name))
  fs.writeFileSync(`${place.vault}.erasing`, JSON.stringify(left))
  const ana = start(place.dir)
  expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'none' } })
  expect(fs.readdirSync(place.dir).sort()).toEqual(Object.keys(left))
  await ana.lock()
  expect(ana.stderr()).toBe('')
})
