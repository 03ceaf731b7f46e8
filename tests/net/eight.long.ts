/** Eight real programs in one circle on one computer: who says what to whom is counted, and all end with one text. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { carried, listenToCourier } from '../drive/courier.ts'
import { meet } from '../drive/meet.ts'
import { Person } from '../drive/person.ts'
import { copies, NAMES, pause } from './world/village.ts'

const PROGRAM = join(import.meta.dirname, '../..')
const NOTE = 'What we watched'
const PATIENCE = 120_000
/** Bytes: an envelope with two kilobytes of words in it is longer, and what a device says of itself is shorter. */
const LONG = 1800

const profiles = NAMES.map(() => mkdtempSync(join(tmpdir(), 'kinfold-net-')))
let people: Person[] = []

beforeAll(async () => {
  const electron: string = await electronPath()
  const args = ['--kinfold-interfaces=loopback', '--kdf=test']
  people = profiles.map(profile => new Person({ electron, program: PROGRAM, profile, args }))
  for (const person of people) {
    await person.sitDown()
    await listenToCourier(person)
    await person.makeVault('lamplight and rain')
  }
  const [first, ...others] = people as [Person, ...Person[]]
  await meet(first, others, 'Thursday table', NAMES)
  await first.beginNote(NOTE)
  await first.writeNote('Begun.')
  for (const person of others) {
    await person.openNote(NOTE)
    await person.waitForNote(['Begun.'], PATIENCE)
  }
  await quiet()
}, 900_000)

afterAll(async () => {
  for (const person of people) if (person.isHere) await person.getUp()
  for (const profile of profiles)
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
}, 300_000)

const all = () => Promise.all(people.map(carried))

/** Until everybody is linked to everybody and nothing has been sent for two seconds. */
async function quiet(): Promise<void> {
  let before = -1
  for (const end = performance.now() + PATIENCE; ; ) {
    const now = await all().catch(() => [])
    const sent = now.reduce((n, one) => n + one.sent.length, 0)
    if (sent === before && now.length > 0 && now.every(({ open }) => open === NAMES.length - 1)) return
    if (performance.now() > end) throw new Error(`no quiet: ${now.map(({ open }) => open).join(' ')} links`)
    before = sent
    await pause(2000)
  }
}

it('sends one edit once to each of the seven others, and nobody passes it on', async () => {
  const counts: number[][] = []
  for (const [who, writer] of people.slice(0, 3).entries()) {
    await writer.typeAt('end', '\n')
    await quiet()
    const before = await all()
    const words = Array.from({ length: 2000 }, () => Math.floor(Math.random() * 36).toString(36)).join('')
    await writer.page.keyboard.insertText(words)
    await writer.rest()
    for (const person of people) await person.waitForNote([words], PATIENCE)
    await pause(2000)
    await quiet()
    const since = (await all()).map((one, i) => one.sent.slice(before[i]?.sent.length))
    const sent = copies(since, who, LONG)
    counts.push(sent)
    expect(sent).toEqual(NAMES.map((_, i) => (i === who ? NAMES.length - 1 : 0)))
  }
  console.info(`long frames sent by each of eight, for one edit of three in turn: ${JSON.stringify(counts)}`)
}, 600_000)

it('ends with one text when all eight write at once', async () => {
  const words = people.map((_, i) => `word-of-${NAMES[i]}`)
  const begun = performance.now()
  await Promise.all(people.map((person, i) => person.typeAt('end', ` ${words[i]}`)))
  for (const person of people) await person.waitForNote(words, PATIENCE)
  console.info(`eight who write at once: everywhere after ${Math.round(performance.now() - begun)} ms`)
  await expect
    .poll(async () => new Set(await Promise.all(people.map(person => person.noteText()))).size, {
      timeout: PATIENCE,
    })
    .toBe(1)
}, 600_000)
