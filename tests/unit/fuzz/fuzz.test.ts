import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuzz, Stumbled } from '../../fuzz/fuzz.ts'
import { targets } from '../../fuzz/targets.ts'

/** A clock that ticks when it is asked, once a round: as many are fed on a slow computer as on a quick one. */
const rounds = (): (() => number) => {
  let tick = 0
  return () => tick++
}
const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url)

/** Where strangers' bytes are read. */
const FOLDERS = [
  ...['src/main/vault/circle', 'src/main/vault/import', 'src/main/lan'],
  ...['src/renderer/courier', 'src/renderer/face/picture'],
]
/** Readers of our own rows and files, and those that hand on to a reader which is fed. */
const OTHERS = [
  ...['readKnown', 'readShape', 'readMark'],
  ...['readVector', 'readAnswer', 'readIn', 'readSyncFile', 'readThrough', 'readPicture'],
]

describe('every reader of strangers’ bytes', () => {
  it('refuses what is nearly right without falling, and takes nothing that can be told in two ways', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32)
    const readers = await targets()
    const fed = await fuzz(readers, seed, 20, rounds())
    expect(fed.length).toBeGreaterThan(10)
    const slow = new Set(readers.filter(reader => reader.slow).map(({ name }) => name))
    for (const { name, tried } of fed)
      expect(tried, `${name} (seed ${seed})`).toBeGreaterThan(slow.has(name) ? 5 : 100)
  })

  it('are all fed, but for those of our own rows', () => {
    const fed = ['targets', 'handed', 'imports']
      .map(name => readFileSync(at(`tests/fuzz/${name}.ts`), 'utf8'))
      .join('\n')
    const readers = FOLDERS.flatMap(folder =>
      readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.ts'))
        .flatMap(name => [
          ...readFileSync(at(`${folder}/${name}`), 'utf8').matchAll(
            /^export (?:async )?(?:function|const) (read[A-Z]\w*|read|textIn)\b/gm,
          ),
        ])
        .map(([, name = '']) => name),
    )
    expect(readers.length).toBeGreaterThan(15)
    const calls = (name: string): boolean => new RegExp(`\\b${name}\\(`).test(fed)
    expect(readers.filter(name => !calls(name) && !OTHERS.includes(name))).toEqual([])
    expect(OTHERS.filter(name => !readers.includes(name))).toEqual([])
  })

  it('would be seen to fall: a reader with one weak spot is found, and told with its seed', async () => {
    const weak = {
      name: 'weak',
      good: [Uint8Array.of(1, 2, 3, 4)],
      take: (bytes: Uint8Array) => {
        if (bytes[1] === 0xff) throw new RangeError('out of bounds')
        return true
      },
    }
    await expect(fuzz([weak], 1, 2000, rounds())).rejects.toThrow(Stumbled)
    await expect(fuzz([weak], 1, 2000, rounds())).rejects.toThrow(/seed 1\) over [0-9a-f]+/)
  })
})
