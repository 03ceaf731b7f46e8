/** Everything that must hold: sets up, builds, checks, and runs every suite. The last line counts. */
import { build } from './build.mjs'
import { check } from './check.mjs'
import { electron } from './electron.mjs'
import { main, Stop, say, seconds } from './parts/say.mjs'
import { rows, runSuite, suites } from './parts/suites.mjs'
import { watchWithheld } from './parts/withheld.mjs'
import { setUp } from './setup.mjs'

/** Where so much of the processor is withheld, tests that wait for windows would wait too short beside each other. */
const MUCH = 0.15

await main(async () => {
  const chosen = process.argv.slice(2)
  const known = ['check', ...Object.keys(suites)]
  const strange = chosen.find(name => !known.includes(name))
  if (strange) throw new Stop(`There is no suite called ${strange}. These are: ${known.join(', ')}.`)
  const names = chosen.length > 0 ? known.filter(name => chosen.includes(name)) : known
  const total = { passed: 0, failed: 0 }
  const table = []
  const reds = []
  const add = (name, { passed, failed, red = [] }, from) => {
    reds.push(...red.map(line => `  ${name}: ${line}`))
    total.passed += passed
    total.failed += failed
    table.push(
      `  ${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds(from).padStart(9)}`,
    )
  }

  const withheld = watchWithheld()
  await setUp({ system: true })
  const obstacles = await prepare()
  for (const sentence of Object.values(obstacles)) say(`  ${sentence}`)

  const from = performance.now()
  if (names.includes('check')) {
    say('\ncheck')
    add('check', await check(), from)
  }
  const taken = withheld()
  const alone = taken > MUCH
  if (alone)
    say(
      `\nOthers on this host take ${Math.round(taken * 100)} % of the processor: one suite after the other now.`,
    )
  const asked = (alone ? [rows.flat()] : rows)
    .map(row => row.filter(({ name }) => names.includes(name)))
    .filter(row => row.length > 0)
  const run = async ({ name, share }) => {
    const from = performance.now()
    const called = share ? `${name} ${share}` : name
    say(`\n${called}`)
    const { built, windows } = suites[name]
    const inTheWay = (built && obstacles.build) || (windows && obstacles.electron)
    if (inTheWay) say(`  ${called} could not run: ${inTheWay.split('\n')[0]}`)
    const spare = asked.length - 1
    const how = { spare, ...(share ? { share } : {}) }
    add(called, inTheWay ? { passed: 0, failed: 1 } : await survive(() => runSuite(name, [], how)), from)
  }
  await Promise.all(
    asked.map(async row => {
      for (const step of row) await run(step)
    }),
  )

  if (reds.length > 0) say(`\nred\n${reds.join('\n')}`)
  say(`\n${table.join('\n')}\n  in ${seconds()}\n`)
  say(`${total.passed} passed, ${total.failed} failed`)
  if (total.failed > 0) process.exitCode = 1
})

/** Builds and finds an Electron. What stands in the way fails the suites that need it, and no others. */
async function prepare() {
  const obstacles = {}
  for (const [name, work] of Object.entries({ build, electron })) {
    try {
      await work()
    } catch (cause) {
      if (!(cause instanceof Stop)) throw cause
      obstacles[name] = cause.message
    }
  }
  return obstacles
}

/** A suite that cannot even begin counts as one failure; the others go on. */
async function survive(work) {
  try {
    return await work()
  } catch (cause) {
    const words = cause instanceof Stop ? cause.message : String(cause?.stack ?? cause)
    say(`  ${words}`)
    return { passed: 0, failed: 1, red: [words.split('\n', 1)[0]] }
  }
}
