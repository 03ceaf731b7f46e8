import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROGRAM } from './home.ts'

const built = (): { file: string; text: string }[] =>
  readdirSync(join(PROGRAM, 'out'), { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() && /\.(c?js|html)$/.test(entry.name) && !/out.(electron|types)/.test(entry.parentPath),
    )
    .map(entry => ({ file: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))

it('ships the vault itself and no stand-in for it', () => {
  const files = built()
  expect(files.length).toBeGreaterThan(6)
  // The fake says its name in a string, so that no minifier can hide it; the test of the fake holds it to that.
  const fake = readFileSync(join(PROGRAM, 'tests/face/fake-vault.ts'), 'utf8')
  const name = /'(a stand-in for the vault[^']*)'/.exec(fake)?.[1]
  expect(name).toBeTruthy()
  for (const { file, text } of files) expect(text.includes(name ?? ''), file).toBe(false)
})

it('names no host in what is shipped', () => {
  for (const { file, text } of built()) {
    const hosts = text.match(/\b(?:wss?|stun|turns?):\/?\/?[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? []
    expect(
      hosts.filter(host => !host.includes('127.0.0.1')),
      file,
    ).toEqual([])
  }
})
