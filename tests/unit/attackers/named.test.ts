import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('../../../docs/negative-tests.md', import.meta.url), 'utf8')
const at = (path: string): URL => new URL(`../../${path}`, import.meta.url)

const rows = page.split('\n').filter(line => line.startsWith('|'))
const named = rows.flatMap(line =>
  [...line.matchAll(/`([\w/-]+\.test\.ts)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name })),
)

const isThere = ({ file, name }: { file: string; name: string }): boolean =>
  existsSync(at(file)) &&
  [`'${name}'`, `"${name}"`].some(quoted => readFileSync(at(file), 'utf8').includes(`it(${quoted},`))

describe('the page of negative tests', () => {
  it('names tests that are there', () => {
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(one => !isThere(one))).toEqual([])
    expect(isThere({ file: 'unit/attackers/named.test.ts', name: 'is not here' })).toBe(false)
  })

  it('has a test for each hole, and a row for each attacker', () => {
    const holes = rows.filter(line => /\((Quiet|Briar|Anytype)/.test(line) || line.includes('A transfer'))
    expect(holes).toHaveLength(10)
    expect(holes.filter(line => !/`: “/.test(line))).toEqual([])
    const files = readdirSync(at('unit/attackers')).filter(
      name => /\.test\.ts$/.test(name) && name !== 'named.test.ts',
    )
    expect(files.filter(name => !rows.some(line => line.includes(`| \`unit/attackers/${name}\` |`)))).toEqual(
      [],
    )
    for (const [, file = ''] of page.matchAll(/`(unit\/[\w/-]+\.test\.ts)`/g))
      expect(existsSync(at(file)), file).toBe(true)
  })
})
