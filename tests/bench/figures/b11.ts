/**
 * B11: two members write one note, face to face, over the whole way: page, vault, disk, courier, WebRTC, and back up, in
 * two real programs; beside it y-webrtc alone between two windows. Both take the same turns at the same trace
 * (plan.ts), in the face's batches, and each turn waits for the one before it.
 *
 * The hands sit in the face's place at the vault's port (pages/kinfold.ts) and not at its editor: a driver that presses
 * keys costs more than all that is measured, and an editor would cost both sides the same and bring the ratio nearer to
 * one. What stands here is therefore rather too strict.
 *
 * Twice: with the face's 300 ms, as people feel it; and eagerly, each turn leaving at its end, which leaves nothing but
 * the way itself to be measured. BENCH_WHOLE=1 takes the whole trace eagerly (26,078 edits) and not its first 6,000.
 */

import * as Y from 'yjs'
import { compare, type Figure, type Side, side, spent } from '../harness.ts'
import { hands } from '../pages/hands.ts'
import { type Two, twoMembers, twoPlain } from '../people.ts'
import { type Plan, plan } from '../plan.ts'

const FEW = 600
const MANY = process.env['BENCH_WHOLE'] === '1' ? Number.POSITIVE_INFINITY : 6000
const ROUNDS = 3
/** Of 60 characters each: 1.9 MB, just below what a paste may have (docs/protocol.md, section 6). */
const LINES = 31_000

type Given = { plan: Plan; writer: 0 | 1; eager: boolean }

/** One round: a note of its own, then all the turns; what it took, and both must have ended with the plan's text. */
function writing(two: Two, open: () => Promise<void>, planned: Plan, eager: boolean): Side {
  return async () => {
    await open()
    const start = performance.now()
    const before = spent(two.pids)
    const typed = await Promise.all(
      two.pages.map((page, writer) =>
        page.evaluate(({ plan, writer, eager }: Given) => window.hands.type(plan, writer, eager), {
          plan: planned,
          writer: writer as 0 | 1,
          eager,
        }),
      ),
    )
    const cpu = spent(two.pids) - before
    for (const { text } of typed) if (text !== planned.text) throw new Error('not what was typed')
    return { wall: Math.max(...typed.map(({ ms }) => ms), performance.now() - start), cpu }
  }
}

const begin = (pages: Two['pages']): Promise<unknown> =>
  Promise.all(pages.map((page, i) => page.evaluate(first => window.hands.begin(first), i === 0)))

async function newNote({ pages }: Two): Promise<void> {
  const note = await pages[0].evaluate(() => window.bench.newNote())
  await Promise.all(pages.map(page => page.evaluate(id => window.bench.open(id), note)))
  await begin(pages)
}

let rooms = 0
async function newRoom({ pages, hub }: Two & { readonly hub: string }): Promise<void> {
  const room = `room ${rooms++}`
  await Promise.all(
    pages.map(page => page.evaluate(([room, hub]) => window.plain.open(room, hub), [room, hub] as const)),
  )
  await begin(pages)
}

/** The longest that either vault answered nobody while a long paste went through, over Yjs taking the same in once. */
function pasting(two: Two, say: (line: string) => void): { subject: Side; reference: Side } {
  let taken: Uint8Array = new Uint8Array()
  const [ana, ben] = two.pages
  return {
    subject: async () => {
      await newNote(two)
      const before = spent(two.pids)
      const start = performance.now()
      await Promise.all(two.pages.map(page => page.evaluate(() => window.bench.listen())))
      const sent = ana.evaluate(lines => window.hands.paste(lines), LINES)
      await ben.evaluate(count => window.hands.blocks(count), LINES + 1)
      const arrived = performance.now() - start
      const silences = await Promise.all(two.pages.map(page => page.evaluate(() => window.bench.silence())))
      const { bytes } = await sent
      const wall = Math.max(...silences)
      say(
        `a paste of ${(LINES * 61) / 1e6} MB (${bytes} bytes as an update) was there after ${Math.round(arrived)} ms; ` +
          `the vaults were silent for ${silences.map(ms => Math.round(ms)).join(' and ')} ms at most`,
      )
      return { wall, cpu: spent(two.pids) - before }
    },
    reference: side(() => {
      taken = taken.length > 0 ? taken : pasted()
      Y.applyUpdateV2(new Y.Doc(), taken)
    }),
  }
}

/** What `hands.paste` makes. */
function pasted(): Uint8Array {
  const doc = new Y.Doc()
  let update: Uint8Array = new Uint8Array()
  doc.on('updateV2', bytes => {
    update = Uint8Array.from(bytes)
  })
  void hands(doc, { send: async () => {} }).paste(LINES)
  return update
}

export const figure: Figure = {
  id: 'B11',
  async take(dir, say) {
    await using members = await twoMembers(dir)
    await using plain = await twoPlain(dir)
    const sides = (planned: Plan, eager: boolean): [Side, Side] => [
      writing(members, () => newNote(members), planned, eager),
      writing(plain, () => newRoom(plain), planned, eager),
    ]
    const told = (what: string, [ours, plains]: [Side, Side], turns: number): [Side, Side] => {
      const each = (name: string, side: Side): Side => {
        return async () => {
          const taken = await side()
          const [wall, cpu] = [taken.wall, taken.cpu].map(ms => (ms / turns).toFixed(1))
          say(`${what}, ${name}: ${wall} ms a turn, ${cpu} ms of CPU`)
          return taken
        }
      }
      return [each('members', ours), each('plain', plains)]
    }
    const few = plan(FEW)
    say(`${few.edits} edits in ${few.turns.length} turns, in batches of 300 ms`)
    const felt = await compare(ROUNDS, ...told('300 ms', sides(few, false), few.turns.length))
    const many = plan(MANY)
    say(`${many.edits} edits in ${many.turns.length} turns, each leaving at once`)
    const bare = await compare(ROUNDS, ...told('at once', sides(many, true), many.turns.length))
    say('a paste just below the most')
    const { subject, reference } = pasting(members, say)
    const paste = await compare(2, subject, reference)
    return [
      {
        what: 'the longest silence of a vault during a paste of 1.9 MB, over Yjs taking it in',
        goal: { most: 5 },
        figure: paste.wall,
      },
      {
        what: `${few.edits} edits of two members in 300 ms batches, wall, over plain y-webrtc`,
        goal: { most: 2 },
        figure: felt.wall,
      },
      {
        what: `${few.edits} edits of two members in 300 ms batches, CPU of all processes, over plain y-webrtc`,
        goal: { most: 3.5 },
        figure: felt.cpu,
      },
      {
        what: `${many.edits} edits, each turn leaving at once, wall, over plain y-webrtc`,
        goal: { most: 5 },
        figure: bare.wall,
      },
      {
        what: `${many.edits} edits, each turn leaving at once, CPU of all processes, over plain y-webrtc`,
        goal: { most: 5 },
        figure: bare.cpu,
      },
    ]
  },
}
