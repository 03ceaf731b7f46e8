/** Pasting, as a person does: something stands on this computer's clipboard, and the keys for it are pressed. */
import type { Locator } from 'playwright-core'
import type { Person } from './person.ts'

/** At the end of `where`. */
export async function paste(person: Person, where: Locator, text: string): Promise<void> {
  await person.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
  await where.click()
  await person.page.keyboard.press('Control+End')
  await person.page.keyboard.press('Control+v')
}
