/** What axe-core finds on a page as it stands: all of it, whatever weight axe gives it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

type Axe = {
  run(options: object): Promise<{
    violations: { id: string; impact?: string | null; help: string; nodes: { html: string }[] }[]
  }>
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * A sentence for each violation. `only`: rules by their ids, where nothing else can have changed. axe-core goes in as
 * devtools would put it: the page's own policy lets no script in.
 */
export async function barriers(page: Page, only: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    const devtools = await page.context().newCDPSession(page)
    const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression: axe })
    await devtools.detach()
    if (exceptionDetails) throw new Error(`axe-core did not start: ${exceptionDetails.text}`)
  }
  return page.evaluate(async rules => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run({
      resultTypes: ['violations'],
      ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }),
      // What is only drawn behind the page, its edge and its cloth, makes axe-core give up on every word on it.
      checks: { 'color-contrast': { options: { ignorePseudo: true } } },
    })
    return violations.map(({ id, help, nodes }) => {
      const where = nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))
      return `${id}: ${help}: ${where.join(' ')}`
    })
  }, only)
}
