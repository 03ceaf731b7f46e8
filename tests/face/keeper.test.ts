/** What the keeper of the journal promises whoever is about to end the page. */
import { expect, it } from 'vitest'
import { keepJournal, SAVE_AFTER } from '../../src/renderer/face/features/today/keeper.ts'
import type { Fault } from '../../src/shared/fault.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import type { EntryId } from '../../src/shared/journal/entry.ts'
import { err, ok } from '../../src/shared/result.ts'
import { heldTimers } from './timers.ts'

const ID = 'a'.repeat(32) as EntryId
const DAY = '2026-11-22' as Day
const rest = () => new Promise(done => setImmediate(done))

/** A keeper over a disk that answers when it is told to, oldest save first. */
function slowDisk() {
  const waiting: ((fault?: Fault) => void)[] = []
  const { timers, pass } = heldTimers()
  const ask = () => new Promise(done => waiting.push(fault => done(fault ? err(fault) : ok({ modified: 0 }))))
  const keeper = keepJournal({ ask } as never, timers)
  const write = () => keeper.change(ID, DAY, () => ({ type: 'doc', content: [{ type: 'block' }] }))
  return {
    keeper,
    pass,
    write,
    sent: () => waiting.length,
    answer: (fault?: Fault) => waiting.shift()?.(fault),
  }
}

it('waits for a save that is already on its way, and has the words when the disk refuses them', async () => {
  const { keeper, pass, write, answer } = slowDisk()
  write()
  pass(SAVE_AFTER)
  let settled = false
  const flushed = keeper.flush().then(() => {
    settled = true
  })
  await rest()
  expect(settled).toBe(false)
  expect(keeper.saving().state).toBe('saving')
  answer('disk-full')
  await flushed
  expect(keeper.saving()).toEqual({ state: 'refused', fault: 'disk-full' })
  expect(keeper.unsaved(DAY)).toHaveLength(1)
})

it('waits for the save on its way and for what was written since', async () => {
  const { keeper, pass, write, sent, answer } = slowDisk()
  write()
  pass(SAVE_AFTER)
  write()
  let settled = false
  const flushed = keeper.flush().then(() => {
    settled = true
  })
  expect(sent()).toBe(2)
  answer()
  await rest()
  expect(settled).toBe(false)
  answer()
  await flushed
  expect(keeper.saving().state).toBe('saved')
})
