/**
 * All places for somebody who sees little, moves little, or sees them by ear: axe-core finds nothing in light and in dark,
 * nothing moves where less motion is wanted, nothing is coloured where the system's colours are, no place breaks the
 * page's own policy. `npm run screens` does the same in every look, with pictures.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { dayOf } from '../../src/shared/locales/days.ts'
import { de } from '../../src/shared/locales/de.ts'
import { en } from '../../src/shared/locales/en.ts'
import { answerDialogs } from '../drive/dialogs.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { INNER, visit } from '../drive/places.ts'
import { closeWindow } from '../drive/window.ts'
import { readIn, words, wordsBefore } from '../drive/words.ts'
import { barriers } from '../screens/axe.ts'
import { crowded } from '../screens/crowded.ts'
import { keepJournal, keepJump, keepThird, PASSPHRASE } from '../screens/journal.ts'
import { sideways } from '../screens/picture.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

afterEach(() => {
  readIn(en)
  found = []
})

/** From now on the page keeps what its policy refused, and what it refused since it was loaded. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const refused: string[] = []
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    )
    const before = new ReportingObserver(
      reports => {
        for (const { body } of reports) refused.push(`before: ${JSON.stringify(body)}`)
      },
      { types: ['csp-violation'], buffered: true },
    )
    before.observe()
    before.disconnect()
    Object.assign(window, { refused })
  })
const refused = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { refused: string[] }).refused)

/** Runs in the page: everything that would move, with how long, in seconds. */
function moving(): string[] {
  const seconds = (list: string): number => Math.max(...list.split(',').map(one => Number.parseFloat(one)))
  return [...document.querySelectorAll('*')].flatMap(one =>
    [undefined, '::before', '::after'].flatMap(part => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(one, part)
      const animated = animationName === 'none' ? 0 : seconds(animationDuration)
      const most = Math.max(seconds(transitionDuration), animated)
      return most > 0 ? [`${one.tagName}.${one.className} ${part ?? ''} ${most} s`] : []
    }),
  )
}

/** Runs in the page: words in a colour that is none of the system's. */
function coloured(): string[] {
  const SYSTEM =
    'Canvas CanvasText LinkText VisitedText ActiveText ButtonFace ButtonText ButtonBorder Field FieldText Highlight HighlightText GrayText Mark MarkText SelectedItem SelectedItemText AccentColor AccentColorText'
  const probe = document.createElement('span')
  probe.style.forcedColorAdjust = 'none'
  document.body.append(probe)
  const allowed = new Set(
    SYSTEM.split(' ').map(name => {
      probe.style.color = name
      return getComputedStyle(probe).color
    }),
  )
  probe.remove()
  return [...document.querySelectorAll('body *')].flatMap(one => {
    const says = [...one.childNodes].some(node => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== '')
    const { color } = getComputedStyle(one)
    return says && !allowed.has(color) ? [`${one.tagName} “${one.textContent?.slice(0, 30)}” ${color}`] : []
  })
}

/** Runs in the page: another theme of the settings. Answers the one of before. */
function worn(theme: string | undefined): string | undefined {
  const root = document.documentElement
  const before = root.dataset['theme']
  if (theme === undefined) delete root.dataset['theme']
  else root.dataset['theme'] = theme
  return before
}

/** Runs in the page: what is wrong with its headings for whoever goes from one to the next. */
function headings(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>('h1, h2, h3, h4')].filter(one =>
    one.checkVisibility(),
  )
  const levels = shown.map(one => Number(one.tagName.slice(1)))
  const first = levels.filter(level => level === 1).length
  return [
    ...(first === 1 ? [] : [`${first} headings of level 1`]),
    ...levels.flatMap((level, i) =>
      level > (levels[i - 1] ?? 0) + 1 ? [`a level is left out before “${shown[i]?.textContent}”`] : [],
    ),
  ]
}

let found: string[] = []
async function look(name: string, { page }: Person): Promise<void> {
  found.push(...(await barriers(page)).map(what => `${name}, light: ${what}`))
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await barriers(page, ['color-contrast'])).map(what => `${name}, dark: ${what}`))
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  found.push(...(await page.evaluate(coloured)).map(what => `${name}, forced: ${what}`))
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
  found.push(...(await page.evaluate(moving)).map(what => `${name}, still: ${what}`))
  // At once: a colour that is still on its way is none of the theme's.
  for (const theme of ['contrast', 'contrast-dark']) {
    const own = await page.evaluate(worn, theme)
    found.push(...(await barriers(page, ['color-contrast'])).map(what => `${name}, ${theme}: ${what}`))
    await page.evaluate(worn, own)
  }
  await page.emulateMedia({ reducedMotion: null })
  for (const measure of [sideways, crowded])
    found.push(...(await page.evaluate(measure)).map(what => `${name}: ${what}`))
}

/** From the settings: a filled list, the questions it asks, the inside of a backup, moving; closing. Back in the settings. */
async function backups(ana: Person): Promise<void> {
  const { page } = ana
  const press = (key: Parameters<typeof wordsBefore>[0]) =>
    page
      .getByRole('button', { name: wordsBefore(key) })
      .first()
      .click()
  const back = () =>
    page
      .getByRole('main')
      .getByRole('link', { name: words('places.back'), exact: true })
      .click()
  const dialog = page.getByRole('dialog')
  const leave = async () => {
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  const stick = mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  try {
    await answerDialogs(ana, stick)
    await ana.button(words('backups.choose')).click()
    await ana.button(words('backups.make')).click()
    await page.getByRole('list', { name: words('backups.list') }).waitFor({ timeout: 60_000 })
    await look('backups', ana)
    for (const key of ['backups.try.label', 'backups.restore.label'] as const) {
      await press(key)
      await dialog.waitFor()
      await look(key, ana)
      await leave()
    }
    await press('backups.look.label')
    await page
      .getByRole('button', { name: wordsBefore('backup.read.label') })
      .first()
      .waitFor()
    await look('inside a backup', ana)
    await press('backup.read.label')
    await dialog.waitFor()
    await look('reading in a backup', ana)
    await leave()
    await back()
    await page.getByRole('link', { name: words('moving.title') }).click()
    await page.getByRole('heading', { name: words('moving.title'), level: 1 }).waitFor()
    await look('moving', ana)
    await back()
    await closeWindow(ana)
    await dialog.waitFor()
    await look('closing', ana)
    await leave()
  } finally {
    rmSync(stick, { recursive: true, force: true })
  }
}

it('puts no barrier in any place, moves nothing against a wish, and keeps to the policy of the page', async () => {
  const { person: ben } = await somebody()
  await ben.sitDown()
  await listen(ben.page)
  await ben.button(words('first.begin')).waitFor()
  await look('first run', ben)
  await ben.button(words('openbackup.title')).click()
  await ben.page.getByRole('heading', { name: words('openbackup.title'), level: 1 }).waitFor()
  await look('open a backup', ben)
  await ben.button(words('create.back')).click()
  await ben.button(words('first.begin')).waitFor()
  for (const key of ['first.begin', 'first.next', 'first.next'] as const) {
    await ben.button(words(key)).click()
    await look(`after ${key}`, ben)
  }
  expect(await refused(ben.page)).toEqual([])
  await ben.getUp()

  const { person: ana, profile } = await somebody()
  await keepJournal(profile, dayOf(Date.now()), 40)
  await keepJump(profile)
  await ana.sitDown()
  await listen(ana.page)
  await ana.field(words('cover.passphrase')).waitFor()
  await look('cover', ana)
  await ana.unlock(PASSPHRASE)
  await ana.button(words('date.yes')).waitFor()
  await look('the date', ana)
  await ana.button(words('date.yes')).click()
  await ana.write('The kettle clicked at four.', false)
  await look('today', ana)
  const earlier = async (sheet: Locator, name: string) => {
    await sheet.click()
    await ana.page.keyboard.press('Control+Shift+e')
    await ana.page.getByRole('heading', { name: words('earlier.title'), level: 1 }).waitFor()
    await look(name, ana)
    await ana.page.goBack()
    await sheet.waitFor()
  }
  await earlier(ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).first(), 'earlier')
  await ana.write('A line to throw away.', true)
  await ana.button(words('today.bin.label', { n: 2 })).click()

  const to = (key: Parameters<typeof words>[0]) =>
    ana.page
      .getByRole('link', { name: words(key), exact: true })
      .or(ana.button(words(key)))
      .first()
  const level1 = () => ana.page.getByRole('heading', { level: 1 }).waitFor()
  for (const key of ['timeline.search', 'timeline.bin', 'timeline.all', 'timeline.calendar'] as const) {
    await ana.go('places.journal')
    await to(key).click()
    await level1()
    await look(key, ana)
    if (key !== 'timeline.bin') continue
    const erase = ana.page.getByRole('button', { name: wordsBefore('bin.erase.label') })
    await erase.first().click()
    await ana.page.getByRole('alertdialog').waitFor()
    await look('erasing from the bin', ana)
    await ana.page.keyboard.press('Escape')
  }
  await ana.search('kettle')
  await look('found', ana)

  await ana.go('places.circles')
  await look('circles', ana)
  await to('circles.join').click()
  await ana.button(words('join.go')).click()
  await look('join', ana)
  await ana.go('places.circles')
  await to('own.title').click()
  await ana.button(words('own.go')).waitFor()
  await look('own', ana)
  await ana.foundCircle('Thursday table', 'Juniper')
  await look('circle', ana)
  await to('circle.people.look').click()
  await ana.page.getByRole('heading', { name: words('people.title') }).waitFor()
  await look('people', ana)
  await ana.openCircle('Thursday table')
  await to('circle.invite').click()
  await ana.page.getByLabel(words('invite.code'), { exact: true }).waitFor()
  await look('invite', ana)
  await to('invite.done').click()
  await to('circle.write').click()
  await ana.note.waitFor()
  await look('note', ana)
  await earlier(ana.note, 'earlier words of a note')

  await ana.go('places.settings')
  await ana.page.getByRole('heading', { name: words('settings.about') }).waitFor()
  await look('settings', ana)
  await backups(ana)
  await ana.button(words('help.open')).first().click()
  await ana.page.getByRole('dialog').waitFor()
  await look('help', ana)
  await ana.page.keyboard.press('Escape')
  await ana.page.keyboard.press('Control+j')
  await ana.field(words('low.field')).waitFor()
  await look('one word', ana)
  expect(await refused(ana.page)).toEqual([])
  await ana.button(words('low.whole')).click()
  await ana.lock()
  await listen(ana.page)
  await ana.tryPassphrase('lamplight and snow')
  await look('cover, wrong', ana)
  expect(await refused(ana.page)).toEqual([])
  expect(found).toEqual([])
})

it('puts no barrier in any place of a circle, begins each at its heading, and goes back and forward among them', async () => {
  const [{ person: ana, profile }, { person: ben }] = [
    await somebody(undefined, '--kdf=test'),
    await somebody(undefined, '--kdf=test'),
  ]
  for (const person of [ana, ben]) {
    await person.sitDown()
    await person.makeVault(PASSPHRASE)
  }
  // Ben is no host: he comes to every one of them.
  await meet(ana, [ben], 'Thursday table', ['Juniper', 'Moss'])
  // A circle can go on without its host from three people on.
  await ana.getUp()
  await keepThird(profile, 'Fern')
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await expect.poll(() => ben.members(), { timeout: 60_000 }).toContain('Fern')
  await listen(ben.page)
  const hands = new Hands(ben.page)
  const title = () => ben.page.evaluate(() => document.querySelector('h1')?.textContent)
  for (const inner of INNER) {
    await ben.openCircle('Thursday table')
    await visit(inner, ben, 'Thursday table')
    const name = words(inner.title)
    await expect.poll(() => hands.at(), { message: inner.at }).toBe(`h1 “${name}”`)
    found.push(...(await ben.page.evaluate(headings)).map(what => `${inner.at}: ${what}`))
    await look(inner.at, ben)
    await ben.page.goBack()
    await expect.poll(title, { message: `back from ${inner.at}` }).not.toBe(name)
    await expect.poll(() => hands.at(), { message: `back from ${inner.at}` }).not.toBe('nothing')
    await ben.page.goForward()
    await expect.poll(() => hands.at(), { message: `forward to ${inner.at}` }).toBe(`h1 “${name}”`)
  }
  expect(await refused(ben.page)).toEqual([])
  expect(found).toEqual([])
  // What is planted is found.
  await ben.page.evaluate(() => document.querySelector('main')?.append(document.createElement('h4')))
  await ben.page.evaluate(() => document.querySelector('main h4')?.append('Too deep'))
  expect(await ben.page.evaluate(headings)).toEqual(['a level is left out before “Too deep”'])
}, 300_000)

it('shows a line that one writes on as such where the system draws', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  for (const key of ['first.begin', 'first.next', 'first.next'] as const) await ana.button(words(key)).click()
  await ana.page.emulateMedia({ forcedColors: 'active' })
  const outline = (field: Locator): Promise<string> =>
    field.evaluate(one => getComputedStyle(one.parentElement ?? one).outlineStyle)
  await ana.field(words('create.passphrase')).focus()
  expect(await outline(ana.field(words('create.passphrase')))).toBe('solid')
  expect(await outline(ana.field(words('create.again')))).toBe('none')
})

it('rings what Tab comes to, and not the heading that it goes to by itself, in forced colours too', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  const hands = new Hands(ana.page)
  const here = () =>
    ana.page.evaluate(() => {
      const one = document.activeElement ?? document.body
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return [one.tagName, one.matches(':focus-visible'), outlineStyle === 'none' ? 'no ring' : outlineWidth]
    })
  const ways = [
    ['none', 'first.begin', 'first.not.title'],
    ['active', 'first.next', 'first.look.title'],
  ] as const
  for (const [forcedColors, way, title] of ways) {
    await ana.page.emulateMedia({ forcedColors })
    await hands.take(ana.button(words(way)))
    await expect.poll(() => ana.page.evaluate(() => document.activeElement?.textContent)).toBe(words(title))
    expect(await here()).toEqual(['H1', true, 'no ring'])
    await hands.walkTo(ana.button(words('first.next')))
    expect(await here()).toEqual(['BUTTON', true, '3px'])
  }
})

it('shows what was found in a window that is only a few lines high', async () => {
  const { person: ana, profile } = await somebody()
  await keepJournal(profile, dayOf(Date.now()))
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.page.getByRole('link', { name: words('timeline.search') }).click()
  const field = ana.page.getByRole('searchbox', { name: words('search.field') })
  await field.waitFor()
  // What 400 % leaves of a window of 1280 × 1024.
  const window = await ana.app.browserWindow(ana.page)
  await window.evaluate(one => {
    one.setMinimumSize(200, 200)
    one.setContentSize(320, 256)
  })
  await ana.page.waitForFunction(() => innerWidth === 320 && innerHeight === 256)
  await field.fill('the')
  const first = ana.page
    .getByRole('list', { name: words('search.results') })
    .getByRole('link')
    .first()
  await first.waitFor()
  /** Of the line one types on, and of the first day that was found: whether all of it is in sight. */
  const inSight = async () =>
    Promise.all(
      [field, first].map(async one => {
        const box = await one.boundingBox()
        return box !== null && box.y >= 0 && box.y + box.height <= 256
      }),
    )
  await expect.poll(inSight, { timeout: 20_000 }).toEqual([true, true])
})

it('finds what is planted: a barrier, a movement, a colour, words beyond the edge, a breach of the policy', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  const { page } = ana
  await listen(page)
  await ana.button(words('first.begin')).waitFor()
  expect(await barriers(page)).toEqual([])
  expect((await page.evaluate(moving)).length).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await page.evaluate(moving)).toEqual([])
  await page.evaluate(() => {
    const planted = document.createElement('div')
    const [button, faint] = [document.createElement('button'), document.createElement('p')]
    faint.textContent = 'Hard to read'
    Object.assign(faint.style, { color: '#ddd', background: '#fff', width: '3000px', transition: 'color 1s' })
    planted.append(button, faint)
    document.querySelector('main')?.append(planted)
    new Image().src = 'https://example.invalid/one.png'
  })
  const barred = (await barriers(page)).join()
  expect(barred).toContain('button-name')
  expect(barred).toContain('color-contrast')
  expect((await barriers(page, ['color-contrast'])).join()).toMatch(/^color-contrast/)
  expect((await page.evaluate(moving)).join()).toContain('1 s')
  expect((await page.evaluate(sideways)).join()).toContain('Hard to read')
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await page.evaluate(coloured)).toEqual([])
  await page.evaluate(() => {
    const faint = [...document.querySelectorAll('p')].find(
      ({ textContent }) => textContent === 'Hard to read',
    )
    if (faint) faint.style.forcedColorAdjust = 'none'
  })
  expect((await page.evaluate(coloured)).join()).toContain('Hard to read')
  // Said as it happens, and again to whoever asks later.
  await listen(page)
  expect(new Set(await refused(page)).size).toBeGreaterThan(0)
})

it('finds what lies over something else, is cut in its box, runs out of it, or is parted within a word', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  const { page } = ana
  await ana.button(words('first.begin')).waitFor()
  expect(await page.evaluate(crowded)).toEqual([])
  /** Into the page: so many of an element as there are sentences, and how they are drawn. */
  const plant = (kind: string, says: readonly string[], style: string): Promise<void> =>
    page.evaluate(
      ({ kind, says, style }) => {
        document.querySelector('#planted')?.remove()
        const planted = document.createElement('div')
        planted.id = 'planted'
        for (const sentence of says) {
          const [tag = '', name = ''] = kind.split('.')
          const one = document.createElement(tag)
          one.className = name
          one.textContent = sentence
          planted.append(one)
        }
        document.querySelector('main')?.append(planted)
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`#planted ${style}`)
        document.adoptedStyleSheets = [sheet]
      },
      { kind, says, style },
    )
  const faults = [
    [
      'p',
      ['Read me', 'And me'],
      'p + p { margin-top: -1.2em }',
      'one lies over the other: p “Read me” and p “And',
    ],
    ['button', ['Yes', 'No'], 'button + button { margin-left: -12px }', 'one lies over the other: button'],
    [
      'p',
      ['Read to the end'],
      'p { width: 4em; overflow: hidden; white-space: nowrap }',
      'cut off in its box: p “Read',
    ],
    ['p', ['Read me'], 'p { height: 0.8em; overflow: hidden }', 'cut off in its box: p “Read'],
    ['button', ['A long name'], 'button { width: 5em; white-space: nowrap }', 'run out of it: button'],
    ['p', ['Monday'], 'p { width: 3em; overflow-wrap: anywhere }', 'parted: “Monday” in p'],
  ] as const
  for (const [kind, says, style, what] of faults) {
    await plant(kind, says, style)
    expect((await page.evaluate(crowded)).join(), style).toContain(what)
  }
  // An excerpt ends on purpose; what is said to a screen reader alone lies nowhere.
  const excerpt =
    'display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden'
  for (const [kind, style] of [
    ['p', `p { width: 6em; ${excerpt} }`],
    ['p.unseen', 'p { width: 6em }'],
  ] as const) {
    await plant(kind, ['Read me and so on, line after line, to the end'], style)
    expect(await page.evaluate(crowded), style).toEqual([])
  }
})

it('speaks German once it is chosen, and reads from the right in a language that does', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.page.getByRole('button', { name: 'Deutsch' }).click()
  readIn(de)
  await ana.button(words('first.begin')).waitFor()
  const labels = await ana.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.flatMap(one => one.submenu?.items.map(({ label }) => label) ?? []),
  )
  expect(labels).toContain('Kinfold beenden')
  await ana.getUp()
  await ana.sitDown()
  expect(words('first.begin')).toBe('Anfangen')
  await ana.button(words('first.begin')).waitFor()
  expect(await ana.page.evaluate(() => document.documentElement.lang)).toBe('de')
  await ana.page.getByRole('button', { name: 'English' }).click()
  readIn(en)
  await ana.makeVault(PASSPHRASE)
  expect(await ana.page.evaluate(() => document.documentElement.dir)).toBe('ltr')
  await ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).waitFor()
})
