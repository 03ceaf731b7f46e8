import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { home, PASSPHRASE } from './house.ts'

const CLI = fileURLToPath(new URL('../../src/main/vault/cli.ts', import.meta.url))
const command = (input: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: 'utf8',
    env: {},
  })
  return { status, stdout, stderr }
}

describe('the vault from a terminal', () => {
  it('makes a notebook, finds it whole, and finds harm in it', () => {
    using place = home()
    expect(command(`${PASSPHRASE}\n`, 'create', place.dir, '--kdf=test')).toMatchObject({
      status: 0,
      stdout: 'made\n',
    })
    for (const folder of [place.dir, place.vault])
      expect(command(`${PASSPHRASE}\n`, 'check', folder)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^whole/),
      })
    expect(command('not this\n', 'check', place.dir)).toMatchObject({
      status: 1,
      stdout: 'not opened: wrong-passphrase\n',
    })
    const database = join(place.vault, fs.readdirSync(place.vault).find(isDatabaseFile) ?? 'none')
    const bytes = fs.readFileSync(database)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    fs.writeFileSync(database, bytes)
    const harmed = command(`${PASSPHRASE}\n`, 'check', place.dir)
    expect(harmed.status).toBe(1)
    expect(harmed.stdout).toMatch(/damaged/)
  })

  it('explains itself when asked for nothing it knows', () => {
    expect(command('', 'sing').status).toBe(64)
    expect(command('').stderr).toMatch(/check <folder>/)
  })
})
