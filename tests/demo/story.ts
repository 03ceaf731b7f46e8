/**
 * The main job, done by two people at two computers through what they see: journals, a circle, a code and matching
 * words, a real trace typed into one note by both, a note written while cut off, and everything there again after a
 * restart. Leaves pictures and demo/report.json. `--edits=N` types only the first N edits of the trace.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostsAllowed, makeHosts } from '../drive/hosts.ts'
import { lookInside } from '../drive/inside.ts'
import { type RemotePerson, seatPerson } from '../drive/remote.ts'
import { lookFor } from '../scan.ts'
import { readTrace } from '../trace/trace.ts'
import { type Typed, Typing } from '../trace/type.ts'
import { clearProfiles, Refused, readEdits } from './given.ts'
import { apart, CIRCLE, ENTRIES, NOTES, OPENING, SEARCH } from './words.ts'

const given = (name: string): string | undefined =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const option = (name: string, otherwise: string): string => given(name) ?? otherwise

const root = join(import.meta.dirname, '../..')
const out = option('out', join(root, 'demo'))
const electron = option('electron', '')
const profiles = join(out, 'profiles')
const PASSPHRASES = ['lamplight and rain', 'seven slow harbours'] as const

const timings: Record<string, number> = {}
async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const value = await act()
  timings[what] = Math.round(performance.now() - begun)
  console.log(`  ${what} (${((timings[what] ?? 0) / 1000).toFixed(1)} s)`)
  return value
}
function must(true_: boolean, what: string): void {
  if (!true_) throw new Error(`It did not go as it should: ${what}`)
}
/** What the program and Chromium leave by themselves: made, left, opened again and left by somebody who writes nothing. */
async function nobody(): Promise<void> {
  const one = await seatPerson({
    electron,
    program: root,
    profile: control,
    args: ['--kinfold-interfaces=loopback'],
  })
  try {
    await one.sitDown()
    await one.makeVault('a stone in no pocket')
    await one.getUp()
    await one.sitDown()
    await one.unlock('a stone in no pocket')
    await one.getUp()
  } finally {
    await one.end()
  }
}
const both = <T>(
  people: readonly RemotePerson[],
  act: (person: RemotePerson, i: number) => Promise<T>,
): Promise<T[]> => Promise.all(people.map(act))

function prepared(): { edits: number; homes: string[] } {
  try {
    const edits = readEdits(given('edits'))
    return { edits, homes: clearProfiles(profiles, ['0', '1', 'control']) }
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason
    console.error(reason.message)
    process.exit(1)
  }
}
const { edits, homes: rooms } = prepared()
const [homes, control] = [rooms.slice(0, 2), rooms[2] ?? '']
for (const name of ['stuck-0.png', 'stuck-1.png']) rmSync(join(out, name), { force: true })

const apartHosts = hostsAllowed()
const hosts = apartHosts ? makeHosts(2) : undefined
console.log(
  hosts
    ? `Two computers of their own, ${hosts.addresses.join(' and ')}, on a network that leads nowhere else.`
    : 'Both on this computer, over loopback alone (hosts of their own need root and iproute2).',
)
const people = await Promise.all(
  [0, 1].map(i =>
    seatPerson(
      {
        electron,
        program: root,
        profile: homes[i] ?? '',
        args: hosts ? [] : ['--kinfold-interfaces=loopback'],
      },
      hosts?.names[i],
    ),
  ),
)
const [ana, ben] = people as [RemotePerson, RemotePerson]
/** The link between the two, down and up. Without hosts of their own, one of them is put to sleep instead. */
const link = async (up: boolean): Promise<void> => {
  if (hosts) hosts.cable(1, up)
  else await ben.reach(up)
}

let report: Record<string, unknown> = { finished: false }
try {
  await timed('a third writes nothing, to compare with', nobody)
  await timed('both start the program', () => both(people, person => person.sitDown()))
  await timed('both create their notebooks', () =>
    both(people, (person, i) => person.makeVault(PASSPHRASES[i] ?? '')),
  )
  await timed('three journal entries', async () => {
    for (const [i, entry] of ENTRIES.entries()) await ana.write(entry, i > 0)
  })
  await ana.picture(join(out, '1-today.png'))
  await timed('one is found by a word', async () => {
    const found = await ana.search(SEARCH.query)
    must(
      found.length === 1 && (found[0] ?? '').includes(SEARCH.finds),
      `search found ${JSON.stringify(found)}`,
    )
  })
  await ana.picture(join(out, '2-search.png'))

  await timed('a circle is founded', () => ana.foundCircle(CIRCLE.name, CIRCLE.ana))
  const invitation = await ana.invite()
  const address = invitation.addresses[0] ?? ''
  must(address !== '', 'the invitation shows no address')
  await timed('the second joins by code, the words match', async () => {
    await ben.knock(invitation.code, address, CIRCLE.ben)
    const [shown, heard] = await Promise.all([ana.safetyWords('door.words'), ben.safetyWords('join.words')])
    must(shown === heard && shown.split(' ').length === 4, `the words differ: ${shown} and ${heard}`)
    await ana.picture(join(out, '4-words-match.png'))
    await ana.letIn()
    await ben.enter(CIRCLE.name)
  })

  const trace = readTrace(edits)
  await ana.beginNote(NOTES.first)
  await ben.openNote(NOTES.first)
  const typing = new Typing([ana, ben])
  const half = Math.floor(trace.edits.length / 2)
  const before = hosts ? hosts.bytes(0) : 0
  const typeOn = async (from: number, to: number): Promise<Typed | undefined> => {
    const slice = Math.ceil((to - from) / 4)
    let typed: Typed | undefined
    for (let at = from; at < to; at += slice) {
      typed = await typing.type(trace.edits.slice(at, Math.min(to, at + slice)))
      console.log(`    ${typed.edits} of ${trace.edits.length} edits`)
    }
    return typed
  }
  const first = await timed('the first half of the trace', () => typeOn(0, half))
  await timed('the link goes down and up', async () => {
    await link(false)
    await new Promise(resolve => setTimeout(resolve, 3000))
    await link(true)
  })
  const typed = await timed('the second half of the trace', () => typeOn(half, trace.edits.length))
  const firstNote = await typing.agree()
  const carried = hosts ? hosts.bytes(0) - before : 0
  await ana.top()
  await ana.picture(join(out, '5-shared-note.png'))

  await ana.back()
  await ben.back()
  await ana.beginNote(NOTES.second)
  await ana.writeNote(OPENING)
  await ben.openNote(NOTES.second)
  await ben.waitForNote([OPENING])
  await timed('both go on alone while cut off', async () => {
    await link(false)
    const half = apart(0).length / 2
    const [a, b] = [apart(0), apart(1)]
    // In the same paragraph: one at its end, the other at its beginning; then each in paragraphs of their own.
    await ana.typeAt('end', ` ${a.slice(0, half).join(' ')}`)
    await ben.typeAt('start', `${b.slice(0, half).join(' ')} `)
    await ana.typeAt('end', `\n${a.slice(half).join(' ')}`)
    await ben.typeAt('end', `\n${b.slice(half).join(' ')}`)
  })
  const all = [...apart(0), ...apart(1)]
  await timed('they come together again', async () => {
    await link(true)
    await both(people, person => person.waitForNote(all))
  })
  const second = await timed('both screens show the same', async () => {
    for (;;) {
      const [a, b] = await both(people, person => person.noteText())
      if (a === b) return a ?? ''
      await new Promise(resolve => setTimeout(resolve, 200))
    }
  })
  await both(people, person => person.back())
  await ana.picture(join(out, '3-circle.png'))

  await timed('both leave', () => both(people, person => person.getUp()))
  const once = await lookInside(homes, PASSPHRASES)
  await timed('both restart and unlock', async () => {
    await both(people, person => person.sitDown())
    await both(people, (person, i) => person.unlock(PASSPHRASES[i] ?? ''))
  })
  const after = await timed('everything is there', () =>
    both(people, async person => {
      const texts: string[] = []
      for (const title of [NOTES.second, NOTES.first]) {
        await person.openCircle(CIRCLE.name)
        await person.openNote(title)
        await person.waitForNote([])
        texts.push(await person.noteText())
      }
      return texts
    }),
  )
  await ben.picture(join(out, '6-after-restart.png'))
  await both(people, person => person.getUp())
  const insides = await lookInside(homes, PASSPHRASES)

  const [one, other] = insides
  const same =
    JSON.stringify(one) === JSON.stringify(other) && JSON.stringify(once) === JSON.stringify(insides)
  const texts = new Map((one ?? []).map(note => [note.title, note.text]))
  const whole = edits === Number.POSITIVE_INFINITY ? trace.endContent : firstNote
  const equal =
    same &&
    texts.get(NOTES.first) === whole &&
    firstNote === whole &&
    texts.get(NOTES.second) === second &&
    after.every(([a, b]) => a === second && b === whole)
  const everyWord = all.every(word => second.split(/\s+/).filter(found => found === word).length === 1)

  const looking = lookFor({
    texts: [
      ...ENTRIES,
      OPENING,
      ...Object.values(NOTES),
      whole,
      second,
      apart(0).join(' '),
      apart(1).join(' '),
      ...PASSPHRASES,
    ],
    names: [...Object.values(CIRCLE), SEARCH.query],
    control,
  })
  must(
    looking.known < looking.pieces / 50,
    `${looking.known} of ${looking.pieces} pieces are in an empty profile`,
  )
  const scan = () => homes.flatMap(home => looking.find(home))
  const found = await timed('no word stands readable on the disk', async () => scan())
  for (const { file, form, at, word } of found) console.log(`    ${file}, ${form}, at ${at}: ${word}`)
  const planted = join(homes[0] ?? '', 'planted.txt')
  writeFileSync(planted, JSON.stringify({ of: ENTRIES[1].slice(20, 60), and: whole.slice(-30) }))
  const plantedFound = scan().length - found.length
  rmSync(planted)
  must(plantedFound > 1, 'the scan does not find what was planted')

  report = {
    equal,
    everyWord,
    plaintextFound: found.length,
    looked: { pieces: looking.pieces, known: looking.known },
    electron: option('electron-version', 'unknown'),
    hosts: hosts ? 'two network namespaces' : 'loopback',
    edits: trace.edits.length,
    typing: { first, whole: typed },
    timings,
    bytes: { text: whole.length, carried },
  }
} catch (error) {
  report = { ...report, error: String((error as Error).stack ?? error), timings }
  for (const [i, person] of people.entries())
    await Promise.race([
      person.picture(join(out, `stuck-${i}.png`)).catch(() => {}),
      new Promise(resolve => setTimeout(resolve, 5000)),
    ])
} finally {
  await both(people, person => person.end())
  hosts?.end()
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
}

console.log(JSON.stringify(report, null, 2))
process.exit(
  report['equal'] === true && report['everyWord'] === true && report['plaintextFound'] === 0 ? 0 : 1,
)
