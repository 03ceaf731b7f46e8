/** Somebody comes into a circle without any network: by a picture of the invitation and two files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { doubleClick, drop } from '../drive/desktop.ts'
import { answerDialogs } from '../drive/dialogs.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { PROGRAM, somebody } from './home.ts'

const PASSPHRASES = ['lamplight and rain', 'seven slow harbours'] as const
const CIRCLE = 'Thursday table'
const NOTE = 'What we read'

const told = (person: Person, sentence: string): Promise<void> =>
  person.page.getByText(sentence).first().waitFor()
const field = (person: Person) => person.page.getByRole('textbox', { name: words('join.invitation') })

it('lets Ben in by a picture and two files, while the two are never there at the same time', async () => {
  const [{ person: ana, profile: anas }, { person: ben }] = [await somebody(), await somebody()]
  const place = mkdtempSync(join(tmpdir(), 'kinfold-post-'))
  const at = (name: string): string => join(place, name)
  try {
    await ana.sitDown()
    await ana.makeVault(PASSPHRASES[0])
    await ana.foundCircle(CIRCLE, 'Juniper')
    await ana.beginNote(NOTE)
    await ana.writeNote('A long book, slowly.')
    await ana.back()
    await ana.button(words('circle.invite')).click()
    const link = await ana.page.getByLabel(words('invite.link'), { exact: true }).innerText()
    // As a telephone takes it: the page, with the square on it.
    await ana.page.screenshot({ path: at('photo.png'), fullPage: true })
    await ana.page.getByRole('img', { name: words('invite.qr') }).screenshot({ path: at('square.png') })
    await ana.page.evaluate(() => scrollTo(0, 0))
    await ana.page.screenshot({ path: at('rest.png'), clip: { x: 0, y: 0, width: 300, height: 60 } })
    await ana.button(words('invite.done')).click()
    await ana.getUp()

    await ben.sitDown()
    await ben.makeVault(PASSPHRASES[1])
    await ben.go('places.circles')
    await ben.button(words('circles.join')).click()
    writeFileSync(at('words.png'), 'no picture at all')
    const choose = (name: string) => ben.page.locator('input[type=file]').setInputFiles(at(name))
    for (const [name, sentence] of [
      ['rest.png', 'join.picture.none'],
      ['words.png', 'join.picture.unreadable'],
    ] as const) {
      await choose(name)
      await told(ben, words(sentence))
      expect(await field(ben).inputValue()).toBe('')
    }
    await choose('photo.png')
    await expect.poll(() => field(ben).inputValue(), { timeout: 20_000 }).toBe(link)
    await field(ben).fill('')
    await drop(ben, at('square.png'))
    await expect.poll(() => field(ben).inputValue(), { timeout: 20_000 }).toBe(link)
    await field(ben).fill('')
    await ben.app.evaluate(
      ({ clipboard, nativeImage }, path) =>
        (clipboard as unknown as { writeImage(image: unknown): void }).writeImage(
          nativeImage.createFromPath(path),
        ),
      at('square.png'),
    )
    await ben.page.keyboard.press('Control+v')
    await expect.poll(() => field(ben).inputValue(), { timeout: 20_000 }).toBe(link)

    await ben.page.getByRole('textbox', { name: words('join.own') }).fill('Moss')
    await ben.button(words('join.byFile')).click()
    await answerDialogs(ben, at('ask'))
    await ben.button(words('join.file.save')).click()
    await told(ben, words('join.file.saved'))
    const asked = readFileSync(at('ask.kinfold-join'))
    for (const secret of ['Moss', CIRCLE]) expect(asked.includes(secret)).toBe(false)
    const his = await ben.safetyWords('join.words')
    await ben.getUp()

    // Ana finds it at her closed notebook.
    await ana.sitDown()
    writeFileSync(at('cut.kinfold-join'), asked.subarray(0, 2000))
    expect(await doubleClick(PROGRAM, anas, at('cut.kinfold-join'))).toBe(0)
    await ana.unlock(PASSPHRASES[0])
    await told(ana, words('fault.sync-cut'))
    await drop(ana, at('ask.kinfold-join'))
    await told(ana, words('door.byFile'))
    expect(await ana.safetyWords('door.words')).toBe(his)
    await ana.getUp()

    // The question is there on another day, without the file.
    await ana.sitDown()
    await ana.unlock(PASSPHRASES[0])
    await ana.openCircle(CIRCLE)
    expect(await ana.safetyWords('door.words')).toBe(his)
    await ana.letIn()
    await answerDialogs(ana, at('answer'))
    await ana.button(words('newcomer.write', { name: 'Moss' })).click()
    await told(ana, 'The file is written, with')
    await ana.getUp()

    await ben.sitDown()
    await ben.unlock(PASSPHRASES[1])
    await drop(ben, at('answer.kinfold-sync'))
    await told(ben, words('join.file.answered'))
    expect(await ben.safetyWords('join.words')).toBe(his)
    await ben.enter(CIRCLE)
    await expect.poll(() => ben.members()).toEqual(['Moss', 'Juniper'])
    await ben.openNote(NOTE)
    await ben.waitForNote(['A long book, slowly.'])
    await ben.typeAt('end', ' And tea.')
    await ben.getUp()
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
