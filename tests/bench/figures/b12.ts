/**
 * B12: somebody comes into a circle that has 5,000 envelopes (10 MB), in two real programs: from the first of them that is
 * there to the last, checked, opened, kept on the disk and in its document; beside it a plain data channel between two
 * windows that moves as many bytes in frames as long as ours.
 *
 * Where history begins with joining they come as well, closed to whoever came later, and each note is opened to them by a
 * checkpoint, which is one envelope more: it saves a newcomer the reading, and not the way. So what is measured there is
 * both: what comes closed, and the notes that are then opened, over the same bytes.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundle } from '../bundle.ts'
import { compare, type Figure, type Side, spent } from '../harness.ts'
import { PASSPHRASE, person, plainWindows } from '../people.ts'

const ROUNDS = 3
const NOTES = 50
/** Envelopes in each note, its beginning among them, and letters in each. */
const EACH = 100
const LETTERS = 1900
const CIRCLE = 'Thursday table'
/** Of 60 characters each: 300 KB. */
const LINES = 4900

type History = 'everything' | 'from-joining'

/** A computer with such a circle, closed. Returns the bytes of its words as they are sealed, about. */
async function filled(dir: string, history: History): Promise<{ profile: string; bytes: number }> {
  const profile = join(dir, `host-${history}`)
  fs.mkdirSync(profile)
  const host = person(profile)
  await host.sitDown()
  await host.makeVault(PASSPHRASE)
  await host.page.evaluate(await bundle('pages/kinfold.ts'))
  const bytes = await host.page.evaluate(given => window.bench.fill(given), {
    name: CIRCLE,
    history,
    notes: NOTES,
    each: EACH,
    letters: LETTERS,
  })
  await host.getUp()
  return { profile, bytes }
}

type Came = { readonly ms: number; readonly cpu: number }

let rounds = 0
/** Each time anew: the same host, and somebody who was never there. `met`: while both still are. */
async function coming(
  dir: string,
  { profile, history }: { profile: string; history: History },
  met: (host: Page, guest: Page) => Promise<void> = async () => {},
): Promise<Came> {
  const [own, theirs] = ['host', 'guest'].map(name => join(dir, `${name}-${rounds}`)) as [string, string]
  rounds++
  fs.cpSync(profile, own, { recursive: true, filter: path => !/Singleton\w+$/.test(path) })
  fs.mkdirSync(theirs)
  const [host, guest] = [person(own), person(theirs)]
  try {
    await host.sitDown()
    await host.unlock(PASSPHRASE)
    await guest.sitDown()
    await guest.makeVault(PASSPHRASE)
    // From then on the guest's own page hears nothing more; the host's is needed as far as the yes.
    const script = await bundle('pages/kinfold.ts')
    await guest.page.evaluate(script)
    await host.openCircle(CIRCLE)
    const { code, addresses } = await host.invite()
    const invitation = { invitation: code, address: addresses[0] ?? '', ownName: 'Moss' }
    const matched = guest.page.evaluate(given => window.bench.join(given), invitation)
    await host.safetyWords('door.words')
    await matched
    const pids = [host, guest].map(({ app }) => app.process().pid ?? 0)
    const before = spent(pids)
    const closed = history === 'from-joining'
    const came = guest.page.evaluate(([notes, closed]) => window.bench.newcomer(notes, closed), [
      NOTES,
      closed,
    ] as const)
    await host.letIn()
    let ms = await came
    await host.page.evaluate(script)
    if (closed) {
      const pressed = performance.now()
      const opened = guest.page.evaluate(notes => window.bench.newcomer(notes, false), NOTES)
      await host.page.evaluate(() => window.bench.openUp())
      await opened
      ms += performance.now() - pressed
    }
    const cpu = spent(pids) - before
    await met(host.page, guest.page)
    return { ms, cpu }
  } finally {
    for (const one of [host, guest]) if (one.isHere) await one.kill()
    for (const folder of [own, theirs]) fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** A paste of 300 KB, which plain y-webrtc loses without a word. */
async function pasted(host: Page, guest: Page): Promise<void> {
  const note = await host.evaluate(() => window.bench.newNote())
  for (const page of [host, guest]) await page.evaluate(id => window.bench.open(id), note)
  const there = guest.evaluate(count => window.hands.blocks(count), LINES)
  await host.evaluate(lines => window.hands.paste(lines), LINES)
  await there
}

export const figure: Figure = {
  id: 'B12',
  async take(dir, say) {
    const app = await plainWindows(dir, 2)
    try {
      while (app.windows().length < 2) await app.waitForEvent('window')
      const [one, other] = app.windows() as [Page, Page]
      const script = await bundle('peers/plain-channel.ts')
      for (const page of [one, other]) {
        await page.waitForLoadState()
        await page.evaluate(script)
      }
      const offer = await one.evaluate(() => window.channel.offer())
      const answer = await other.evaluate(said => window.channel.answer(said), offer)
      await one.evaluate(said => window.channel.accept(said), answer)
      const pids = [app.process().pid ?? 0]
      const plain =
        (bytes: number): Side =>
        async () => {
          const before = spent(pids)
          const took = other.evaluate(most => window.channel.take(most), bytes)
          await one.evaluate(most => window.channel.send(most), bytes)
          const wall = await took
          say(`${bytes} bytes over a plain channel in ${Math.round(wall)} ms`)
          return { wall, cpu: spent(pids) - before }
        }
      let arrived = 0
      const lines = []
      for (const history of ['everything', 'from-joining'] as const) {
        const { profile, bytes } = await filled(dir, history)
        const subject: Side = async () => {
          const { ms, cpu } = await coming(dir, { profile, history }, async (host, guest) => {
            if (arrived > 0 || history !== 'everything') return
            await pasted(host, guest)
            arrived = 1
          })
          say(`${NOTES * EACH} envelopes, ${history}: all there ${Math.round(ms)} ms after the first`)
          return { wall: ms, cpu }
        }
        lines.push({ history, taken: await compare(ROUNDS, subject, plain(bytes)) })
      }
      const [whole, opened] = lines.map(({ taken }) => taken.wall)
      if (!whole || !opened) throw new Error('nothing was taken')
      return [
        {
          what: 'a newcomer receives 5,000 envelopes of 10 MB, wall, over a plain data channel moving as many bytes',
          goal: { most: 10 },
          figure: whole,
        },
        {
          what: 'the same where history begins with joining, and every note is then opened by a checkpoint',
          goal: { most: 30 },
          figure: opened,
        },
        {
          what: 'a paste of 300 KB arrives there (1: it does)',
          goal: { least: 1 },
          figure: { median: arrived, min: arrived, max: arrived },
        },
      ]
    } finally {
      await app.close()
    }
  },
}
