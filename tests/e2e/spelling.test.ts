import { expect, it } from 'vitest'
import { words, wordsBefore } from '../drive/words.ts'
import { somebody } from './home.ts'

it('marks an unknown word when it is asked to, puts another in its place, and remembers one’s own words', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault('lamplight and rain')
  await ana.write('The ketle sang for Juniperus. ', false)
  // The page of now: a lock opens another.
  const marks = () => ana.page.locator('[aria-invalid="spelling"]')
  expect(await marks().count()).toBe(0)
  await ana.go('places.settings')
  await ana.page.getByText(words('settings.spelling.on')).click()
  await ana.go('places.journal')
  await expect.poll(() => marks().allInnerTexts(), { timeout: 20_000 }).toEqual(['ketle', 'Juniperus'])

  await marks().first().click({ button: 'right' })
  await ana.page.getByRole('menuitem', { name: 'kettle', exact: true }).click()
  await expect
    .poll(() =>
      ana.page
        .getByRole('textbox', { name: wordsBefore('today.entry') })
        .last()
        .innerText(),
    )
    .toContain('The kettle sang')
  await marks().first().click({ button: 'right' })
  await ana.page
    .getByRole('menuitem', { name: words('spelling.learn') })
    .or(ana.page.getByRole('menuitem', { name: words('spelling.learn.none') }))
    .click()
  await expect.poll(() => marks().count()).toBe(0)
  await ana.lock()
  await ana.unlock('lamplight and rain')
  await ana.typeToday('And ketle again.')
  await ana.page.keyboard.press('Enter')
  await expect.poll(() => marks().allInnerTexts(), { timeout: 20_000 }).toEqual(['ketle'])
  await ana.getUp()
})

it('lays the menu beside its word on a page that was scrolled, and in a window that becomes small', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault('lamplight and rain')
  await ana.go('places.settings')
  await ana.page.getByText(words('settings.spelling.on')).click()
  await ana.go('places.journal')
  for (let line = 0; line < 40; line++) {
    await ana.typeToday(line < 39 ? 'Rain on the roof.' : 'The ketle sang.')
    await ana.page.keyboard.press('Enter')
  }
  const mark = ana.page.locator('[aria-invalid="spelling"]')
  await mark.waitFor({ timeout: 60_000 })
  await mark.scrollIntoViewIfNeeded()
  expect(await ana.page.evaluate(() => scrollY)).toBeGreaterThan(200)
  await mark.click({ button: 'right' })
  await ana.page.getByRole('menuitem', { name: 'kettle', exact: true }).waitFor()
  /** px between the word and the menu, whichever side it is on; undefined where one of them is out of sight. */
  const apart = () =>
    ana.page.evaluate(() => {
      // The word one is at bears no mark.
      const lines = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (lines.nextNode() && !lines.currentNode.nodeValue?.includes('ketle'));
      const range = document.createRange()
      range.selectNodeContents(lines.currentNode)
      const word = range.getBoundingClientRect()
      const menu = document.querySelector('[role="menu"]')?.parentElement?.getBoundingClientRect()
      const seen = (box: DOMRect) => box.top >= 0 && box.bottom <= innerHeight && box.left >= 0
      if (!menu || !seen(menu) || !seen(word) || menu.right > innerWidth) return undefined
      return Math.round(Math.max(menu.top - word.bottom, word.top - menu.bottom))
    })
  for (const [width, height] of [
    [1180, 780],
    [360, 780],
    [360, 360],
  ] as const) {
    const window = await ana.app.browserWindow(ana.page)
    await window.evaluate((one, size) => one.setContentSize(size.width, size.height), { width, height })
    await ana.page.waitForFunction(wanted => innerWidth === wanted, width)
    await expect.poll(apart, { timeout: 20_000 }).toBeGreaterThanOrEqual(0)
    expect(await apart()).toBeLessThan(24)
  }
  await ana.getUp()
})
