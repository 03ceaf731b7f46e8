import { expect, it } from 'vitest'
import { bundled } from '../../../src/shared/contract/bundled.ts'

/** A port that keeps what it was given, and what can be said to it. */
function port() {
  const posted: unknown[] = []
  let hear: (message: unknown) => void = () => {}
  const one = bundled({
    post: (message: unknown) => void posted.push(message),
    listen(receive: (message: unknown) => void) {
      hear = receive
    },
  })
  return { one, posted, say: (message: unknown) => hear(message) }
}

it('carries what is said in one breath as one message, in order, and the next breath after it', async () => {
  const { one, posted } = port()
  for (const n of [1, 2, 3]) one.post({ n })
  expect(posted).toEqual([])
  await Promise.resolve()
  one.post({ n: 4 })
  await Promise.resolve()
  expect(posted).toEqual([[{ n: 1 }, { n: 2 }, { n: 3 }], { n: 4 }])
})

it('hears one after the other what came as one message, and what came alone', () => {
  const { one, say } = port()
  const heard: unknown[] = []
  one.listen(message => heard.push(message))
  say([{ n: 1 }, { n: 2 }])
  say({ n: 3 })
  expect(heard).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})
