/** A place that cannot be looked into: nothing is made or erased there, and the process goes on. */
import * as fs from 'node:fs'
import { expect, it } from 'vitest'
import { home, PASSPHRASE, start } from './house.ts'

it('a file where the folder should be is told plainly, and left as it is', async () => {
  using place = home()
  fs.writeFileSync(place.vault, 'somebody’s own')
  const ana = start(place.dir)
  expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'closed' } })
  expect(await ana.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
    ok: false,
    fault: 'damaged',
  })
  expect(await ana.face.ask('vault.create', { passphrase: PASSPHRASE })).toEqual({
    ok: false,
    fault: 'vault-exists',
  })
  expect(await ana.lock()).toBe(0)
  expect(ana.stderr()).toBe('')
  expect(fs.readFileSync(place.vault, 'utf8')).toBe('somebody’s own')
})
