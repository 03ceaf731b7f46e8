import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ask, type Contract, call, type Port, serve } from '../../../src/shared/contract/wire.ts'
import { err, ok } from '../../../src/shared/result.ts'

const contract = {
  calls: {
    double: call(v.object({ n: v.number() }), v.object({ n: v.number() })),
    lie: call(v.object({}), v.object({ n: v.number() })),
    fall: call(v.object({}), v.object({})),
    refuse: call(v.object({}), v.object({})),
  },
  news: { rain: v.object({ mm: v.number() }) },
} as const satisfies Contract

/** Two ends of one channel that copies what passes, as real ones do. */
function pair(): [Port, Port] {
  const ears: [((m: unknown) => void)[], ((m: unknown) => void)[]] = [[], []]
  const end = (mine: 0 | 1, other: 0 | 1): Port => ({
    post: message => {
      const copy = structuredClone(message)
      queueMicrotask(() => {
        for (const hear of ears[other]) hear(copy)
      })
    },
    listen: hear => void ears[mine].push(hear),
    close: () => void ears[mine].splice(0),
  })
  return [end(0, 1), end(1, 0)]
}

function rooms() {
  const [face, vault] = pair()
  const bugs: string[] = []
  const served = serve(
    contract,
    {
      double: ({ n }) => ok({ n: 2 * n }),
      lie: () => ok({ n: 'many' } as never),
      fall: () => {
        throw new Error('a private word')
      },
      refuse: () => err('locked'),
    },
    vault,
    (name, error) => void bugs.push(`${name}: ${(error as Error).name}`),
  )
  return { face, asking: ask(contract, face), served, bugs }
}

describe('two rooms talking', () => {
  it('answer each question with its own answer, in any order', async () => {
    const { asking } = rooms()
    const answers = await Promise.all([1, 2, 3].map(n => asking.ask('double', { n })))
    expect(answers).toEqual([2, 4, 6].map(n => ok({ n })))
    expect(await asking.ask('refuse', {})).toEqual(err('locked'))
  })

  it('refuse what the contract does not know, on the way in and on the way out', async () => {
    const { asking, face } = rooms()
    expect(await asking.ask('double', { n: 'two' } as never)).toEqual(err('bad-request'))
    expect(await asking.ask('toString' as never, {} as never)).toEqual(err('bad-request'))
    expect(await asking.ask('__proto__' as never, {} as never)).toEqual(err('bad-request'))
    expect(await asking.ask('lie', {})).toEqual(err('bad-request'))
    for (const noise of [null, 1, 'x', {}, { id: 'x', call: 'double' }, { id: 1 }]) face.post(noise)
    expect(await asking.ask('double', { n: 4 })).toEqual(ok({ n: 8 }))
  })

  it('tell of a bug without the words that caused it', async () => {
    const { asking, bugs } = rooms()
    const answer = await asking.ask('fall', {})
    expect(answer).toEqual(err('not-saved'))
    expect(bugs).toEqual(['fall: Error'])
  })

  it('hear news of the right shape until they stop listening', async () => {
    const { asking, served } = rooms()
    const heard: number[] = []
    const stop = asking.on('rain', ({ mm }) => void heard.push(mm))
    served.tell('rain', { mm: 3 })
    served.tell('rain', { mm: 'much' } as never)
    await asking.ask('double', { n: 1 })
    stop()
    served.tell('rain', { mm: 4 })
    await asking.ask('double', { n: 1 })
    expect(heard).toEqual([3])
  })

  it('know at once when the other room is gone', async () => {
    const { asking } = rooms()
    const waiting = asking.ask('double', { n: 1 })
    asking.end()
    expect(await waiting).toEqual(err('vault-gone'))
    expect(await asking.ask('double', { n: 1 })).toEqual(err('vault-gone'))
  })
})
