/**
 * Runs one suite of tests: `node scripts/vitest.mjs <unit|vault|face|shell|net|e2e> [--long] [what vitest takes]`. `--long`: also
 * what takes many minutes (`*.long.ts`; tests/net has some).
 */
import { build } from './build.mjs'
import { electron } from './electron.mjs'
import { main, Stop, say } from './parts/say.mjs'
import { runSuite, suites } from './parts/suites.mjs'
import { setUp } from './setup.mjs'

await main(async () => {
  const [name, ...given] = process.argv.slice(2)
  const args = given.filter(arg => arg !== '--long')
  const suite = Object.hasOwn(suites, name ?? '') ? suites[name] : undefined
  if (!suite) throw new Stop(`Name one suite: ${Object.keys(suites).join(', ')}.`)
  await setUp({ system: suite.windows })
  if (suite.built) await build()
  if (suite.windows) await electron()
  const { passed, failed } = await runSuite(name, args, { long: args.length < given.length })
  say(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
})
