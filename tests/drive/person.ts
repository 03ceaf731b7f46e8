/**
 * A person at a computer: a real Electron with a profile of its own, driven by what they see and press. Everything is
 * found by role and name, nothing by what only the program knows.
 */
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'
import { listenForFaults } from './faults.ts'
import { words, wordsBefore } from './words.ts'

export type Seat = {
  /** Path of an Electron executable. */
  readonly electron: string
  /** The folder of the built program. */
  readonly program: string
  /** `--user-data-dir`: one profile is one person. */
  readonly profile: string
  /** More of the command line, `--kinfold-interfaces=loopback` among it. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Milliseconds after which something that should have been on the screen is not. */
const PATIENCE = 20_000

export class Person {
  readonly #seat: Seat
  #app: ElectronApplication | undefined
  #page: Page | undefined
  readonly #faults: string[] = []

  constructor(seat: Seat) {
    this.#seat = seat
  }

  get page(): Page {
    if (!this.#page) throw new Error('nobody has sat down here')
    return this.#page
  }

  get app(): ElectronApplication {
    if (!this.#app) throw new Error('nobody has sat down here')
    return this.#app
  }

  /**
   * What went wrong in the program without a word on the screen, over all its starts. `getUp` rejects where it is not
   * empty; a test that ends a program in another way looks here.
   */
  get faults(): readonly string[] {
    return this.#faults
  }

  /** Start the program; the answer is the milliseconds until the cover stood on the screen. */
  async sitDown(): Promise<number> {
    const { electron, program, profile, args = [], env = {} } = this.#seat
    const begun = performance.now()
    this.#app = await _electron.launch({
      executablePath: electron,
      args: [
        program,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${profile}`,
        ...args,
      ],
      env: { ...(process.env as Record<string, string>), ...env },
      timeout: 60_000,
    })
    this.#listen(this.#app)
    listenForFaults(this.#app, this.#faults)
    await this.look()
    return performance.now() - begun
  }

  /** A program that ends although nobody ended it says its last words aloud. */
  #listen(app: ElectronApplication): void {
    const said: string[] = []
    const child = app.process()
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', data => {
        said.push(String(data))
        said.splice(0, said.length - 40)
      })
    child.once('exit', (code, signal) => {
      if (this.#app !== app) return
      console.error(
        `The program of ${this.#seat.profile} ended by itself (${code ?? signal}):\n${said.join('')}`,
      )
    })
  }

  /** The visible window: the one with the face in it. A lock opens another. */
  async look(): Promise<void> {
    const until = performance.now() + PATIENCE
    for (;;) {
      const page = this.app
        .windows()
        .find(window => !window.isClosed() && window.url().startsWith('app://kinfold/'))
      if (page) {
        this.#page = page
        page.setDefaultTimeout(PATIENCE)
        await page
          .getByRole('button', { name: words('help.open') })
          .first()
          .waitFor()
        return
      }
      if (performance.now() > until) throw new Error('no window came')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }

  get isHere(): boolean {
    return this.#app !== undefined
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  async makeVault(passphrase: string): Promise<void> {
    const begin = this.button(words('first.begin'))
    const make = this.button(words('create.make'))
    await begin.or(make).waitFor()
    if (await begin.isVisible()) await this.beginFirstRun()
    await this.field(words('create.passphrase')).fill(passphrase)
    await this.field(words('create.again')).fill(passphrase)
    await make.click()
    await this.button(words('words.later')).click({ timeout: 60_000 })
    await this.#inside()
  }

  /** From the first page to the one where the passphrase is chosen. */
  async beginFirstRun(): Promise<void> {
    await this.button(words('first.begin')).click()
    for (const page of ['first.not.title', 'first.look.title'] as const) {
      await this.page.getByRole('heading', { name: words(page), level: 1 }).waitFor()
      await this.button(words('first.next')).click()
    }
  }

  async unlock(passphrase: string): Promise<void> {
    await this.field(words('cover.passphrase')).fill(passphrase)
    await this.button(words('cover.open')).click()
    await this.#inside()
  }

  async #inside(): Promise<void> {
    await this.page.getByRole('navigation', { name: words('places.label') }).waitFor({ timeout: 60_000 })
  }

  /** Hide and lock; the lock screen is in a new window. */
  async lock(): Promise<void> {
    const before = this.page
    await this.button(words('places.lock')).click()
    await new Promise<void>(resolve =>
      before.isClosed() ? resolve() : before.once('close', () => resolve()),
    )
    await this.look()
  }

  async go(place: 'places.journal' | 'places.circles' | 'places.settings'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: words('places.label') })
      .getByRole('link', { name: words(place) })
      .click()
  }

  /** Type into the last entry of today, without waiting for anything. */
  async typeToday(text: string): Promise<void> {
    await this.page
      .getByRole('textbox', { name: wordsBefore('today.entry') })
      .last()
      .click()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.insertText(text)
  }

  /** Try a passphrase that may be wrong; the answer is what the cover says then. */
  async tryPassphrase(passphrase: string): Promise<string> {
    await this.field(words('cover.passphrase')).fill(passphrase)
    await this.button(words('cover.open')).click()
    const said = this.page.getByRole('alert').filter({ hasText: /\S/ })
    await said.waitFor({ timeout: 60_000 })
    return (await said.textContent()) ?? ''
  }

  /** What the joining says once it has come to this. */
  async joiningSays(
    key: 'join.used' | 'join.expired' | 'join.declined' | 'join.unreachable',
  ): Promise<string> {
    const said = this.page.getByText(words(key))
    await said.first().waitFor({ timeout: 60_000 })
    return (await said.first().textContent()) ?? ''
  }

  /** The names in the open circle, in the order of the list. */
  async members(): Promise<string[]> {
    const names = await this.page
      .getByRole('list', { name: words('circle.people') })
      .getByRole('listitem')
      .allInnerTexts()
    return names.map(text => text.split('\n')[0]?.trim() ?? '')
  }

  /** Type an entry for today, and wait until it is saved. */
  async write(text: string, another: boolean): Promise<void> {
    await this.go('places.journal')
    if (another) await this.button(words('today.another')).click()
    const entry = this.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
    await entry.click()
    for (const [i, line] of text.split('\n').entries()) {
      if (i > 0) await this.page.keyboard.press('Enter')
      await this.page.keyboard.insertText(line)
    }
    await this.page.getByText(words('status.saved')).first().waitFor()
  }

  /** The excerpts that a search shows. */
  async search(query: string): Promise<string[]> {
    await this.go('places.journal')
    await this.page.getByRole('link', { name: words('timeline.search') }).click()
    const field = this.page.getByRole('searchbox', { name: words('search.field') })
    await field.fill(query)
    const results = this.page.getByRole('list', { name: words('search.results') })
    await results.waitFor()
    return results.getByRole('listitem').allInnerTexts()
  }

  async foundCircle(name: string, ownName: string): Promise<void> {
    await this.go('places.circles')
    await this.button(words('circles.found')).click()
    await this.field(words('found.name')).fill(name)
    await this.field(words('found.own')).fill(ownName)
    await this.button(words('found.make')).click()
    await this.page.getByRole('heading', { name, level: 1 }).waitFor()
  }

  async openCircle(name: string): Promise<void> {
    await this.go('places.circles')
    await this.page.getByRole('link', { name }).first().click()
    await this.page.getByRole('heading', { name, level: 1 }).waitFor()
  }

  /** Standing in a circle: the code and the addresses that the invitation shows. */
  async invite(): Promise<{ code: string; link: string; addresses: string[] }> {
    await this.button(words('circle.invite')).click()
    const sheet = this.page.getByRole('main')
    const read = async (key: 'invite.code' | 'invite.link'): Promise<string> =>
      (await sheet.getByLabel(words(key), { exact: true }).innerText()).replace(/\s+/g, '')
    const code = await read('invite.code')
    const link = await read('invite.link')
    const addresses = await sheet.getByLabel(words('invite.address'), { exact: true }).allInnerTexts()
    await this.button(words('invite.done')).click()
    return { code, link, addresses: addresses.flatMap(text => text.split(/\s+/)).filter(Boolean) }
  }

  async knock(invitation: string, address: string, ownName: string): Promise<void> {
    await this.go('places.circles')
    await this.button(words('circles.join')).click()
    await this.field(words('join.invitation')).fill(invitation)
    const typed = this.field(words('join.address'))
    if (address !== '' && (await typed.isVisible())) await typed.fill(address)
    await this.field(words('join.own')).fill(ownName)
    await this.button(words('join.go')).click()
  }

  /** The words to compare, on the joiner's or on the host's screen. */
  async safetyWords(side: 'join.words' | 'door.words'): Promise<string> {
    const list = this.page.getByLabel(words(side), { exact: true }).first()
    await list.waitFor({ timeout: 60_000 })
    return ((await list.textContent()) ?? '').trim().split(/\s+/).join(' ')
  }

  async letIn(): Promise<void> {
    await this.button(words('door.yes')).click()
  }

  async enter(circle: string): Promise<void> {
    await this.button(words('join.match')).click()
    await this.button(words('join.enter')).click({ timeout: 60_000 })
    await this.page.getByRole('heading', { name: circle, level: 1 }).waitFor()
  }

  /** Standing in a circle: ask to let somebody out. `now`: at once, and the second person is asked afterwards. */
  async remove(name: string, now = false): Promise<void> {
    await this.button(words('circle.people.look')).click()
    await this.button(words('people.acts.of', { name })).click()
    await this.page.getByRole('menuitem', { name: words('people.remove', { name }) }).click()
    await this.button(words(now ? 'people.remove.now' : 'people.ask')).click()
    await this.page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await this.back()
  }

  /** Standing in a circle: agree to what somebody else asked. */
  async agree(what: 'admit' | 'promote' | 'remove' | 'removed', name: string): Promise<void> {
    await this.button(words(`wait.${what}.yes`, { name })).click({ timeout: 60_000 })
  }

  async beginNote(title: string): Promise<void> {
    await this.button(words('circle.write')).click()
    await this.field(words('note.title')).fill(title)
  }

  async openNote(title: string): Promise<void> {
    await this.page.getByRole('link', { name: title }).first().click({ timeout: 60_000 })
    await this.note.waitFor()
  }

  get note(): Locator {
    return this.page.getByRole('textbox', { name: words('note.body'), exact: true })
  }

  /** What stands in the open note, a line a block. */
  noteText(): Promise<string> {
    return this.note.evaluate(readBlocks)
  }

  /**
   * Type `before` where the cursor stands; then select `remove` characters from `at` on, if the note still shows `text`.
   * The answer is what it shows. Like a person's pointer: it is placed by what is on the screen at that moment.
   */
  async select(text: string, at: number, remove: number, before = ''): Promise<string> {
    if (before) await this.type(before)
    return this.note.evaluate(selectAt, { text, at, remove })
  }

  /** Type at the cursor; a line break is the Enter key. */
  async type(text: string): Promise<void> {
    for (const [i, line] of text.split('\n').entries()) {
      if (i > 0) await this.page.keyboard.press('Enter')
      if (line !== '') await this.page.keyboard.insertText(line)
    }
  }

  async erase(): Promise<void> {
    await this.page.keyboard.press('Backspace')
  }

  /** Take the hands off the note: what is unsent leaves at once. */
  async rest(): Promise<void> {
    await this.note.evaluate(element => (element as HTMLElement).blur())
  }

  /** Type at the start or the end of the first paragraph (`start`), or at the very end. */
  async typeAt(where: 'start' | 'end', text: string): Promise<void> {
    // A computer that was just added reads before it writes.
    await this.note.and(this.page.locator('[contenteditable="true"]')).waitFor({ timeout: 60_000 })
    const shown = await this.noteText()
    await this.select(shown, where === 'start' ? 0 : shown.length, 0)
    const [first = '', ...rest] = text.split('\n')
    for (const piece of first.match(/\S+\s*|\s+/g) ?? []) await this.type(piece)
    for (const line of rest) {
      await this.page.keyboard.press('Enter')
      for (const piece of line.match(/\S+\s*|\s+/g) ?? []) await this.type(piece)
    }
    await this.rest()
  }

  async writeNote(text: string): Promise<void> {
    await this.note.click()
    await this.type(text)
    await this.rest()
  }

  /** Until the open note has every one of these words. */
  async waitForNote(expected: readonly string[], patience = 60_000): Promise<void> {
    const until = performance.now() + patience
    for (;;) {
      const text = await this.noteText()
      const missing = expected.find(word => !text.includes(word))
      if (missing === undefined) return
      if (performance.now() > until) throw new Error(`“${missing}” did not arrive`)
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }

  /** From a note back to its circle. */
  async back(): Promise<void> {
    await this.page.goBack()
  }

  /** Out of reach, or in reach again, where there is no cable to pull: this computer's network processes sleep. */
  async reach(awake: boolean): Promise<void> {
    const pids = await this.app.evaluate(({ webContents, app }) => [
      ...webContents
        .getAllWebContents()
        .flatMap(one => (one.getURL().startsWith('app://courier') ? [one.getOSProcessId()] : [])),
      ...app.getAppMetrics().flatMap(one => (one.name === 'kinfold lan' ? [one.pid] : [])),
    ])
    for (const pid of pids) process.kill(pid, awake ? 'SIGCONT' : 'SIGSTOP')
  }

  /** The hub's process falls, as it would by a bug. */
  async fellHub(): Promise<void> {
    const pid = await this.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'kinfold lan')?.pid,
    )
    if (!pid) throw new Error('there is no hub')
    process.kill(pid, 'SIGKILL')
  }

  /** Back to the top of the page, where its title stands. */
  async top(): Promise<void> {
    await this.page.evaluate(() => scrollTo(0, 0))
  }

  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file })
  }

  /** End the program as a person does: the window is closed. It has twenty seconds to save and go. */
  async getUp(): Promise<void> {
    const app = this.app
    const child = app.process()
    this.#app = undefined
    this.#page = undefined
    let late: ReturnType<typeof setTimeout> | undefined
    const stuck = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new Error('the program did not end by itself'))
      }, PATIENCE)
    })
    await Promise.race([app.close(), stuck]).finally(() => clearTimeout(late))
    if (this.#faults.length > 0) throw new Error(`Something broke unseen:\n${this.#faults.join('\n')}`)
  }

  /** The program has ended by itself, as it was asked to. */
  left(): void {
    this.#app = undefined
    this.#page = undefined
  }

  /** End the program as a power cut does. */
  async kill(): Promise<void> {
    const child = this.app.process()
    this.#app = undefined
    this.#page = undefined
    await new Promise<void>(resolve => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }
}

/** Runs in the page: the words of each block, without what the editor only draws. */
function readBlocks(editor: Element): string {
  return [...editor.children].map(block => (block as HTMLElement).textContent ?? '').join('\n')
}

/** Runs in the page. */
async function selectAt(
  editor: Element,
  wish: { text: string; at: number; remove: number },
): Promise<string> {
  const blocks = [...editor.children]
  const shown = blocks.map(block => block.textContent ?? '').join('\n')
  if (shown !== wish.text) return shown
  const place = (offset: number): [Node, number] => {
    let left = offset
    for (const block of blocks) {
      const length = (block.textContent ?? '').length
      if (left <= length) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const size = (node.nodeValue ?? '').length
          if (left <= size) return [node, left]
          left -= size
        }
        return [block, 0]
      }
      left -= length + 1
    }
    throw new Error(`no place ${offset} on the screen`)
  }
  const element = editor as HTMLElement
  if (document.activeElement !== element) element.focus()
  const [from, start] = place(wish.at)
  const [to, end] = place(wish.at + wish.remove)
  const selection = document.getSelection()
  const stands =
    selection?.anchorNode === from &&
    selection.anchorOffset === start &&
    selection.focusNode === to &&
    selection.focusOffset === end
  if (stands) return shown
  // The editor hears of a selection with the next frame: a key pressed before that would still mean the old place.
  await new Promise<void>(resolve => {
    const heard = (): void => void setTimeout(resolve)
    document.addEventListener('selectionchange', heard, { once: true })
    selection?.setBaseAndExtent(from, start, to, end)
    // Nothing is told when the browser puts the selection where it already was. A window that nobody sees has no frames.
    requestAnimationFrame(() => requestAnimationFrame(heard))
    setTimeout(heard, 2_000)
  })
  return shown
}
