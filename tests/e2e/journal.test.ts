import { expect, it } from 'vitest'
import { findWords } from '../scan.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

it('keeps what Ana writes: today opens ready, search finds it, and it is there after a restart', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.\nMarmalade on the good bread.', false)
  await ana.write('Zwölf Äpfel, und kein Kuchen.', true)
  expect(await ana.search('marmal')).toHaveLength(1)
  expect((await ana.search('apfel')).join()).toContain('Äpfel')
  await ana.getUp()

  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('kettle')).join()).toContain('clicked at four')
  await ana.getUp()
  expect(findWords(profile, ['Marmalade on the good', 'kettle clicked', 'Zwölf Äpfel'])).toEqual([])
})

it('saves what Ana typed a moment before she locked', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.typeToday('Written and locked at once.')
  await ana.lock()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('locked')).join()).toContain('at once')
})

it('loses no saved word when the power goes while Ana types', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('This stood on the disk.', false)
  await ana.typeToday(' And this was on its way')
  await ana.kill()

  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('stood')).join()).toContain('This stood on the disk.')
})

it('answers a wrong passphrase with one plain sentence, and opens with the right one after it', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.lock()
  expect(await ana.tryPassphrase('lamplight and snow')).toContain('does not open it. Nothing is lost.')
  await ana.unlock(PASSPHRASE)
})
