/** Something else stands where the notebook keeps its lock: the cover says so, of the folder and of no words on a page. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

it('says on the cover that the folder is closed, and opens when it is free again', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.', false)
  await ana.lock()
  const file = join(profile, 'vault/in-use')
  for (const stand of [() => mkdirSync(file), () => symlinkSync('/nowhere/at/all', file)]) {
    rmSync(file, { recursive: true, force: true })
    stand()
    // The process of before may still be going.
    await expect.poll(() => ana.tryPassphrase(PASSPHRASE), { timeout: 60_000 }).toBe(words('cover.not-saved'))
  }
  rmSync(file)
  await ana.unlock(PASSPHRASE)
  expect(await ana.page.getByRole('main').innerText()).toContain('clicked at four')
  await ana.getUp()
})
