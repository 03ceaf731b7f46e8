import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { heedSignals } from '../../../src/main/shell/signals.ts'

/** A program that signals are sent to, and the clock it goes by. */
function program() {
  let now = 0
  const waiting: { at: number; run: () => void }[] = []
  const did: string[] = []
  const system = new EventEmitter()
  const timers = {
    now: () => now,
    after: (ms: number, run: () => void) => {
      waiting.push({ at: now + ms, run })
      return () => {}
    },
  }
  heedSignals(system, { timers, leave: () => did.push('leave'), end: () => did.push('end') })
  const pass = (ms: number): void => {
    now += ms
    for (const { run } of waiting.filter(({ at }) => at <= now)) run()
  }
  return { did, send: (signal: string) => system.emit(signal), pass }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('leaves at %s', signal => {
  const { did, send } = program()
  send(signal)
  expect(did).toEqual(['leave'])
})

it('takes what comes twice, over the terminal and over npm, as one', () => {
  const { did, send, pass } = program()
  send('SIGINT')
  pass(300)
  send('SIGINT')
  expect(did).toEqual(['leave'])
})

it('ends at once when it is told again', () => {
  const { did, send, pass } = program()
  send('SIGTERM')
  pass(1500)
  send('SIGINT')
  expect(did).toEqual(['leave', 'end'])
})

it('ends when leaving takes too long', () => {
  const { did, send, pass } = program()
  send('SIGTERM')
  pass(15_000)
  expect(did).toEqual(['leave', 'end'])
})
