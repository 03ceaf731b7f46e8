/** A circle's words through real couriers and vaults: what one edit costs, what a reconnection costs, and that all arrives. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { paste } from '../drive/clipboard.ts'
import { breakLinks, carried, fellCourier, listenToCourier } from '../drive/courier.ts'
import { meet } from '../drive/meet.ts'
import { Person } from '../drive/person.ts'

const PROGRAM = join(import.meta.dirname, '../..')
const NAMES = ['Juniper', 'Moss', 'Fern']
const NOTE = 'What we watched'
/** Bytes: an envelope with two kilobytes of words in it is longer, and what two devices say of themselves is shorter. */
const LONG = 1800

const profiles = NAMES.map(() => mkdtempSync(join(tmpdir(), 'kinfold-net-')))
let people: Person[] = []
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

beforeAll(async () => {
  const electron: string = await electronPath()
  people = profiles.map(
    profile => new Person({ electron, program: PROGRAM, profile, args: ['--kinfold-interfaces=loopback'] }),
  )
  await Promise.all(
    people.map(async person => {
      await person.sitDown()
      await listenToCourier(person)
      await person.makeVault('lamplight and rain')
    }),
  )
  const [ana, ...others] = people as [Person, ...Person[]]
  await meet(ana, others, 'Thursday table', NAMES)
  await ana.beginNote(NOTE)
  await ana.writeNote('Begun.')
  for (const person of others) {
    await person.openNote(NOTE)
    await person.waitForNote(['Begun.'])
  }
  await until(meshed, 'everybody linked to everybody')
})

afterAll(async () => {
  await Promise.all(people.map(person => person.getUp()))
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true })
})

async function until(so: () => Promise<boolean>, what: string, ms = 30_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await so().catch(() => false))) {
    if (performance.now() > end) throw new Error(`in vain: ${what}`)
    await pause(100)
  }
}
const all = () => Promise.all(people.map(carried))
const meshed = async (): Promise<boolean> => (await all()).every(({ open }) => open === NAMES.length - 1)
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)

/** Until nothing has been sent for a second. */
async function quiet(): Promise<void> {
  let before = -1
  await until(async () => {
    const now = (await all()).reduce((n, { sent }) => n + sent.length, 0)
    const still = now === before
    before = now
    if (!still) await pause(900)
    return still
  }, 'quiet')
}

it('sends one edit of Ana’s once to each of the others, and nobody sends it again', async () => {
  const [ana] = people as [Person]
  await quiet()
  const words = randomWords(2000)
  await ana.typeAt('end', '\n')
  await quiet()
  const before = await all()
  await ana.page.keyboard.insertText(words)
  await ana.rest()
  for (const person of people) await person.waitForNote([words])
  // Long enough for anybody who meant to pass it on.
  await pause(3000)
  await quiet()
  const after = await all()
  const sent = after.map((one, i) => one.sent.slice(before[i]?.sent.length))
  const heard = after.map((one, i) => one.heard.slice(before[i]?.heard.length))
  console.info(`one edit of 2,000 letters, frames sent: ${JSON.stringify(sent)}`)
  expect(sent.map(frames => frames.filter(bytes => bytes > LONG).length)).toEqual([NAMES.length - 1, 0, 0])
  expect(heard.map(frames => frames.filter(bytes => bytes > LONG).length)).toEqual([0, 1, 1])
})

it('brings 300 KB that Ana pastes to everybody, and after a reconnection sends only what was missing', async () => {
  const [ana, ben] = people as [Person, Person]
  const pasted = Array.from({ length: 300 }, () => randomWords(1023)).join('\n')
  expect(pasted.length).toBeGreaterThan(300_000)
  await ana.typeAt('end', '\n')
  await paste(ana, ana.note, pasted)
  for (const person of people)
    await until(async () => (await person.noteText()).includes(pasted), 'the paste', 60_000)
  await quiet()

  // Ben's courier falls; what Ana writes meanwhile has to travel afterwards, and nothing else.
  await ana.typeAt('end', '\n')
  await quiet()
  const words = randomWords(2000)
  await fellCourier(ben)
  await ana.page.keyboard.insertText(words)
  await ana.rest()
  await ben.waitForNote([words])
  await until(meshed, 'everybody linked again')
  await quiet()
  // Ben's page is a new one: all that it has ever carried is since then.
  const { sent, heard, counted } = await carried(ben)
  console.info(`after 300 KB in step, 2,000 letters more: ${sum(heard)} bytes to Ben, ${sum(sent)} from Ben`)
  expect(sum(heard)).toBeGreaterThan(2000)
  expect(sum(heard) + sum(sent)).toBeLessThan(15_000)
  // Chromium counts the same: nothing of weight goes beside our channel.
  expect(counted.heard + counted.sent).toBeGreaterThanOrEqual(sum(heard) + sum(sent))
  expect(counted.heard + counted.sent).toBeLessThan(sum(heard) + sum(sent) + 10_000)
})

it('loses no word over 20 broken links, with an edit while each is broken', async () => {
  const [ana, ben, third] = people as [Person, Person, Person]
  const said: string[] = []
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    const [breaker, writer] = i % 2 === 0 ? [ana, ben] : [ben, ana]
    if (i % 5 === 4) await fellCourier(breaker)
    else await breakLinks(breaker)
    const word = `word-${i}-${randomWords(8).trim().replace(/ /g, '')}`
    said.push(word)
    await writer.typeAt('end', ` ${word}`)
    const begun = performance.now()
    for (const person of people) await person.waitForNote([word], 30_000)
    times.push(Math.round(performance.now() - begun))
  }
  console.info(`20 broken links, ms until the word was everywhere: ${times.join(' ')}`)
  await until(
    async () =>
      (await ana.noteText()) === (await ben.noteText()) &&
      (await ana.noteText()) === (await third.noteText()),
    'one text on all screens',
  )
  const text = await ana.noteText()
  for (const word of said) expect(text.split(word).length - 1).toBe(1)
})

/** Letters that no compression makes short. */
function randomWords(length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz '
  return Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)])
    .join('')
    .replace(/^ | $/g, 'x')
    .replace(/ {2,}/g, 'yz')
}
