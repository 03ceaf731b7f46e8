/** What a person may rely on: every change that was acknowledged, and the one under way when the lights went out. */
import type { EntryId } from '../../src/shared/journal/entry.ts'
import { plainText, type Writing } from '../../src/shared/writing/writing.ts'
import { day, type Running, says } from '../vault/house.ts'

/** How an entry stands: its words, and whether it lies in the bin. */
type Stand = { readonly text: string; readonly binned: boolean }
const same = (a: Stand | undefined, b: Stand | undefined): boolean =>
  a?.text === b?.text && a?.binned === b?.binned

export type Roll = () => number

export class Ledger {
  readonly #kept = new Map<EntryId, Stand>()
  /** Asked for and not answered yet: it may stand or not. */
  #asked: { id: EntryId; then: Stand } | undefined
  #count = 0
  /** Changes that were acknowledged. */
  acknowledged = 0

  /** One change after the other until the process is gone. Refusals are thrown: nothing here should be refused. */
  async keepBusy(running: Running, roll: Roll): Promise<void> {
    let gone = false
    void running.ended.then(() => {
      gone = true
    })
    while (!gone) {
      const [id, then, call] = this.#next(running, roll)
      this.#asked = { id, then }
      const answer = await call()
      if (answer.ok) {
        this.#kept.set(id, then)
        this.#asked = undefined
        this.acknowledged++
      } else if (answer.fault !== 'vault-gone') throw new Error(`refused: ${answer.fault}`)
      else return
    }
  }

  #next({ face }: Running, roll: Roll) {
    const known = [...this.#kept]
    const [id, old] = known[Math.floor(roll() * known.length)] ?? []
    if (id && old && roll() < 0.15) {
      const binned = !old.binned
      const call = () => face.ask(binned ? 'journal.bin' : 'journal.unbin', { id })
      return [id, { ...old, binned }, call] as const
    }
    const again = id && old && !old.binned && roll() < 0.6
    const target = (again ? id : (++this.#count).toString(16).padStart(32, '0')) as EntryId
    const writing = someWords(roll)
    const call = () => face.ask('journal.save', { id: target, day: dayOf(target), writing })
    return [target, { text: plainText(writing), binned: false }, call] as const
  }

  /** Reads everything back; the answer is what differs, as sentences. What was under way counts as it stands now. */
  async audit({ face }: Running): Promise<string[]> {
    const wrong: string[] = []
    const away = new Set<EntryId>()
    for (let after: EntryId | undefined, size = -1; away.size > size; ) {
      size = away.size
      const binned = await face.ask('journal.binned', after ? { after } : {})
      if (!binned.ok) return [`the bin: ${binned.fault}`]
      for (const { id } of binned.value) away.add(id)
      after = binned.value.at(-1)?.id
    }
    const stands = async (id: EntryId): Promise<Stand | undefined> => {
      const read = await face.ask('journal.read', { id })
      return read.ok ? { text: plainText(read.value.writing), binned: away.has(id) } : undefined
    }
    if (this.#asked) {
      const { id, then } = this.#asked
      const now = await stands(id)
      if (!same(now, then) && !same(now, this.#kept.get(id)))
        wrong.push(`${id} is neither what was kept nor what was asked for`)
      if (now) this.#kept.set(id, now)
      this.#asked = undefined
    }
    for (const [id, kept] of this.#kept)
      if (!same(await stands(id), kept)) wrong.push(`${id} is not as it was kept`)
    // The index knows every newest word, and none that were replaced.
    for (const [id, { text, binned }] of [...this.#kept].slice(-5)) {
      const mark = text.split(' ')[0] ?? ''
      const found = await face.ask('journal.search', { words: mark })
      const hit = found.ok && found.value.some(one => one.id === id)
      if (hit === binned) wrong.push(`${id} is ${binned ? '' : 'not '}found by a word of it`)
    }
    return wrong
  }
}

const dayOf = (id: string) =>
  day(`2026-11-${String(1 + (Number.parseInt(id.slice(-4), 16) % 28)).padStart(2, '0')}`)

/** A mark no other has, and a tail that fills some pages now and then. */
function someWords(roll: Roll): Writing {
  const mark = `mark${Math.floor(roll() * 2 ** 40).toString(36)}`
  const tail = 'rain on the roof and a cup of tea '.repeat(Math.floor(roll() ** 3 * 300))
  return says(`${mark} ${tail}`.trim())
}
