/**
 * Photographs every place in every look: out/screens/<look>/<place>.png and an index.html beside them. Ends with 1 when
 * a place could not be reached, when a picture scrolls sideways, or when axe-core finds something serious in it.
 * `--only=PLACE` and `--look=LOOK` take fewer pictures; the way there is still walked.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Person } from '../drive/person.ts'
import { writeIndex } from './album.ts'
import { ALL_LOOKS, type Look, wear } from './looks.ts'
import { type Finding, take } from './picture.ts'
import { CHAPTERS, type People, type Stop, tidy } from './story.ts'

const root = join(import.meta.dirname, '../..')
const option = (name: string): string | undefined =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

const places = CHAPTERS.flat().map(({ place }) => place)
const [only, look] = [option('only'), option('look')]
if (only !== undefined && !places.includes(only))
  stop(`There is no place “${only}”. There are: ${places.join(', ')}.`)
if (look !== undefined && !ALL_LOOKS.some(one => one === look))
  stop(`There is no look “${look}”. There are: ${ALL_LOOKS.join(', ')}.`)
const looks = ALL_LOOKS.filter(one => look === undefined || one === look)
const wanted = ({ place }: Stop): boolean => only === undefined || place === only

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const out = join(root, 'out/screens')
mkdirSync(out, { recursive: true })
const profiles = mkdtempSync(join(tmpdir(), 'kinfold-screens-'))
const somebody = (who: string): Person => {
  mkdirSync(join(profiles, who))
  return new Person({
    electron: option('electron') ?? stop('Name an Electron: --electron=PATH.'),
    program: root,
    profile: join(profiles, who),
    args: ['--kinfold-interfaces=loopback'],
  })
}
const people: People = {
  ana: somebody('ana'),
  ben: somebody('ben'),
  cleo: somebody('cleo'),
  profile: who => join(profiles, who),
}

function leaveNothing(): void {
  tidy(people)
  rmSync(profiles, { recursive: true, force: true, maxRetries: 5 })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    leaveNothing()
    process.exit(130)
  })

const findings: Finding[] = []
const unreached: { place: string; why: string }[] = []

async function photograph(one: Stop): Promise<void> {
  const begun = performance.now()
  let sign = await one.go(people)
  if (!wanted(one)) return
  const { app, page } = people[one.who]
  try {
    for (const [i, worn] of looks.entries()) {
      if (one.passes && i > 0) {
        await wear(app, page, 'light')
        sign = await one.go(people)
      }
      findings.push(...(await take(out, { place: one.place, look: worn, app, page, sign })))
    }
  } finally {
    await wear(app, page, 'light')
  }
  console.log(`  ${one.place} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
}

async function walk(chapter: readonly Stop[]): Promise<void> {
  for (const [i, one] of chapter.entries()) {
    if (chapter === CHAPTERS[last] && !chapter.slice(i).some(wanted)) return
    const hindrance = one.cannot?.()
    if (hindrance !== undefined) {
      if (wanted(one)) console.log(`  ${one.place} is left out: ${hindrance}.`)
      continue
    }
    try {
      await photograph(one)
    } catch (error) {
      const why = String((error as Error)?.message ?? error).split('\n')[0] ?? ''
      unreached.push({ place: one.place, why })
      for (const { place } of chapter.slice(i + 1).filter(wanted))
        unreached.push({ place, why: `after ${one.place}` })
      await stuck(one)
      return
    }
  }
}

/** What stood on the screen instead, if anything did. */
async function stuck({ place, who }: Stop): Promise<void> {
  try {
    await people[who].page.screenshot({ path: join(out, `stuck-${place}.png`) })
  } catch {
    // The program did not come so far as to have a window.
  }
}

const last = CHAPTERS.findLastIndex(chapter => chapter.some(wanted))
try {
  // One chapter stands on the people of the one before.
  for (const chapter of CHAPTERS.slice(0, last + 1)) await walk(chapter)
} finally {
  for (const who of ['ana', 'ben', 'cleo'] as const) if (people[who].isHere) await people[who].kill()
  leaveNothing()
}

writeIndex(out, places, ALL_LOOKS as readonly Look[], findings)
for (const { place, why } of unreached) console.log(`Not reached: ${place} (${why}).`)
for (const { place, look: worn, what } of findings) console.log(`${place}, ${worn}: ${what}`)
console.log(
  unreached.length + findings.length === 0
    ? 'Every place was reached, none scrolls sideways, and axe-core finds nothing serious.'
    : `${unreached.length} places were not reached, ${findings.length} things are to be mended.`,
)
console.log('The pictures are in out/screens/index.html.')
process.exit(unreached.length + findings.length === 0 ? 0 : 1)
