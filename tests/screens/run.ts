/**
 * Photographs every place in every look: out/screens/<look>/<place>.png and an index.html beside them. Ends with 1 when
 * a place could not be reached, when a picture scrolls sideways, when axe-core finds anything in it, or when a page was
 * refused something by its own policy. The story is told once in each language that a look asks for. `--only=PLACE,PLACE`
 * and `--look=LOOK,LOOK` take fewer pictures; the way there is still walked.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { de } from '../../src/shared/locales/de.ts'
import { type Catalogue, en } from '../../src/shared/locales/en.ts'
import { bidi, pseudo } from '../../src/shared/locales/pseudo.ts'
import { Person } from '../drive/person.ts'
import { readIn } from '../drive/words.ts'
import { writeIndex } from './album.ts'
import { ALL_LOOKS, type Look, languageOf, walkingIn, wear } from './looks.ts'
import { type Finding, take } from './picture.ts'
import { CHAPTERS, type People, type Stop, tidy } from './story.ts'

const root = join(import.meta.dirname, '../..')
const option = (name: string): string | undefined =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

const places = CHAPTERS.flat().map(({ place }) => place)
const [only, look] = [option('only')?.split(','), option('look')?.split(',')]
for (const place of only ?? [])
  if (!places.includes(place)) stop(`There is no place “${place}”. There are: ${places.join(', ')}.`)
for (const one of look ?? [])
  if (!ALL_LOOKS.some(known => known === one))
    stop(`There is no look “${one}”. There are: ${ALL_LOOKS.join(', ')}.`)
const asked = ALL_LOOKS.filter(one => look === undefined || look.includes(one))
/** English first. */
const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  en,
  'ar-XB': bidi(),
  'en-XA': pseudo(),
  de,
}
const wanted = ({ place }: Stop): boolean => only === undefined || only.includes(place)

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const out = join(root, 'out/screens')
mkdirSync(out, { recursive: true })
const profiles = mkdtempSync(join(tmpdir(), 'kinfold-screens-'))
const NAMES = ['ana', 'ben', 'cleo'] as const
function gather(language: string): People {
  const profile = (who: string): string => join(profiles, language, who)
  const somebody = (who: string): Person => {
    mkdirSync(profile(who), { recursive: true })
    // As the settings leave it.
    if (language !== 'en') writeFileSync(join(profile(who), 'look.json'), JSON.stringify({ language }))
    return new Person({
      electron: option('electron') ?? stop('Name an Electron: --electron=PATH.'),
      program: root,
      profile: profile(who),
      args: ['--kinfold-interfaces=loopback'],
    })
  }
  return { ana: somebody('ana'), ben: somebody('ben'), cleo: somebody('cleo'), profile }
}

let people: People
let looks: readonly Look[] = []
let walking: Look = 'light'

function leaveNothing(): void {
  if (people) tidy(people)
  rmSync(profiles, { recursive: true, force: true, maxRetries: 5 })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    leaveNothing()
    process.exit(130)
  })

const findings: Finding[] = []
const unreached: { place: string; why: string }[] = []

/** Windows that tell what they are refused; a lock opens a new one. */
const heard = new WeakSet<Page>()

/** What the page's own policy refused since the window was opened: nothing is asked for that is not allowed. */
async function refused({ place, who }: Stop): Promise<Finding[]> {
  const { page } = people[who]
  if (!heard.has(page)) {
    await page.evaluate(() => {
      const refused: string[] = []
      const observer = new ReportingObserver(
        reports => void refused.push(...reports.map(({ body }) => JSON.stringify(body))),
        { types: ['csp-violation'], buffered: true },
      )
      observer.observe()
      Object.assign(window, { refused, observer })
    })
    heard.add(page)
  }
  const told = await page.evaluate(() => {
    const { refused, observer } = window as unknown as { refused: string[]; observer: ReportingObserver }
    refused.push(...observer.takeRecords().map(({ body }) => JSON.stringify(body)))
    return refused.splice(0)
  })
  return told.map(what => ({ place, look: looks[0] ?? 'light', what: `its policy refused: ${what}` }))
}

async function photograph(one: Stop): Promise<void> {
  const begun = performance.now()
  let sign = await one.go(people)
  findings.push(...(await refused(one)))
  if (!wanted(one)) return
  const { app, page } = people[one.who]
  try {
    for (const [i, worn] of looks.entries()) {
      if (one.passes && i > 0) {
        await wear(app, page, walking)
        sign = await one.go(people)
      }
      findings.push(...(await take(out, { place: one.place, look: worn, app, page, sign })))
    }
  } finally {
    await wear(app, page, walking)
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
async function tell(language: string, catalogue: Catalogue): Promise<void> {
  looks = asked.filter(one => languageOf(one) === language)
  if (looks.length === 0) return
  walking = walkingIn(language)
  console.log(`${looks.join(', ')}:`)
  readIn(catalogue)
  people = gather(language)
  try {
    // One chapter stands on the people of the one before.
    for (const chapter of CHAPTERS.slice(0, last + 1)) await walk(chapter)
  } finally {
    for (const who of NAMES) if (people[who].isHere) await people[who].kill()
    tidy(people)
  }
}

try {
  for (const [language, catalogue] of Object.entries(CATALOGUES)) await tell(language, catalogue)
} finally {
  leaveNothing()
}

writeIndex(out, places, ALL_LOOKS as readonly Look[], findings)
for (const { place, why } of unreached) console.log(`Not reached: ${place} (${why}).`)
for (const { place, look: worn, what } of findings) console.log(`${place}, ${worn}: ${what}`)
console.log(
  unreached.length + findings.length === 0
    ? 'Every place was reached, none scrolls sideways, axe-core finds nothing, and no policy was broken.'
    : `${unreached.length} places were not reached, ${findings.length} things are to be mended.`,
)
console.log('The pictures are in out/screens/index.html.')
process.exit(unreached.length + findings.length === 0 ? 0 : 1)
