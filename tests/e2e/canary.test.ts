/**
 * Nothing readable anywhere: canary words go in at every place where words go in, the program is hidden, locked, crashed
 * room by room and killed, and then every byte is read that it may have left: the profile, its own temporary folder, and
 * the caches and settings of a home of its own.
 */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { answerDialogs } from '../drive/dialogs.ts'
import { vaultProcess } from '../drive/faults.ts'
import { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { type Hit, lookFor } from '../scan.ts'
import { PROGRAM } from './home.ts'

const PASSPHRASE = 'larkspurhollow under rain'
const CANARY = {
  entry: 'zephyrinewort',
  earlier: 'mulberrywick',
  binned: 'tansycroft',
  title: 'oleanderknoll',
  note: 'sorrelbanks',
  search: 'marigoldquay',
  circle: 'juniperfold',
  own: 'heatherwyke',
  draft: 'bramblemere',
  half: 'pennywortlane',
  typed: 'yarrowgatehill',
  passphrase: 'larkspurhollow',
} as const
/** Any eight letters of any of them: all are words that neither Chromium nor the program has, so there is no control. */
const SEARCHED = lookFor({ texts: Object.values(CANARY), window: 8 })

const places: string[] = []
const people: Person[] = []
afterEach(async () => {
  const faults: string[] = []
  for (const person of people.splice(0)) {
    if (person.isHere) await person.kill()
    faults.push(...person.faults)
  }
  for (const place of places.splice(0)) fs.rmSync(place, { recursive: true, force: true })
  expect(faults).toEqual([])
})

/** A computer of a test's own: home, temporary folder, profile, and a stick for backups. */
async function computer() {
  const place = fs.mkdtempSync(join(tmpdir(), 'kinfold-canary-'))
  places.push(place)
  const at = (name: string): string => join(place, name)
  for (const name of ['home', 'tmp', 'profile', 'stick', 'run']) fs.mkdirSync(at(name), { mode: 0o700 })
  const person = new Person({
    electron: await electronPath(),
    program: PROGRAM,
    profile: at('profile'),
    args: ['--kinfold-interfaces=loopback'],
    env: {
      HOME: at('home'),
      TMPDIR: at('tmp'),
      XDG_CONFIG_HOME: at('home/.config'),
      XDG_CACHE_HOME: at('home/.cache'),
      XDG_DATA_HOME: at('home/.local/share'),
      XDG_RUNTIME_DIR: at('run'),
    },
  })
  people.push(person)
  return { person, place, profile: at('profile'), stick: at('stick') }
}

/** What Chromium, SQLite and the desktop may leave in the folders of the whole computer, since `begun`. */
function leftOnTheComputer(begun: number): Hit[] {
  const ours = /^(\.?org\.chromium|\.?com\.google|etilqs|GPUCache|Crashpad|\.X|dbus-|core)/
  return [...new Set(['/tmp', '/var/tmp', '/dev/shm'])].flatMap(folder => {
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : []
    return names
      .filter(name => ours.test(name))
      .flatMap(name => {
        const stat = fs.lstatSync(join(folder, name), { throwIfNoEntry: false })
        if (!stat || stat.mtimeMs < begun) return []
        return stat.isDirectory() || stat.isFile() ? SEARCHED.find(join(folder, name)) : []
      })
  })
}

const children = (pid: number): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .flatMap(line => {
      const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
      return parent === pid ? [child] : []
    })

it('leaves no word of a person’s anywhere: open, hidden, locked, crashed and killed', async () => {
  const begun = Date.now()
  const { person: ana, place, profile, stick } = await computer()
  const nothing = (when: string): void =>
    expect([when, [...SEARCHED.find(place), ...leftOnTheComputer(begun)]]).toEqual([when, []])
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)

  // Words go in.
  await ana.write(`A ${CANARY.earlier} at first`, false)
  await ana.write(`Then ${CANARY.entry} ${CANARY.entry} ${'and rain '.repeat(3000)}`, true)
  await ana.write(`Away with ${CANARY.binned}`, true)
  await ana.page
    .getByRole('button', { name: wordsBefore('today.bin.label') })
    .last()
    .click()
  await ana.page.getByText(words('today.binned')).waitFor()
  expect((await ana.search(CANARY.entry)).join()).toContain(CANARY.entry)
  await ana.page.getByRole('searchbox', { name: words('search.field') }).fill(CANARY.search)
  await ana.page.getByRole('status').getByText(words('search.none')).waitFor({ state: 'attached' })
  // What was found is left and come back to, a form is left half full, and so is a word.
  await ana.search(CANARY.entry)
  await ana.page.locator('[data-hit]').getByRole('link').first().click()
  await ana.page
    .getByRole('textbox', { name: wordsBefore('today.entry') })
    .last()
    .waitFor()
  await ana.page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => ana.page.getByRole('searchbox').inputValue()).toBe(CANARY.entry)
  await ana.go('places.circles')
  await ana.button(words('circles.join')).click()
  await ana.field(words('join.own')).fill(CANARY.typed)
  await ana.page.keyboard.press('Alt+ArrowLeft')
  await ana.page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => ana.field(words('join.own')).inputValue()).toBe(CANARY.typed)
  await ana.page.keyboard.press('Control+j')
  await ana.field(words('low.field')).fill(CANARY.half)
  await ana.button(words('low.whole')).click()
  await ana.foundCircle(CANARY.circle, CANARY.own)
  await ana.beginNote(CANARY.title)
  await ana.writeNote(`We read ${CANARY.note} together`)
  nothing('while it is open')

  // Printing, backing up, and changing one's mind.
  const pages = await ana.app.evaluate(async ({ BrowserWindow }) => {
    const face = BrowserWindow.getAllWindows().find(one => one.webContents.getURL().includes('kinfold/face'))
    return (await face?.webContents.printToPDF({}))?.length ?? 0
  })
  expect(pages).toBeGreaterThan(1000)
  await ana.go('places.settings')
  await answerDialogs(ana, stick)
  await ana.button(words('backups.choose')).click()
  await ana.page.getByText(words('backups.chosen')).waitFor()
  await ana.button(words('backups.make')).click()
  await expect
    .poll(() => fs.readdirSync(stick).filter(name => !name.endsWith('.new')).length, { timeout: 60_000 })
    .toBe(1)
  await answerDialogs(ana, undefined)
  await ana.button(words('backups.another')).click()
  nothing('printed, backed up, cancelled')

  // Out of sight and back, and a draft under way when it locks.
  await ana.page.keyboard.press('Control+Shift+H')
  await new Promise(resolve => setTimeout(resolve, 1000))
  await ana.app.evaluate(({ app }) => void app.emit('second-instance', {}, []))
  await ana.go('places.journal')
  await ana.typeToday(` and a ${CANARY.draft} under way`)
  await ana.lock()
  nothing('locked')

  // The one exception, by its name: how the window looks, and nothing else.
  await ana.unlock(PASSPHRASE)
  await ana.go('places.settings')
  await ana.page
    .getByRole('radio', { name: words('settings.theme.dark') })
    .evaluate(element => (element.closest('label') ?? (element as HTMLElement)).click())
  await expect.poll(() => fs.existsSync(join(profile, 'look.json'))).toBe(true)
  expect(fs.readFileSync(join(profile, 'look.json'), 'utf8')).toBe('{"theme":"dark"}')

  // Each room falls.
  const faces = () =>
    ana.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter(one => one.webContents.getURL().startsWith('app://kinfold'))
        .map(one => one.webContents.getOSProcessId()),
    )
  await ana.go('places.journal')
  await ana.page.getByText(CANARY.entry).first().waitFor()
  const [face = 0] = await faces()
  const { page } = ana
  process.kill(face, 'SIGSEGV')
  await expect.poll(async () => (await faces()).every(pid => pid !== face && pid > 0)).toBe(true)
  if (!page.isClosed()) await page.waitForEvent('close')
  await ana.look()
  // The vault did not fall: a new page stands where the old one was.
  await ana.page.getByText(CANARY.entry).first().waitFor()
  process.kill(await vaultProcess(ana, children), 'SIGABRT')
  await ana.page.getByText(words('cover.gone')).waitFor()
  nothing('a page and a vault that fell')
  await ana.unlock(PASSPHRASE)
  await ana.typeToday(` once more ${CANARY.draft}`)
  await ana.kill()
  nothing('killed')

  // The search finds what is there to be found: a part of it in a file, a file's name, and another's clothes.
  fs.writeFileSync(join(place, 'tmp', 'planted'), Buffer.from(`x ${CANARY.entry.slice(2)} x`, 'utf16le'))
  fs.writeFileSync(join(profile, `${CANARY.circle}.log`), '')
  const planted = SEARCHED.find(place).map(({ file, form }) => `${file.slice(place.length + 1)} ${form}`)
  expect(planted).toEqual(
    expect.arrayContaining(['tmp/planted utf-16le', `profile/${CANARY.circle}.log name, utf-8`]),
  )
  fs.rmSync(join(place, 'tmp', 'planted'))
  fs.rmSync(join(profile, `${CANARY.circle}.log`))

  // And all of it is there for the person.
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search(CANARY.draft)).join()).toContain(CANARY.draft)
  await ana.getUp()
  nothing('after the last goodbye')
  // What the program itself wrote in that home is known by name and holds nothing of hers.
  expect(fs.readdirSync(profile).sort()).toContain('vault')
}, 300_000)
