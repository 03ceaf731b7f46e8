import * as fs from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCircles } from '../../src/main/vault/circle/store.ts'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import {
  databaseFile,
  fresh,
  HEADER_FILE,
  read,
  ready,
  wrap,
  write,
} from '../../src/main/vault/storage/header.ts'
import { type Migration, migrate, schemaVersion } from '../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { open } from '../../src/main/vault/storage/open.ts'
import { passphrase } from '../../src/main/vault/storage/typed.ts'
import { fromHex } from '../../src/shared/bytes.ts'
import { plainText } from '../../src/shared/writing/writing.ts'
import { inside, openedHere, room, smallDisk } from './backups.ts'
import { home, id, PASSPHRASE, says } from './house.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const NOW = MIGRATIONS.length
const key = { passphrase: PASSPHRASE }
const clock = { now: () => Date.UTC(2026, 10, 22) }
const fixture = (version: number, end: string): string =>
  join(FIXTURES, `${String(version).padStart(4, '0')}.${end}`)
const LINES = ['The kettle clicked at four.', 'Zwölf Äpfel, und kein Kuchen.', '結婚記念日']

/**
 * A notebook as Kinfold wrote it at that version, under the tests' passphrase: made once, with the program of that version,
 * and never again.
 */
async function keepFixture(version: number): Promise<void> {
  await ready()
  using place = home()
  const { vaultId, file, vaultKey } = fresh()
  const slot = await wrap(vaultKey.bytes, vaultId, passphrase(PASSPHRASE), TEST_KDF, derive)
  const header = { vaultId, file, generation: 1, cipher: 'aegis' as const, slots: [slot] }
  const path = join(place.dir, databaseFile(header))
  const db = open(path, { cipher: 'aegis', key: vaultKey.bytes }, true)
  migrate(db, MIGRATIONS, version)
  db.prepare('INSERT INTO vault (one, id, generation) VALUES (1, ?, 1)').run(vaultId)
  const put = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  LINES.forEach((line, i) => {
    const at = clock.now() + i
    // 2026-11-22, as journal/place.ts counts.
    const spot = (2026 * 372 + 10 * 31 + 21) * 2 ** 20 + i
    put.run(
      spot,
      fromHex(id(i + 1)),
      '2026-11-22',
      line,
      at,
      at,
      i === 2 ? at : null,
      JSON.stringify(says(line)),
    )
    if (i < 2) db.prepare('INSERT INTO entry_unsettled (place) VALUES (?)').run(spot)
  })
  db.prepare('INSERT INTO entry_version (entry, day, modified, writing) VALUES (?, ?, ?, ?)').run(
    fromHex(id(1)),
    '2026-11-22',
    clock.now(),
    JSON.stringify(says('The kettle')),
  )
  if (version >= 2) openCircles(db, clock).found({ name: 'Lanterns', ownName: 'Ana' })
  db.close()
  fs.writeFileSync(fixture(version, 'header'), write(header, vaultKey.bytes))
  fs.writeFileSync(fixture(version, 'db.gz'), gzipSync(fs.readFileSync(path), { level: 9 }))
}

function unpack(version: number, dir: string): void {
  fs.mkdirSync(dir, { mode: 0o700 })
  const bytes = fs.readFileSync(fixture(version, 'header'))
  const found = read(bytes)
  if (!found.ok) throw new Error(found.fault)
  fs.writeFileSync(join(dir, HEADER_FILE), bytes)
  fs.writeFileSync(
    join(dir, databaseFile(found.value.header)),
    gunzipSync(fs.readFileSync(fixture(version, 'db.gz'))),
  )
}
const schema = (dir: string): Promise<unknown> =>
  inside(dir, db => db.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all())

// A fixture's header is read before a vault has started anything.
beforeAll(ready)

describe('a notebook of each version', () => {
  for (let version = 1; version <= NOW; version++)
    it(`${version} opens, loses nothing, and ${
      version < NOW ? 'is kept as it was until the next opening' : 'is as one that is made today'
    }`, async () => {
      if (!fs.existsSync(fixture(version, 'db.gz'))) {
        await keepFixture(version)
        throw new Error(`there was no fixture of version ${version}: it is made now, commit it`)
      }
      using place = home()
      unpack(version, place.vault)
      expect(await inside(place.vault, schemaVersion)).toBe(version)
      expect(await openedHere(place.vault)).toEqual(LINES.slice(0, 2))
      expect(await inside(place.vault, schemaVersion)).toBe(NOW)

      // What it was: beside it where it was migrated, and in itself where it was not.
      const aside = join(place.dir, version < NOW ? `vault.before-migration-${version}` : 'vault')
      const kept = await inside(aside, db => ({
        version: schemaVersion(db),
        lines: db.prepare<[], string>('SELECT writing FROM entry ORDER BY place').pluck().all(),
        versions: db.prepare('SELECT count(*) FROM entry_version').pluck().get(),
        roots: version < 2 ? 0 : db.prepare('SELECT count(*) FROM device').pluck().get(),
      }))
      expect(kept).toMatchObject({ version, versions: 1, roots: version < NOW ? 0 : 1 })
      expect(kept.lines.map(json => plainText(JSON.parse(json)))).toEqual(LINES)

      using other = home()
      const made = room(other.vault)
      await made.handlers['vault.create'](key)
      made.close()
      expect(await schema(place.vault)).toEqual(await schema(other.vault))
      if (version >= 2) {
        const meets = await inside(place.vault, db => {
          const { list, network } = openCircles(db, clock)
          return list().map(circle => network.of(circle).mode)
        })
        // As it always did.
        expect(meets).toEqual(['local'])
      }

      expect(await openedHere(place.vault)).toEqual(LINES.slice(0, 2))
      expect(fs.readdirSync(place.dir)).toEqual(['vault'])
    })

  it('is as it was when a migration breaks in the middle, and its copy is there', async () => {
    using place = home()
    unpack(NOW - 1, place.vault)
    const breaking: Migration = {
      id: NOW,
      name: 'breaking',
      up(db) {
        db.exec('DELETE FROM entry; SELECT * FROM nowhere')
      },
    }
    const before = await inside(place.vault, db => db.prepare('SELECT count(*) FROM entry').pluck().get())
    const ana = room(place.vault, [...MIGRATIONS.slice(0, NOW - 1), breaking])
    await expect(ana.handlers['vault.unlock'](key)).rejects.toThrow()
    expect(await inside(place.vault, db => db.prepare('SELECT count(*) FROM entry').pluck().get())).toBe(
      before,
    )
    expect(fs.readdirSync(place.dir).sort()).toEqual(['vault', `vault.before-migration-${NOW - 1}`])
    expect(await openedHere(place.vault)).toEqual(LINES.slice(0, 2))
  })

  it('is not migrated when there is no room for its copy, and opens once there is', async () => {
    using place = home()
    const profile = join(place.dir, 'small')
    fs.mkdirSync(profile)
    {
      using disk = smallDisk(profile, 'size=700k')
      if (!disk) return
      unpack(NOW - 1, join(profile, 'vault'))
      const { size } =
        fs.statfsSync(profile).bavail > 0 ? { size: fs.statfsSync(profile).bavail * 4096 } : { size: 0 }
      fs.writeFileSync(join(profile, 'ballast'), Buffer.alloc(Math.max(0, size - 60_000)))
      const answer = await room(join(profile, 'vault')).handlers['vault.unlock'](key)
      expect(answer).toEqual({ ok: false, fault: 'disk-full' })
      expect(await inside(join(profile, 'vault'), schemaVersion)).toBe(NOW - 1)
      expect(fs.readdirSync(profile).sort()).toEqual(['ballast', 'vault'])
      fs.rmSync(join(profile, 'ballast'))
      fs.copyFileSync(join(profile, 'vault', HEADER_FILE), join(place.dir, HEADER_FILE))
      for (const name of fs.readdirSync(join(profile, 'vault')))
        fs.cpSync(join(profile, 'vault', name), join(place.dir, 'vault', name))
    }
    expect(await openedHere(join(place.dir, 'vault'))).toEqual(LINES.slice(0, 2))
  })
})
