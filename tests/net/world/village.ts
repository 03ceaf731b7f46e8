/**
 * People of one circle, each at a real Kinfold, each at a host of their own where that is allowed; all stand before one note.
 * What befalls them is timed from its end until everybody has every word, over a round of edits, one by each, when nothing does.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { electronPath } from '../../../scripts/electron.mjs'
import { meet } from '../../drive/meet.ts'
import { type RemotePerson, seatPerson } from '../../drive/remote.ts'
import { openHosts } from './hosts.ts'
import { openWeather } from './weather.ts'

const PROGRAM = join(import.meta.dirname, '../../..')
export const NAMES = ['Juniper', 'Moss', 'Fern', 'Heather', 'Rowan', 'Linden', 'Alder', 'Hazel']
const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'
/** It means "it did": how fast, the printed ratio says. In ms. */
const PATIENCE = 120_000

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
/**
 * Of frames longer than `long` that each has sent: how many are the one that the writer sent most often. What somebody tells the
 * others of who has what is as long, and has another length.
 */
export function copies(sent: readonly (readonly number[])[], writer: number, long: number): number[] {
  const times = new Map<number, number>()
  for (const bytes of sent[writer] ?? []) if (bytes > long) times.set(bytes, (times.get(bytes) ?? 0) + 1)
  const [length] = [...times].sort(([, a], [, b]) => b - a)[0] ?? []
  return sent.map(frames => frames.filter(bytes => bytes === length).length)
}

export type Village = Awaited<ReturnType<typeof openVillage>>

export async function openVillage(count: number) {
  const hosts = openHosts(count)
  const weather = hosts && (await openWeather(hosts))
  const electron: string = await electronPath()
  const profiles = NAMES.slice(0, count).map(() => mkdtempSync(join(tmpdir(), 'kinfold-net-')))
  const args = ['--kdf=test', ...(hosts ? [] : ['--kinfold-interfaces=loopback'])]
  const people: RemotePerson[] = []
  const table: string[] = []
  let undisturbed = Number.NaN
  let said = 0

  async function close(): Promise<void> {
    if (table.length > 0) console.info(`${count} hosts${hosts ? '' : ' (on loopback)'}:\n${table.join('\n')}`)
    await Promise.all(people.map(person => person.end()))
    for (const profile of profiles)
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    await weather?.end()
    hosts?.end()
  }

  /** A word at the end of the note, by one of them. */
  async function edit(who: number): Promise<string> {
    const word = `word-${++said}-of-${NAMES[who]}`
    await people[who]?.typeAt('end', ` ${word}`)
    return word
  }
  const eachEdits = async (): Promise<string[]> => {
    const words: string[] = []
    for (const who of people.keys()) words.push(await edit(who))
    return words
  }
  /** Milliseconds until everybody has all of these words, once each, and all read the same. */
  async function everywhere(words: readonly string[]): Promise<number> {
    const begun = performance.now()
    await Promise.all(people.map(person => person.waitForNote(words, PATIENCE)))
    const took = performance.now() - begun
    for (const end = begun + PATIENCE; ; ) {
      const texts = await Promise.all(people.map(person => person.noteText()))
      if (texts.every(text => text === texts[0])) {
        for (const word of words) expect(texts[0]?.split(`${word}`).length, word).toBe(2)
        return took
      }
      if (performance.now() > end) throw new Error(`not one text:\n${texts.join('\n--\n')}`)
      await pause(100)
    }
  }
  function note(what: string, ms: number): void {
    const line = `  ${what.padEnd(52)} ${(ms / undisturbed).toFixed(1).padStart(7)} undisturbed rounds (${Math.round(ms)} ms)`
    table.push(line)
    console.info(line)
  }
  /** One edit by each, until everybody has them all, in ms. */
  async function round(): Promise<number> {
    const begun = performance.now()
    await everywhere(await eachEdits())
    return performance.now() - begun
  }

  try {
    for (const [i, profile] of profiles.entries())
      people.push(await seatPerson({ electron, program: PROGRAM, profile, args }, hosts?.names[i]))
    // Two at a time: a start is work for a processor.
    for (let i = 0; i < count; i += 2)
      await Promise.all(
        people.slice(i, i + 2).map(async person => {
          await person.sitDown()
          await person.makeVault(PASSPHRASE)
        }),
      )
    const [first, ...others] = people as [RemotePerson, ...RemotePerson[]]
    await meet(first, others, CIRCLE, NAMES.slice(0, count))
    await first.beginNote(NOTE)
    const written = performance.now()
    await first.writeNote('Begun.')
    await Promise.all(others.map(person => person.openNote(NOTE)))
    await everywhere(['Begun.'])
    const firstSync = performance.now() - written
    const times: number[] = []
    for (let i = 0; i < 3; i++) times.push(await round())
    undisturbed = times.sort((a, b) => a - b)[1] as number
    note('a first note, opened by everybody', firstSync)
  } catch (error) {
    await close()
    throw error
  }

  return {
    people,
    hosts,
    weather,
    /** Each writes while it lasts, so many ms at least; then it ends, and everybody has every word. */
    async after(
      what: string,
      begin: () => Promise<void> | void,
      end: () => Promise<void> | void,
      lasts: number,
    ): Promise<void> {
      await begin()
      const over = pause(lasts)
      const words = await eachEdits()
      await over
      const ended = performance.now()
      await end()
      await everywhere(words)
      note(what, performance.now() - ended)
    },
    /** From when it has happened: each writes, and everybody has every word. */
    async once(what: string, happens: () => Promise<void> | void): Promise<void> {
      await happens()
      note(what, await round())
    },
    /** Each writes while it lasts, and everybody has every word before it ends. */
    async during(
      what: string,
      begin: () => Promise<void> | void,
      end: () => Promise<void> | void,
    ): Promise<void> {
      await begin()
      try {
        note(what, await round())
      } finally {
        await end()
      }
    },
    /** Everybody's program ends, and starts again at the same note. */
    async restart(): Promise<void> {
      for (const person of people) await person.getUp()
      for (const person of people) {
        await person.sitDown()
        await person.unlock(PASSPHRASE)
        await person.openCircle(CIRCLE)
        await person.openNote(NOTE)
      }
    },
    /** Their programs end as they should, with no fault unseen. */
    async getUp(): Promise<void> {
      for (const person of people) await person.getUp()
    },
    close,
  }
}
