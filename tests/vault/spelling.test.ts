import { expect, it } from 'vitest'
import { findWords } from '../scan.ts'
import { founded, home, reopened } from './house.ts'

it('keeps a person’s own words in the vault, each once, through a lock, and readable nowhere', async () => {
  using place = home()
  const ana = await founded(place.dir)
  const read = async (running = ana) => {
    const answer = await running.face.ask('spelling.read', {})
    if (!answer.ok) throw new Error(answer.fault)
    return answer.value
  }
  expect(await read()).toEqual({ on: false, words: [] })
  await ana.face.ask('spelling.choose', { on: true })
  for (const word of ['Zephyrine', 'amlodipine', 'Zephyrine', 'Ödön'])
    expect(await ana.face.ask('spelling.learn', { word })).toMatchObject({ ok: true })
  expect(await ana.face.ask('spelling.learn', { word: 'two words' })).toMatchObject({
    ok: false,
    fault: 'bad-request',
  })
  await ana.face.ask('spelling.forget', { word: 'amlodipine' })
  await ana.lock()

  const again = await reopened(place.dir)
  expect(await read(again)).toEqual({ on: true, words: ['Ödön', 'Zephyrine'] })
  await again.lock()
  expect(findWords(place.dir, ['Zephyrine', 'amlodipine'])).toEqual([])
})
