/** When there is little strength (practice.md X2): open, one word, saved, in at most four keystrokes after unlocking. */
import { expect, it } from 'vitest'
import { words } from '../drive/words.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

it('keeps one word in at most four keystrokes, whichever of the three it is, or a short one of one’s own', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const ways: readonly (readonly [string, readonly string[]])[] = [
    [words('low.word.low'), ['Tab', 'Enter']],
    [words('low.word.between'), ['Tab', 'ArrowRight', 'Enter']],
    [words('low.word.okay'), ['Tab', 'ArrowLeft', 'Enter']],
    ['ok', ['o', 'k', 'Enter']],
  ]
  for (const [word, keys] of ways) {
    await ana.lock()
    await ana.unlock(PASSPHRASE)
    const hands = new Hands(ana.page)
    await ana.page.evaluate(() => {
      const keys: string[] = []
      addEventListener('keydown', ({ key }) => void (/^(Control|Shift)$/.test(key) || keys.push(key)), true)
      Object.assign(window, { keys })
    })
    await hands.press('Control+j')
    await ana.field(words('low.field')).waitFor()
    for (const key of keys) await hands.press(key)
    await ana.page.getByText(words('low.kept', { word })).waitFor()
    const heard = await ana.page.evaluate(() => (window as unknown as { keys: string[] }).keys)
    expect(heard).toHaveLength(hands.pressed)
    expect(heard.length).toBeLessThanOrEqual(4)
    await ana.button(words('low.whole')).click()
  }
  expect((await ana.search('between')).join()).toContain(words('low.word.between'))
  expect((await ana.search('okay')).join()).toContain(words('low.word.okay'))
  expect(await ana.search('ok')).toHaveLength(2)
})
