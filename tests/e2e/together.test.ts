/** Writing together with two real programs: what each sees of the other, what is really sent, and when it ends. */
import { expect, it } from 'vitest'
import { carried, listenToCourier } from '../drive/courier.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const NOTE = 'By the window'
const LINES = ['rain on the roof', 'and a lamp']

const toggle = (person: Person) =>
  person.page.getByRole('switch', { name: words('note.together'), exact: true })
const turn = (person: Person): Promise<void> =>
  person.page.getByText(words('note.together'), { exact: true }).click()
const withName = (person: Person, name: string) =>
  person.page.getByRole('status').filter({ hasText: `${words('note.together.with')} ${name}` })

/** Whose cursors stand in the open note, and what stands before each. */
const cursors = (person: Person): Promise<string[]> =>
  person.note.evaluate(editor =>
    [...editor.querySelectorAll<HTMLElement>('[data-name]')].map(flag => {
      const range = document.createRange()
      range.setStart(editor, 0)
      range.setEndBefore(flag)
      return `${flag.dataset['name']}: ${range}`
    }),
  )
const stands = (person: Person, where: readonly string[]) =>
  expect.poll(() => cursors(person), { timeout: 20_000 }).toEqual(where)
const put = (person: Person, at: number): Promise<string> => person.select(LINES.join('\n'), at, 0)

/** Frames that went from `person` to others, once all that is under way for other reasons has gone. */
async function sent(person: Person): Promise<number> {
  for (let before = -1; ; ) {
    const now = (await carried(person)).sent.length
    if (now === before) return now
    before = now
    await new Promise(resolve => setTimeout(resolve, 3000))
  }
}

it('shows Ben where Ana’s cursor is only while both want it, and sends nothing of it after that', async () => {
  const [ana, ben] = [(await somebody()).person, (await somebody()).person]
  for (const person of [ana, ben]) {
    await person.sitDown()
    await listenToCourier(person)
    await person.makeVault('lamplight and rain')
  }
  await meet(ana, [ben], 'Thursday table', ['Juniper', 'Moss'])
  await ana.beginNote(NOTE)
  await ana.writeNote(LINES.join('\n'))
  await ben.openNote(NOTE)
  await ben.waitForNote(LINES)
  for (const person of [ana, ben]) expect(await toggle(person).isChecked()).toBe(false)

  // Ana alone: one message, and none for where she goes.
  const quiet = await sent(ana)
  await turn(ana)
  await ana.page.getByText(words('note.together.alone')).waitFor()
  for (const at of [2, 4, 7]) await put(ana, at)
  expect(await sent(ana)).toBe(quiet + 1)
  expect(await cursors(ben)).toEqual([])

  await turn(ben)
  await withName(ben, 'Juniper').waitFor()
  await withName(ana, 'Moss').waitFor()
  await put(ana, 7)
  await stands(ben, ['Juniper: rain on'])
  await put(ben, 22)
  await stands(ana, ['Moss: rain on the roofand a'])
  // What is typed before it takes it along; it is no word of the note.
  await ben.type('n old')
  await stands(ana, ['Moss: rain on the roofand an old'])
  await ana.waitForNote(['and an old lamp'])
  expect(await ana.noteText()).toBe('rain on the roof\nand an old lamp')
  expect(await ben.noteText()).toBe('rain on the roof\nand an old lamp')

  await turn(ben)
  await ana.page.getByText(words('note.together.alone')).waitFor()
  expect([await cursors(ana), await cursors(ben)]).toEqual([[], []])
  const after = await sent(ana)
  for (const at of [1, 3, 5, 9]) {
    await ana.select('rain on the roof\nand an old lamp', at, 0)
    await new Promise(resolve => setTimeout(resolve, 1500))
  }
  expect((await carried(ana)).sent.length).toBe(after)

  await turn(ben)
  await stands(ben, ['Juniper: rain on t'])
  await ben.lock()
  await ana.page.getByText(words('note.together.alone')).waitFor()
  expect(await cursors(ana)).toEqual([])
  await ben.unlock('lamplight and rain')
  await ben.openCircle('Thursday table')
  await ben.openNote(NOTE)
  expect(await toggle(ben).isChecked()).toBe(false)
  expect(await cursors(ben)).toEqual([])

  // And it ends with the page.
  await turn(ben)
  await withName(ana, 'Moss').waitFor()
  await ben.back()
  await ana.page.getByText(words('note.together.alone')).waitFor()
})
