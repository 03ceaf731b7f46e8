/** Hiding, locking by itself, erasing, and the one file outside the vault: through the window, as a person meets them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { findWords } from '../scan.ts'
import { newProfile, PROGRAM, somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const windows = (person: Person) =>
  person.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter(window => window.webContents.getURL().startsWith('app://kinfold'))
      .map(window => ({
        title: window.getTitle(),
        seen: window.isVisible() && !window.isMinimized(),
        pid: window.webContents.getOSProcessId(),
      })),
  )
const isDrawn = (person: Person) =>
  person.page.evaluate(() => getComputedStyle(document.body).visibility === 'visible')

/** The page that was there is gone; what is on the screen now. */
async function lookAnew(person: Person): Promise<void> {
  const { page } = person
  if (!page.isClosed()) await page.waitForEvent('close')
  await person.look()
}

/** A second start on the same profile: it steps back, and the first one comes to the front. */
async function startAgain(profile: string): Promise<void> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  execFileSync(await electronPath(), [PROGRAM, ...root, `--user-data-dir=${profile}`], {
    stdio: 'ignore',
    timeout: 30_000,
  })
}
async function chosen(person: Person, group: string, choice: string): Promise<void> {
  await person.go('places.settings')
  const radio = person.page
    .getByRole('radiogroup', { name: group })
    .getByRole('radio', { name: choice, exact: true })
  await radio.evaluate(element => (element.closest('label') ?? (element as HTMLElement)).click())
  await expect.poll(() => radio.isChecked()).toBe(true)
}

it('is hidden at one key, under a name that says nothing, and back as it was for half a minute', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.', false)
  const [before] = await windows(ana)
  await ana.page.keyboard.press('Control+Shift+H')
  await expect.poll(async () => (await windows(ana))[0]?.seen).toBe(false)
  expect((await windows(ana)).map(({ title }) => title)).toEqual([words('window.hidden')])
  expect(await isDrawn(ana)).toBe(false)

  await startAgain(profile)
  await expect.poll(() => windows(ana)).toEqual([{ title: 'Kinfold', seen: true, pid: before?.pid }])
  await expect.poll(() => isDrawn(ana)).toBe(true)
  await ana.page.getByText('The kettle clicked at four.').first().waitFor()

  // The menu's own key, and this time nobody comes back soon.
  await ana.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('hide')?.click())
  await expect.poll(async () => (await windows(ana))[0]?.seen).toBe(false)
  const hidden = performance.now()
  await expect
    .poll(async () => (await windows(ana))[0]?.pid !== before?.pid, { timeout: 45_000, interval: 250 })
    .toBe(true)
  expect(performance.now() - hidden).toBeGreaterThan(28_000)
  await sleep(1500)
  // Locked out of sight: nothing came to the screen by itself.
  expect(await windows(ana)).toMatchObject([{ title: words('window.hidden'), seen: false }])
  await startAgain(profile)
  await expect.poll(() => windows(ana)).toMatchObject([{ title: 'Kinfold', seen: true }])
  await lookAnew(ana)
  await ana.unlock(PASSPHRASE)
  await ana.page.getByText('The kettle clicked at four.').first().waitFor()
  await ana.getUp()
}, 180_000)

it('locks when nobody touches it, keeps the sentence under way, and takes back what it copied', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await chosen(ana, words('locking.after'), 'After 1 minute')
  await ana.go('places.journal')
  await ana.button(words('help.open')).first().click()
  await ana.page.getByRole('button', { name: 'Copy 988' }).click()
  const clipboard = () => ana.app.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(clipboard).toContain('988')
  await ana.page.keyboard.press('Escape')

  // For more than a minute the pointer moves now and then: it stays open.
  const [before] = await windows(ana)
  for (let n = 0; n < 3; n++) {
    await sleep(23_000)
    await ana.page.mouse.move(300 + n, 300)
  }
  expect(await windows(ana)).toEqual([before])
  expect(await clipboard()).toBe('')

  await ana.typeToday('In the middle of a')
  const typed = performance.now()
  await expect
    .poll(async () => (await windows(ana))[0]?.pid !== before?.pid, { timeout: 80_000, interval: 250 })
    .toBe(true)
  expect(performance.now() - typed).toBeGreaterThan(55_000)
  await lookAnew(ana)
  await ana.page.getByText(words('cover.offline')).waitFor()
  expect(findWords(profile, ['middle of a'])).toEqual([])
  await ana.unlock(PASSPHRASE)
  await ana.page.getByText('In the middle of a').first().waitFor()
  await ana.getUp()
}, 300_000)

it('locks nobody out who listens to a recording', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await chosen(ana, words('locking.after'), 'After 1 minute')
  await ana.go('places.journal')
  await ana.typeToday('The tide, as it sounded.')
  await ana.page
    .getByRole('textbox', { name: wordsBefore('today.entry') })
    .last()
    .evaluate(element => {
      // 90 seconds of eight-bit silence.
      const size = 90 * 8000
      const bytes = new Uint8Array(44 + size).fill(128)
      const head = new DataView(bytes.buffer)
      const text = (at: number, signs: string) =>
        [...signs].forEach((sign, i) => {
          head.setUint8(at + i, sign.charCodeAt(0))
        })
      text(0, 'RIFF')
      text(8, 'WAVEfmt ')
      text(36, 'data')
      for (const [at, value] of [
        [4, 36 + size],
        [16, 16],
        [24, 8000],
        [28, 8000],
        [40, size],
      ] as const)
        head.setUint32(at, value, true)
      for (const [at, value] of [
        [20, 1],
        [22, 1],
        [32, 1],
        [34, 8],
      ] as const)
        head.setUint16(at, value, true)
      const bag = new DataTransfer()
      bag.items.add(new File([bytes], 'tide.wav', { type: 'audio/wav' }))
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: bag, bubbles: true, cancelable: true }),
      )
    })
  await ana.page
    .getByRole('button', { name: words('attached.listen.label').replace('{name}', 'tide.wav') })
    .click()
  await expect
    .poll(() => ana.page.evaluate(() => document.querySelector('audio')?.paused ?? true))
    .toBe(false)
  const [before] = await windows(ana)
  await sleep(72_000)
  expect(await windows(ana)).toEqual([before])
  await ana.getUp()
}, 180_000)

it('leaves nothing that was marked for the middle button of the mouse, once it is hidden or locked', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.typeToday('Zephyrine stood on the quay')
  const selection = () =>
    ana.app.evaluate(({ clipboard }) => {
      const board = clipboard as unknown as { selection?: typeof clipboard; readText(which: string): string }
      return board.selection ? board.selection.readText() : board.readText('selection')
    })
  const mark = async () => {
    await ana.page.getByText('Zephyrine stood').first().click()
    await ana.page.getByText('Zephyrine stood').first().click({ clickCount: 3 })
    await expect.poll(selection).toContain('Zephyrine')
  }
  await mark()
  await ana.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('hide')?.click())
  await expect.poll(selection).toBe('')
  await ana.app.evaluate(({ app }) => void app.emit('second-instance', {}, []))
  await expect.poll(() => isDrawn(ana)).toBe(true)
  await mark()
  await ana.lock()
  expect(await selection()).toBe('')
  await ana.getUp()
})

it('asks the system to stay out of screenshots when a person wants that: open, closed and open again', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.app.evaluate(({ BrowserWindow }) => {
    const asked: boolean[] = []
    Object.assign(globalThis, { asked })
    BrowserWindow.prototype.setContentProtection = (on: boolean) => void asked.push(on)
  })
  const asked = () => ana.app.evaluate(() => (globalThis as unknown as { asked: boolean[] }).asked)
  await ana.makeVault(PASSPHRASE)
  expect(await asked()).toEqual([false])
  await ana.go('places.settings')
  await ana.page.getByText(words('locking.shield')).click()
  await expect.poll(asked).toEqual([false, true])
  await ana.lock()
  // The closed cover: a passphrase that is shown, or words from paper, would be in the picture.
  expect(await asked()).toEqual([false, true, true])
  await ana.unlock(PASSPHRASE)
  await expect.poll(asked).toEqual([false, true, true, true])
  await ana.getUp()
})

it('keeps theme, text size and movement in one file of its own, which is gone when they are taken back', async () => {
  const { person: ana, profile } = await somebody()
  const file = join(profile, 'look.json')
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  expect(existsSync(file)).toBe(false)
  await chosen(ana, words('settings.theme'), words('settings.theme.dark'))
  await chosen(ana, words('settings.text'), '115%')
  const moves = () =>
    ana.page.evaluate(
      () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--move')) > 0,
    )
  expect(await moves()).toBe(true)
  await chosen(ana, words('settings.motion'), words('settings.motion.still'))
  expect(await moves()).toBe(false)
  await expect
    .poll(() => existsSync(file) && readFileSync(file, 'utf8'))
    .toBe('{"theme":"dark","text":115,"motion":"still"}')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await ana.getUp()

  await ana.sitDown()
  const worn = () =>
    ana.page.evaluate(() => [
      document.documentElement.dataset['theme'],
      document.documentElement.style.fontSize,
    ])
  expect(await worn()).toEqual(['dark', '115%'])
  // On the cover, before anything is open.
  expect(await moves()).toBe(false)
  await ana.unlock(PASSPHRASE)
  await chosen(ana, words('settings.theme'), words('settings.theme.system'))
  await chosen(ana, words('settings.text'), '100%')
  await chosen(ana, words('settings.motion'), words('settings.motion.system'))
  expect(await moves()).toBe(true)
  await expect.poll(() => existsSync(file)).toBe(false)
  await ana.getUp()
})

it('erases an entry, the bin, a circle and at last everything, and begins again with an empty page', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  for (const [n, text] of ['Zephyrine one', 'Zephyrine two', 'Oleander stays'].entries())
    await ana.write(text, n > 0)
  for (const _ of [1, 2])
    await ana.page
      .getByRole('button', { name: wordsBefore('today.bin.label') })
      .first()
      .click()
      .then(() => ana.page.getByText(words('today.binned')).waitFor())
  await ana.page.getByRole('link', { name: words('timeline.bin') }).click()
  await ana.page
    .getByRole('button', { name: /Erase for ever the entry/ })
    .first()
    .click()
  await ana.button(words('erasing.keep')).click()
  expect(await ana.page.getByRole('listitem').filter({ hasText: 'Zephyrine' }).count()).toBe(2)
  await ana.page
    .getByRole('button', { name: /Erase for ever the entry/ })
    .first()
    .click()
  await ana.button(words('bin.ask.yes')).click()
  await ana.page.getByText(words('bin.erased')).waitFor()
  await ana.button(words('bin.empty.all')).click()
  await ana.button(words('bin.ask.yes')).click()
  await ana.page.getByText(words('bin.empty')).first().waitFor()

  await ana.foundCircle('Marigold table', 'Juniper')
  await ana.go('places.settings')
  await ana.button(words('erasing.circle.label', { name: 'Marigold table' })).click()
  await ana.button(words('erasing.circle.yes')).click()
  await ana.page.getByText(words('erasing.circle.done', { name: 'Marigold table' })).waitFor()
  await ana.go('places.circles')
  await ana.page.getByText(words('circles.empty')).waitFor()

  await chosen(ana, words('settings.theme'), words('settings.theme.dark'))
  await ana.button(words('erasing.all.begin')).click()
  const word = words('erasing.all.word')
  const field = ana.field(words('erasing.all.type', { word }))
  await field.fill('something')
  await ana.button(words('erasing.all.yes')).click()
  await ana.page.getByText(words('erasing.all.needed', { word })).first().waitFor()
  expect(readdirSync(join(profile, 'vault'))).toContain('header.kinfold')
  const [before] = await windows(ana)
  await field.fill('ERASE ')
  await ana.button(words('erasing.all.yes')).click()
  await expect.poll(async () => (await windows(ana))[0]?.pid !== before?.pid).toBe(true)
  await lookAnew(ana)
  await ana.button(words('first.begin')).waitFor({ timeout: 60_000 })
  expect(existsSync(join(profile, 'vault'))).toBe(false)
  expect(existsSync(join(profile, 'look.json'))).toBe(false)
  expect(findWords(profile, ['Zephyrine', 'Oleander', 'Marigold', 'Juniper', PASSPHRASE])).toEqual([])

  await ana.makeVault('another passphrase')
  expect(await ana.page.getByText('Oleander stays').count()).toBe(0)
  await ana.getUp()
}, 180_000)

it('keeps words that a full disk refuses over a lock, closed, and saves them when there is room', async () => {
  const { person: ana, profile } = await somebody(newProfile())
  const dir = join(profile, 'vault')
  mkdirSync(dir, { mode: 0o700 })
  if (process.getuid?.() !== 0 || process.platform !== 'linux')
    return console.log('A disk of our own needs root.')
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'kinfold-test', dir])
  try {
    await ana.sitDown()
    await ana.makeVault(PASSPHRASE)
    await ana.write('This stood on the disk.', false)
    const filler = join(dir, 'something-else')
    for (let size = 2 ** 21; size >= 256; size /= 2)
      for (;;) {
        try {
          writeFileSync(filler, Buffer.alloc(size, 1), { flag: 'a' })
        } catch {
          break
        }
      }
    await ana.typeToday(` And this had no room: ${'rain, '.repeat(20_000)}`)
    await ana.page.getByText(words('fault.disk-full')).first().waitFor()
    const [before] = await windows(ana)
    // Closing the window now would lose them: it asks, and a person may stay.
    await ana.app.evaluate(({ dialog, app }) => {
      dialog.showMessageBox = (async () => ({ response: 0, checkboxChecked: false })) as never
      app.quit()
    })
    await sleep(1000)
    expect(await windows(ana)).toEqual([before])
    await ana.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
    await ana.page.getByText(words('cover.gone')).waitFor({ timeout: 30_000 })
    expect(await windows(ana)).toEqual([before])
    expect(await ana.page.getByText('This stood on the disk.').count()).toBe(0)
    rmSync(filler)
    await ana.unlock(PASSPHRASE)
    await ana.page.getByText(words('status.saved')).first().waitFor({ timeout: 60_000 })
    await ana.lock()
    await ana.unlock(PASSPHRASE)
    expect((await ana.search('stood')).join()).toContain('This stood on the disk. And this had no room')
    await ana.getUp()
  } finally {
    execFileSync('umount', ['-l', dir])
  }
}, 180_000)
