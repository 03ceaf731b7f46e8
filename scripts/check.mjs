/** What can be checked without running the app: types, style, arrows, walls, dead code, words, the look and the lock. */
import { at } from './parts/place.mjs'
import { run } from './parts/run.mjs'
import { isRun, main, say, seconds } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

/** Each is a program of its own, run on Node 24: green where it ends with 0. */
const checks = [
  ['types', 'node_modules/typescript/bin/tsc', '-b', '.', 'tests', '--pretty', 'false'],
  [
    'style',
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    '--error-on-warnings',
    '--colors=off',
    '--max-diagnostics=20',
  ],
  ['arrows', 'tests/arch/arrows.mjs'],
  ['walls', 'tests/arch/walls.mjs'],
  ['dead code', 'node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
  ['words', 'tests/arch/words.mjs'],
  ['look', 'tests/arch/look.mjs'],
  ['lock', 'tests/arch/lock.mjs'],
]

/** Runs every check, two at a time, printing one line each and the words of those that are red. Answers the counts and what was red. */
export async function check() {
  const counts = { passed: 0, failed: 0, red: [] }
  const waiting = [...checks]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, script, ...args] = next
      const from = performance.now()
      const { code, out, late } = await run(node24(), [at(script), ...args], {
        seconds: 480,
        cwd: at(),
        env: env24(),
      })
      const green = code === 0 && !late
      counts[green ? 'passed' : 'failed']++
      say(
        `  ${green ? 'green' : 'RED  '}  ${name.padEnd(10)} ${seconds(from)}${late ? ', stopped after eight minutes' : ''}`,
      )
      if (green) continue
      counts.red.push(name)
      say(shorten(out))
    }
  }
  await Promise.all([worker(), worker()])
  return counts
}

const shorten = text => {
  const lines = text.trimEnd().split('\n')
  const shown = lines.length > 60 ? [...lines.slice(0, 60), `… and ${lines.length - 60} more lines`] : lines
  return shown.map(line => `         ${line}`).join('\n')
}

if (isRun(import.meta.url)) {
  await main(async () => {
    await setUp()
    const { passed, failed } = await check()
    say(`${passed} passed, ${failed} failed`)
    if (failed > 0) process.exitCode = 1
  })
}
