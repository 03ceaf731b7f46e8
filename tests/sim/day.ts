/**
 * Hours of a circle in which every computer comes and goes each few minutes, some by losing their power, networks fall into
 * islands, frames are lost, and people write. Every few hours all are together for a while, and the laws of a story hold.
 */
import { chance } from './chance.ts'
import { Story, type Told } from './story.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** A computer is there, or away, for so long on average. */
const STAY = 6 * MINUTE
const TOGETHER = 3 * HOUR

/** Throws at the first broken law, with what happened last. `told` hears each time that all were equal, and after how long. */
export async function day(
  seed: number,
  hours: number,
  people: number,
  told: (virtualHours: number, all: Told) => void = () => {},
): Promise<Told> {
  const { roll, end } = chance(seed)
  const it = new Story(roll)
  const giveBack = it.time.borrow()
  try {
    await it.found('everything')
    while (it.people.length < people) await it.join(it.people[0]!)
    const begun = it.time.now()
    for (let hour = 0; hour < hours; ) {
      hour = Math.min(hours, hour + TOGETHER / HOUR)
      while (it.time.now() < begun + hour * HOUR) await minutes(it, roll)
      await it.together()
      await it.laws()
      it.count('together')
      told((it.time.now() - begun) / HOUR, it.told)
    }
    return it.told
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).stack}\n${it.lines.slice(-80).join('\n')}`)
  } finally {
    it.end()
    giveBack()
    end()
  }
}

/** Half a minute to two and a half: who comes, who goes, who is cut off, what is written. */
async function minutes(it: Story, roll: () => number): Promise<void> {
  const passed = (0.5 + 2 * roll()) * MINUTE
  it.wire.line = []
  for (const who of it.people) {
    if (it.often(passed / STAY)) {
      if (!who.awake) {
        who.start()
        it.did(who, 'is back', 'back')
      } else if (it.often(0.3)) {
        who.crash()
        it.did(who, 'loses power', 'power cuts')
      } else {
        await who.sleep()
        it.did(who, 'goes', 'goes')
      }
    }
    if (who.awake && it.often(0.1)) {
      it.wire.put(who, Math.floor(roll() * 3))
      it.count('islands')
    }
  }
  if (it.often(0.1)) {
    it.wire.loss = { share: roll() * 0.05, until: it.time.now() + MINUTE }
    it.wire.delay = it.often(0.5) ? 2000 : 20
    it.count('loss')
  }
  const writer = it.one(it.here())
  if (writer) for (let edits = Math.floor(roll() * 3); edits > 0; edits--) await it.write(writer)
  await it.time.pass(passed)
}
