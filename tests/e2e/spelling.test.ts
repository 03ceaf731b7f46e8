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
