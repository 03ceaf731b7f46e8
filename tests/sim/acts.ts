/** What people do beside writing: hand files to each other, link computers, agree, export, take their own words back. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from './person.ts'
import type { Story } from './story.ts'

const SECOND = 1000

/** One of them, by whom there is to do it. `changes`: also those by which people and computers come and go. */
export async function act(it: Story, who: Person): Promise<void> {
  const some = [carry, carry, open, open, putAway, agreements, erase, openUp, openUp, exportAll]
  const more = [...some, link, link, signOut, shutOut, joinByFile, joinByFile]
  await it.one(it.changes ? more : some)?.(it, who)
}

/** A sync file is written, for everybody. */
async function carry(it: Story, who: Person): Promise<void> {
  const path = join(it.dir, `${it.files.length}.kinfold-sync`)
  if (!(await who.may('circle.fileWrite', { circle: it.circle, to: [], file: who.chosen(path) }))) return
  it.files.push(path)
  it.did(who, 'writes a file', 'files')
}

/** Any that was ever written comes to somebody, be it old, or opened before. */
async function open(it: Story, who: Person): Promise<void> {
  const path = it.often(0.5) ? it.files.at(-1) : it.one(it.files)
  if (path && (await who.may('circle.fileRead', { file: who.chosen(path) })))
    it.did(who, `opens file ${it.files.indexOf(path)}`, 'files opened')
}

/** A circle that is put away is only read, on that computer alone; mostly it comes back before long. */
async function putAway(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const { away } = await who.call('circle.read', { circle })
  if (!away) for (const note of [...who.open.keys()]) await who.leave(note)
  // What could not be sent yet goes first.
  if (who.open.size > 0) return
  await who.call('circle.putAway', { circle, away: !away })
  it.did(who, away ? 'takes the circle back' : 'puts the circle away', away ? 'back again' : 'put away')
}

async function agreements(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const { now, open } = await who.call('circle.agreements', { circle })
  const proposal = it.one(open.filter(({ mayAdopt }) => mayAdopt))
  if (proposal && it.often(0.7)) {
    if (await who.may('circle.adopt', { circle, proposal: proposal.id })) it.did(who, 'adopts', 'adopted')
    return
  }
  const lines = [`We listen, says ${who.name}`, `And again, ${it.files.length}`]
  if (await who.may('circle.propose', { circle, lines, after: now?.id ?? null }))
    it.did(who, 'proposes', 'proposed')
}

/** What they wrote in a note, on whichever of their computers, is to be gone everywhere. */
async function erase(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const { notes } = await who.call('circle.read', { circle })
  const note = it.one(notes)?.id
  if (!note || !(await who.may('note.eraseMine', { circle, note }))) return
  it.did(who, 'erases their words', 'erased')
  for (const [text, word] of it.words) {
    if (word.note !== note) continue
    if (word.by.of === who.of || it.moved.get(text)?.has(who.of)) word.taken = true
    if (word.by === who) word.erased = true
  }
}

/** A note as it stands, for whoever came after it was begun. */
async function openUp(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const { notes } = await who.call('circle.read', { circle })
  const note = it.one(notes)?.id
  if (note && (await who.may('note.openUp', { circle, note }))) it.did(who, 'opens a note up', 'opened up')
}

async function exportAll(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const to = who.chosen(it.dir)
  const made = await who.call('circle.export', { circle, to, language: 'en' })
  const { notes } = await who.call('circle.read', { circle })
  if (made.left.length > 0 || made.notes !== notes.length) throw new Error('a copy without all notes')
  if (notes.length > 0 && readdirSync(join(it.dir, made.name, 'Notes')).length < notes.length)
    throw new Error('a copy without its files')
  it.did(who, 'makes a readable copy', 'exported')
}

/** A new circle goes on from this one, with what can be read here. */
export async function goOn(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const made = await who.call('circle.goOn', { circle, name: 'Anew', ownName: who.name, tell: it.often(0.7) })
  const texts = (of: string): string[] =>
    who
      .look(of)
      .notes.map(([, lines]) => lines.join('\n'))
      .sort()
  const [before, after] = [texts(circle), texts(made.circle)]
  if (made.left.length > 0 || before.join('\n\n') !== after.join('\n\n'))
    throw new Error(`${who.name} went on without:\n${before.join('\n\n')}\n--\n${after.join('\n\n')}`)
  it.did(who, `begins anew with ${made.notes} notes`, 'begins anew')
}

/** A second computer, with words compared on both screens. */
async function link(it: Story, who: Person): Promise<void> {
  const { circle } = it
  if (it.people.length >= it.most + 2 || it.people.some(({ of }) => of === who && of !== who)) return
  if (it.people.some(one => one !== who && one.of === who.of)) return
  if (!(await who.call('circle.computers', { circle })).mayLink) return
  it.wire.put(who, 0)
  const code = await who.call('circle.linkCode', { circle })
  const second = it.person(who)
  const { id } = await second.call('circle.takeUp', { code: code.link })
  for (let i = 0; i < 30; i++) {
    await it.time.pass(SECOND)
    const [asking] = (await who.call('circle.computers', { circle })).asking
    if (!asking || second.joining?.step !== 'compare') continue
    if (asking.words.join() !== second.joining.words.join()) throw new Error('the words differ')
    await who.call('circle.linkAnswer', { circle, link: asking.id, same: true })
    await second.call('circle.wordsMatch', { join: id })
    await it.time.pass(3 * SECOND)
    if (!second.has(circle)) break
    return it.did(who, 'links another computer', 'linked')
  }
  await it.away(second, 'linking in vain')
}

/** One of two computers takes itself out, when everything it has was seen by the other. The first one stays. */
async function signOut(it: Story, who: Person): Promise<void> {
  const other = it.people.find(one => one !== who && one.of === who.of)
  if (!other?.awake || who === it.people[0] || !who.has(it.circle)) return
  for (const note of [...who.open.keys()]) await who.leave(note)
  if (await who.may('circle.signOut', { circle: it.circle })) it.did(who, 'signs out', 'signed out')
}

/** The other computer is said to be lost: a host has to agree. */
async function shutOut(it: Story, who: Person): Promise<void> {
  const { circle } = it
  const { computers } = await who.call('circle.computers', { circle })
  const lost = it.one(computers.filter(({ mayShutOut }) => mayShutOut))
  const founders = it.people[0]?.of === who.of
  if (!lost || founders || !(await who.may('circle.shutOut', { circle, device: lost.id }))) return
  it.did(who, 'shuts their other computer out', 'shut out')
}

/** Somebody in no network comes in by two files. */
async function joinByFile(it: Story, who: Person): Promise<void> {
  const { circle } = it
  if (it.people.length >= it.most + 2) return
  const { members } = await who.call('circle.read', { circle })
  if (!members.find(({ you }) => you)?.facilitator) return
  const paths = ['asks', 'answer'].map(name => join(it.dir, `${name}-${it.lines.length}.kinfold`))
  const [asks, answer] = paths as [string, string]
  let link: string
  try {
    link = (await who.call('circle.invite', { circle })).link
  } catch {
    // Too many are open, or the circle is put away.
    return
  }
  const guest = it.person()
  const { id, words } = await guest.call('circle.joinByFile', { invitation: link, ownName: guest.name })
  await guest.call('circle.joinFile', { join: id, file: guest.chosen(asks) })
  const came = await who.call('circle.fileRead', { file: who.chosen(asks) })
  const { requests } = await who.call('circle.read', { circle })
  const asked = came.is === 'asking' && requests.find(one => one.id === came.door.join)
  if (!asked || asked.words.join() !== words.join()) throw new Error('the words of a file differ')
  if (it.often(0.5)) await guest.call('circle.wordsMatch', { join: id })
  if (await who.may('circle.answer', { circle, join: asked.id, admit: true })) {
    for (let i = 0; i < 4; i++) {
      const { newcomers } = await who.call('circle.read', { circle })
      const newcomer = newcomers.find(({ name }) => name === guest.name)
      if (newcomer?.waits !== 'answer') {
        await it.agree(guest)
        await it.time.pass(2 * SECOND)
        continue
      }
      const file = who.chosen(answer)
      if (!(await who.may('circle.fileWrite', { circle, to: [newcomer.member], file }))) break
      await guest.call('circle.fileRead', { file: guest.chosen(answer) })
      if (!guest.has(circle)) await guest.call('circle.wordsMatch', { join: id })
      if (!guest.has(circle)) throw new Error(`${guest.name} has an answer and is not in`)
      return it.did(guest, `joins by the files of ${who.name}`, 'joined by files')
    }
  }
  await it.away(guest, 'joining by files in vain')
}
