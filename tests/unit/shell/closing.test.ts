/** Closing the window: asked once, kept, and never a window that cannot be closed. */
import { expect, it } from 'vitest'
import { closing } from '../../../src/main/shell/closing.ts'

function start(open = true) {
  const did: string[] = []
  const state = { open }
  const note = (what: string) => () => void did.push(what)
  const closes = closing({
    open: () => state.open,
    ask: note('ask'),
    leave: note('leave'),
    stay: note('stay'),
  })
  return { did, state, ...closes }
}

it.each(['leave', 'stay'] as const)('asks on the page, and does what was answered: %s', how => {
  const { did, close, answer } = start()
  close()
  expect(did).toEqual(['ask'])
  answer(how)
  expect(did).toEqual(['ask', how])
})

it('goes on as before when nobody wants to close it after all, and asks again the next time', () => {
  const { did, close, answer } = start()
  close()
  answer('not')
  close()
  expect(did).toEqual(['ask', 'ask'])
})

it.each(['leave', 'stay'] as const)('does not ask where it was said: %s', how => {
  const { did, close, means } = start()
  means(how)
  close()
  expect(did).toEqual([how])
})

it('leaves at a second press when the page does not answer', () => {
  const { did, close } = start()
  close()
  close()
  expect(did).toEqual(['ask', 'leave'])
})

it('leaves a closed notebook without a question: there is nothing to lose', () => {
  const { did, close } = start(false)
  close()
  expect(did).toEqual(['leave'])
})

it('asks the page that is there now', () => {
  const { did, close, anew } = start()
  close()
  anew()
  close()
  expect(did).toEqual(['ask', 'ask'])
})
