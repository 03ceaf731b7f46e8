/**
 * A circle's life by chance: people write, are away for weeks, lose their power, are cut into islands, come back; they do
 * with the circle what the screens offer (acts.ts). At the end everybody is together for a while, and then: equal logs, equal
 * documents, and every word that was said to be saved is there or set aside, unless somebody who saw it took it away, or its
 * author erased it: then nobody has it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { act, goOn } from './acts.ts'
import { chance } from './chance.ts'
import { Person } from './person.ts'
import { Time } from './time.ts'
import { Wire } from './wire.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

export type Told = Record<string, number>

type Word = {
  readonly note: string
  readonly by: Person
  /** Who, by what its author knew, was no longer of the circle. */
  readonly out: readonly string[]
  /** Whoever saw it may have taken it away. */
  taken: boolean
  /** Its author wanted it gone, everywhere. */
  erased: boolean
}

export class Story {
  readonly time = new Time(Date.UTC(2026, 10, 22, 12))
  readonly wire: Wire
  readonly people: Person[] = []
  readonly told: Told = {}
  readonly lines: string[] = []
  readonly words = new Map<string, Word>()
  /** Words that a join of two lines wrote anew, and who did: two who join the same lines write them twice. */
  readonly moved = new Map<string, Set<Person>>()
  /** Where files lie that people hand to each other. */
  readonly dir = mkdtempSync(join(tmpdir(), 'kinfold-story-'))
  readonly #homes = mkdtempSync(join(tmpdir(), 'kinfold-homes-'))
  /** Sync files that somebody wrote: anybody may open one, at any time. */
  readonly files: string[] = []
  circle = ''
  history: 'everything' | 'from-joining' = 'everything'
  /** Whether people come to be hosts, and go. */
  changes = false
  /** So many devices, and two more. */
  most = 0
  #roll: () => number
  #named = 0

  constructor(roll: () => number) {
    this.#roll = roll
    this.wire = new Wire(this.time, roll)
  }

  end(): void {
    for (const person of this.people) person.crash()
    for (const dir of [this.dir, this.#homes]) rmSync(dir, { recursive: true, force: true })
  }

  say(line: string): void {
    this.lines.push(`${((this.time.now() / DAY) % 1000).toFixed(2)} ${line}`)
  }

  count(what: string): void {
    this.told[what] = (this.told[what] ?? 0) + 1
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#roll() * list.length)]
  }

  often = (share: number): boolean => this.#roll() < share

  /** `of`: another computer of theirs. */
  person(of?: Person): Person {
    const person = new Person(of ? `${of.name}+` : `p${this.#named++}`, this.time, this.wire, this.#homes, of)
    this.people.push(person)
    person.start()
    return person
  }

  /** They came in vain. */
  async away(person: Person, why: string): Promise<void> {
    this.say(`${person.name} ${why}`)
    this.count(why)
    await person.sleep()
    this.people.splice(this.people.indexOf(person), 1)
  }

  async found(history: 'everything' | 'from-joining'): Promise<void> {
    const founder = this.person()
    const names = { name: 'Thursday table', ownName: 'Founder' }
    const { circle } = await founder.call('circle.found', { ...names, history })
    this.circle = circle
  }

  /** Everything from the invitation to the yes, over the wire. */
  async join(host: Person): Promise<void> {
    const guest = this.person()
    const { link } = await host.call('circle.invite', { circle: this.circle })
    const { id: join } = await guest.call('circle.join', { invitation: link, ownName: guest.name })
    for (let i = 0; i < 30; i++) {
      await this.time.pass(SECOND)
      const { requests } = await host.call('circle.read', { circle: this.circle })
      const asked = requests.find(({ name }) => name === guest.name)
      if (!asked || guest.joining?.step !== 'compare') continue
      if (asked.words.join() !== guest.joining.words.join()) throw new Error('the words differ')
      await guest.call('circle.wordsMatch', { join })
      await host.call('circle.answer', { circle: this.circle, join: asked.id, admit: true })
      await this.time.pass(2 * SECOND)
      await this.agree(guest)
      if (guest.has(this.circle)) {
        this.count('joined')
        this.say(`${guest.name} joins by ${host.name}`)
        return
      }
    }
    await this.away(guest, 'joining in vain')
  }

  /** With three or more, a second person says yes, and the keys follow. */
  async agree(guest: Person): Promise<void> {
    if (guest.has(this.circle)) return
    for (const second of this.people) {
      if (!second.awake || !second.has(this.circle)) continue
      const { waiting } = await second.call('circle.read', { circle: this.circle })
      const asked = waiting.find(
        ({ mayAgree, what, name }) => mayAgree && what === 'admit' && name === guest.name,
      )
      if (!asked) continue
      await second.may('circle.agree', { circle: this.circle, waiting: asked.id })
      return this.time.pass(4 * SECOND)
    }
  }

  here = (): Person[] => this.people.filter(({ awake }) => awake)

  async write(who: Person): Promise<void> {
    const { notes } = await who.call('circle.read', { circle: this.circle })
    const writable = notes.filter(({ readOnly }) => !readOnly)
    if (writable.length === 0 || (writable.length < 3 && this.often(0.1))) {
      if (await who.may('note.create', { circle: this.circle })) this.count('notes')
      return
    }
    const chosen = this.one(writable)
    const live = chosen && (await who.note(this.circle, chosen.id))
    if (!live) return
    const roll = this.#roll()
    if (roll < 0.7) return this.#add(who, live)
    if (roll < 0.8) return this.#turn(who, live)
    if (roll < 0.88) return this.#take(who, live)
    if (roll < 0.91) return this.#erase(who, live)
    if (roll < 0.95) return this.#join(who, live)
    return who.leave(live.note)
  }

  async #add(who: Person, live: NonNullable<Awaited<ReturnType<Person['note']>>>): Promise<void> {
    const word = `w${this.words.size}x`
    const saved = await who.change(live, body => {
      if (body.length === 0 || this.often(0.2)) {
        const block = new Y.XmlElement('block')
        block.setAttribute('kind', 'paragraph')
        block.insert(0, [new Y.XmlText(`${word} `)])
        body.insert(Math.floor(this.#roll() * (body.length + 1)), [block])
        return
      }
      const text = this.#text(body)
      const places = [0, ...[...text.toString().matchAll(/ /g)].map(({ index }) => index + 1)]
      text.insert(this.one(places) ?? 0, `${word} `)
    })
    if (!saved) return this.count('not saved')
    const out = who.out(this.circle)
    this.words.set(word, { note: live.note, by: who, out, taken: false, erased: false })
    this.count('words')
  }

  /** Another kind of block, or a title: words stay. */
  async #turn(who: Person, live: NonNullable<Awaited<ReturnType<Person['note']>>>): Promise<void> {
    const kind = this.one(['heading', 'bullet', 'quote', 'paragraph']) ?? 'paragraph'
    await who.change(live, (body, head) => {
      const block = body.length > 0 && this.often(0.8) ? this.one(body.toArray()) : undefined
      if (block instanceof Y.XmlElement) block.setAttribute('kind', kind)
      else head.set('title', `${kind} by ${who.name}`)
    })
    this.count('turns')
  }

  /** A word is taken away. */
  async #take(who: Person, live: NonNullable<Awaited<ReturnType<Person['note']>>>): Promise<void> {
    let word: string | undefined
    await who.change(live, body => {
      if (body.length === 0) return
      const text = this.#text(body)
      const found = this.one([...text.toString().matchAll(/w\d+x /g)])
      if (!found) return
      word = found[0].trim()
      text.delete(found.index, found[0].length)
    })
    if (!word) return
    this.words.get(word)!.taken = true
    this.count('taken')
  }

  /** A whole line is taken away, with all that stands in it on this page. */
  async #erase(who: Person, live: NonNullable<Awaited<ReturnType<Person['note']>>>): Promise<void> {
    let words: string[] = []
    await who.change(live, body => {
      if (body.length < 2) return
      const n = Math.floor(this.#roll() * body.length)
      words = wordsIn(lineOf(body, n))
      body.delete(n, 1)
    })
    for (const word of words) {
      const known = this.words.get(word)
      if (known) known.taken = true
    }
    this.count('lines taken')
  }

  /** A line is joined to the one before it, as the editor does it: its words are written there anew. */
  async #join(who: Person, live: NonNullable<Awaited<ReturnType<Person['note']>>>): Promise<void> {
    await who.change(live, body => {
      if (body.length < 2) return
      const n = 1 + Math.floor(this.#roll() * (body.length - 1))
      const [to, from] = [lineOf(body, n - 1), lineOf(body, n)]
      for (const word of wordsIn(from)) this.moved.set(word, (this.moved.get(word) ?? new Set()).add(who.of))
      to.insert(to.length, from.toString())
      body.delete(n, 1)
    })
    this.count('joins')
  }

  /** Somebody is let out, made a host, or no host any more; somebody agrees; somebody leaves. */
  async decide(who: Person): Promise<void> {
    const { circle } = this
    const { members, waiting } = await who.call('circle.read', { circle })
    const asked = this.one(waiting.filter(({ mayAgree }) => mayAgree))
    if (asked && this.often(0.7)) {
      if (await who.may('circle.agree', { circle, waiting: asked.id }))
        this.did(who, `agrees to ${asked.what}`)
      return
    }
    const me = members.find(({ you }) => you)
    if (me && !me.facilitator && this.often(0.1)) {
      if (await who.may('circle.leave', { circle })) this.did(who, 'leaves')
      return
    }
    if (me?.facilitator && this.often(0.2)) {
      if (await who.may('circle.rekey', { circle })) this.did(who, 'makes keys')
      return
    }
    if (me && !me.facilitator && this.often(0.15)) return this.#follow(who)
    if (this.often(0.04)) return goOn(this, who)
    if (me?.facilitator && this.often(0.1)) {
      if (await who.may('circle.here', { circle })) this.did(who, 'is here')
      return
    }
    const member = this.one(members.filter(({ you }) => !you))
    if (!member) return
    const what = this.one(['remove', 'promote', 'promote', 'demote'] as const) ?? 'promote'
    const done =
      what === 'remove'
        ? await who.may('circle.remove', { circle, member: member.id, now: this.often(0.5) })
        : await who.may(`circle.${what}`, { circle, member: member.id })
    if (done) this.did(who, `${what} ${member.name}`, what)
  }

  /** A new host is asked for, as if none were there. */
  async #follow(who: Person): Promise<void> {
    const { circle } = this
    const { heirs, may } = await who.call('circle.succession', { circle })
    const heir = this.one(heirs)
    if (!heir || !may) return
    if (await who.may('circle.succeed', { circle, member: heir.id }))
      this.did(who, `succeed ${heir.name}`, 'succeed')
  }

  /** The founder ends it: whoever has not heard writes on. */
  async close(who: Person): Promise<void> {
    if (await who.may('circle.close', { circle: this.circle })) this.did(who, 'closes the circle', 'closed')
  }

  did(who: Person, what: string, counted = what): void {
    this.say(`${who.name} ${what}`)
    this.count(counted)
  }

  #text(body: Y.XmlFragment): Y.XmlText {
    return lineOf(body, Math.floor(this.#roll() * body.length))
  }

  /** Nothing is in the way any more, and all reach all, or only those beside them, until nothing moves. */
  async together(): Promise<void> {
    // Who is out passes nothing on.
    const allIn = (): boolean => this.people.every(person => person.look(this.circle).active)
    if (allIn() && this.often(0.5)) this.wire.line = [...this.people]
    this.wire.loss = { share: 0, until: 0 }
    this.wire.delay = 20
    for (const person of this.people) {
      if (!person.awake) person.start()
      await person.call('circle.putAway', { circle: this.circle, away: false })
      this.wire.put(person, 0)
    }
    await this.#quiet()
    if (allIn()) return
    // Somebody in the middle of the line has heard that they are out.
    this.wire.line = []
    for (const person of this.people) this.wire.put(person, 0)
    await this.#quiet()
    // Whoever was told that they are out rests for up to a day, and listens at once when the program is opened.
    for (const person of this.people) {
      if (person.look(this.circle).active) continue
      await person.sleep()
      person.start()
    }
    await this.#quiet()
  }

  async #quiet(): Promise<void> {
    for (let i = 0, before = -1; i < 60 && before !== this.wire.frames; i++) {
      before = this.wire.frames
      await this.time.pass(MINUTE)
    }
  }

  async laws(): Promise<void> {
    // The founder cannot be let out: who is in is theirs to say. Two who each signed the other's removal, apart, may each
    // believe to be in (docs/protocol.md, "Not yet"); nobody may believe to be out who is in.
    const all = this.people.map(person => ({ person, ...person.look(this.circle) }))
    const seen = all.filter(
      ({ active, member, device }) =>
        active && all[0]?.in.includes(member) && all[0]?.computers.includes(device),
    )
    for (const { person, active, device } of all)
      if (!active && all[0]?.computers.includes(device))
        throw new Error(`${person.name} is in, and holds themselves for out`)
    const [first, ...rest] = seen
    if (!first) throw new Error('nobody is left')
    // Where all may read all, and nothing was erased before somebody had it, nobody lacks a note or a word of one.
    const wholly = this.history === 'everything' && !this.told['erased']
    for (const other of rest) {
      for (const what of ['log', 'have'] as const) {
        const [a, b] = [JSON.stringify(first[what]), JSON.stringify(other[what])]
        if (a !== b)
          throw new Error(`${what} of ${first.person.name} and ${other.person.name} differ:\n${a}\n${b}`)
      }
      if (wholly && other.notes.length !== first.notes.length)
        throw new Error(`${other.person.name} has other notes than ${first.person.name}`)
    }
    for (const { person, refusals } of seen)
      if (refusals.length > 0)
        throw new Error(`${person.name} refused what honest people wrote: ${refusals.join(', ')}`)
    await this.#agreed(seen.map(({ person }) => person))
    const pages = await this.#pages(seen, wholly)
    for (const [text, { note, taken, by, erased }] of this.words) {
      const page = pages.get(note)
      if (page?.aside.includes(text) && !page.text.includes(text)) this.count('set aside')
      if (erased && !this.moved.has(text) && seen.some(({ person }) => person === by))
        for (const { person, notes } of seen)
          if (JSON.stringify(notes).includes(text))
            throw new Error(`${person.name} has ${text}, which is erased`)
      if (taken || !seen.some(({ person }) => person === by)) continue
      // Where nobody has the whole note, at least its author has their own words.
      const there = page ?? (await this.#pageOf(by, note))
      if (!there.text.includes(text) && !there.aside.includes(text)) throw new Error(`lost: ${text}`)
    }
    const here = new Set(seen.map(({ person }) => person))
    for (const person of this.people) {
      if (here.has(person)) continue
      const { member, notes } = person.look(this.circle)
      const told = JSON.stringify(notes)
      const leaked = [...this.words].filter(([word, { out }]) => out.includes(member) && told.includes(word))
      if (leaked.length > 0)
        throw new Error(`${person.name} was out and has ${leaked.map(([word]) => word).join(', ')}`)
      const kept = [...this.words.values()].filter(({ out }) => out.includes(member)).length
      this.told['kept from those who were out'] = (this.told['kept from those who were out'] ?? 0) + kept
    }
    // Typed at one place, a word stands once.
    const text = [...pages.values()].map(page => page.text).join()
    const twice = [...this.words.keys()].filter(word => text.split(word).length > 2 && !this.moved.has(word))
    if (twice.length > 0) throw new Error(`twice: ${twice.join(', ')}`)
  }

  /** By note: what everybody reads who can read all of it, and what is set aside there, or after the checkpoint it begins with. */
  async #pages(
    seen: readonly ({ person: Person } & ReturnType<Person['look']>)[],
    wholly: boolean,
  ): Promise<Map<string, Page>> {
    const pages = new Map<string, Page & { person: Person; whole: boolean }>()
    for (const { person, notes, part, based } of seen) {
      if (part.length > 0 && wholly) throw new Error(`${person.name} reads a note in part`)
      const asides = new Map(await person.aside(this.circle))
      for (const [note, lines] of notes) {
        if (part.includes(note)) {
          this.count('read in part')
          continue
        }
        const page = {
          person,
          text: JSON.stringify(lines),
          aside: JSON.stringify(asides.get(note) ?? []),
          whole: !based.includes(note),
        }
        const known = pages.get(note)
        if (!known || (page.whole && !known.whole)) pages.set(note, page)
        if (!known) continue
        this.count('equal notes')
        const both = known.whole && page.whole
        for (const what of both ? (['text', 'aside'] as const) : (['text'] as const))
          if (known[what] !== page[what])
            throw new Error(
              `${what} of ${known.person.name} and ${person.name} differs:\n${known[what]}\n${page[what]}`,
            )
      }
    }
    return pages
  }

  async #pageOf(person: Person, note: string): Promise<Page> {
    const lines = new Map(person.look(this.circle).notes).get(note)
    const aside = new Map(await person.aside(this.circle)).get(note)
    return { text: JSON.stringify(lines ?? []), aside: JSON.stringify(aside ?? []) }
  }

  /** What holds among them is the same on every screen. */
  async #agreed(people: readonly Person[]): Promise<void> {
    const shown = await Promise.all(
      people.map(async person => {
        const { now, open } = await person.call('circle.agreements', { circle: this.circle })
        return JSON.stringify([now?.lines, open.map(({ lines }) => lines)])
      }),
    )
    const other = shown.findIndex(one => one !== shown[0])
    if (other > 0) throw new Error(`agreements of ${people[other]?.name}:\n${shown[other]}\n${shown[0]}`)
  }
}

type Page = { readonly text: string; readonly aside: string }

/**
 * One life of a circle of two to `most` people, `steps` long. `changes`: people come to be hosts and go, or not; else by
 * chance. Throws at the first broken law, with what happened.
 */
export async function story(seed: number, steps = 60, most = 5, changes?: boolean): Promise<Told> {
  const { roll, end } = chance(seed)
  const it = new Story(roll)
  const giveBack = it.time.borrow()
  try {
    it.most = most
    it.history = roll() < 0.3 ? 'from-joining' : 'everything'
    await it.found(it.history)
    for (let people = 1 + Math.floor(roll() * (most - 1)); people > 0; people--) await it.join(it.people[0]!)
    it.changes = changes ?? roll() < 0.6
    // Now and then it ends before the story does: some have heard of it, some not.
    const end = it.changes && roll() < 0.25 ? Math.floor(steps * 0.8) : Number.POSITIVE_INFINITY
    for (let step = 0; step < steps; step++) {
      const founder = it.people[0]!
      if (step >= end && founder.awake && !it.told['closed']) await it.close(founder)
      await move(it)
    }
    await it.together()
    await it.laws()
    return it.told
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).stack}\n${it.lines.slice(-80).join('\n')}`)
  } finally {
    it.end()
    giveBack()
    end()
  }
}

function lineOf(body: Y.XmlFragment, n: number): Y.XmlText {
  const block = body.get(n)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('a block without text')
  return text
}

const wordsIn = (text: Y.XmlText): string[] => text.toString().match(/w\d+x/g) ?? []

async function move(it: Story): Promise<void> {
  const who = it.one(it.people)!
  const roll = it.often
  if (!who.awake) {
    if (roll(0.5)) {
      who.start()
      it.say(`${who.name} is back`)
      it.count('back')
    }
  } else if (roll(0.06)) {
    who.crash()
    it.say(`${who.name} loses power`)
    it.count('power cuts')
  } else if (roll(0.05)) {
    await who.sleep()
    it.say(`${who.name} goes`)
    it.count('goes')
  } else if (roll(0.08)) {
    const island = Math.floor(it.people.length * Number(roll(0.5)))
    it.wire.put(who, island)
    it.say(`${who.name} is on island ${island}`)
    it.count('islands')
  } else if (roll(0.04)) {
    it.wire.loss = { share: roll(0.5) ? 0.05 : 0.01, until: it.time.now() + MINUTE }
    it.wire.delay = roll(0.5) ? 2000 : 20
    it.say(`loss ${it.wire.loss.share}, delay ${it.wire.delay}`)
  } else if (roll(0.03)) {
    who.skew = roll(0.5) ? 0 : 3650 * DAY
    it.say(`the clock of ${who.name} is ${who.skew / DAY} days ahead`)
  } else if (it.changes && roll(0.12)) await it.decide(who)
  else if (roll(0.25)) await act(it, who)
  else for (let i = 0; i < 4; i++) await it.write(who)
  await it.time.pass(roll(0.1) ? DAY * 7 : roll(0.3) ? MINUTE : roll(0.5) ? SECOND : 0)
}
