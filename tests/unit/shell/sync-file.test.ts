import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { ended, filesAmong, isSyncFile } from '../../../src/main/shell/sync-file.ts'

it('finds the sync files on a command line, from the folder where it was typed', () => {
  const line = [
    'kinfold',
    '--user-data-dir=/x.kinfold-sync',
    'a.kinfold-sync',
    '/b/c d.KINFOLD-SYNC',
    'd.txt',
    '.',
  ]
  expect(filesAmong(line, '/home/ana')).toEqual([
    resolve('/home/ana/a.kinfold-sync'),
    resolve('/b/c d.KINFOLD-SYNC'),
  ])
  expect(filesAmong(['a.kinfold-sync'], '/')).toEqual([])
  expect(filesAmong(['', ...Array.from({ length: 100 }, (_, i) => `${i}.kinfold-sync`)], '/')).toHaveLength(8)
})

it('finds the files of those who ask to join as well, and knows them by their ending', () => {
  expect(filesAmong(['kinfold', 'a.kinfold-join', 'b.Kinfold-Join', 'kinfold-join'], '/home')).toEqual([
    resolve('/home/a.kinfold-join'),
    resolve('/home/b.Kinfold-Join'),
  ])
  expect(ended('/nowhere/ask', '.kinfold-join')).toBe('/nowhere/ask.kinfold-join')
  // One kind of file is not written under the other's name.
  expect(ended('/nowhere/ask.kinfold-sync', '.kinfold-join')).toBe('/nowhere/ask.kinfold-sync.kinfold-join')
})

it('takes nothing for a path that is none', () => {
  for (const odd of [
    undefined,
    7,
    {},
    ['a.kinfold-sync'],
    'a.kinfold',
    'a\0.kinfold-sync',
    `${'a'.repeat(40_000)}.kinfold-sync`,
  ])
    expect(isSyncFile(odd)).toBe(false)
})

it('adds the ending that is missing, but never the name of a file that the dialog did not ask about', () => {
  const place = mkdtempSync(join(tmpdir(), 'kinfold-ended-'))
  try {
    const path = join(place, 'words')
    expect(ended(path, '.kinfold-sync')).toBe(`${path}.kinfold-sync`)
    expect(ended(`${path}.kinfold-sync`, '.kinfold-sync')).toBe(`${path}.kinfold-sync`)
    writeFileSync(`${path}.kinfold-sync`, 'what was there')
    expect(ended(path, '.kinfold-sync')).toBe(path)
  } finally {
    rmSync(place, { recursive: true })
  }
})
