/** Small things that cost a tired person strength: answered questions asked again, words about what is not there, help out of reach. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { all, fill, MORNING, one, openFace, press, rest, said, visit } from './house.tsx'

it('does not ask whether the words match once that was answered', async () => {
  const { fake } = await openFace()
  await visit({ at: 'join', invitation: `kinfold:join/${'a'.repeat(64)}` })
  await fill(en['join.own'], 'Moss')
  await press('button', en['join.go'])
  const [joining] = [...fake.joinings.values()]
  if (!joining) throw new Error('nobody asked')
  await act(async () =>
    fake.joinStep(joining.id, { step: 'compare', words: ['amber', 'river', 'lamp'], circleName: 'Thursday' }),
  )
  await rest()
  expect(all('heading', en['join.compare'])).toHaveLength(1)
  await press('button', en['join.match'])
  expect(said()).not.toContain(en['join.compare'])
  expect(said()).not.toContain(en['join.compare.help'])
  expect(all('heading', en['join.matched'])).toHaveLength(1)
  expect(said()).toContain(en['join.waiting'])
  expect(one('list', en['join.words']).textContent).toContain('amber')
  // Other words: the question is another one.
  await act(async () => fake.joinStep(joining.id, { words: ['stone', 'river', 'lamp'] }))
  await rest()
  expect(all('heading', en['join.compare'])).toHaveLength(1)
})

it('says of an empty bin that it is empty, and nothing about erasing', async () => {
  const { fake } = await openFace()
  await visit({ at: 'bin' })
  expect(said()).toContain(en['bin.empty'])
  expect(said()).not.toContain(en['erasing.disk'])
  const id = '1'.padStart(32, '0')
  fake.entries.set(id, {
    id,
    day: '2026-11-21' as Day,
    writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text: 'old' }] }] },
    created: MORNING,
    modified: MORNING,
    binned: true,
  })
  await visit({ at: 'circles' })
  await visit({ at: 'bin' })
  expect(said()).toContain(en['erasing.disk'])
})

it('keeps Help now in reach while a sheet lies over the page', async () => {
  await openFace(fake => {
    fake.opened()
    fake.backups.before = [{ name: 'vault.before-2026-11-20 10.00.00', bytes: 1_200_000 }]
  })
  await visit({ at: 'settings' })
  await press('button', 'Delete it for good: vault.before-2026-11-20 10.00.00')
  expect(all('dialog')).toHaveLength(1)
  const reachable = all('button', en['help.open']).filter(button => !button.closest('[aria-hidden],[inert]'))
  expect(reachable).toHaveLength(1)
  await act(async () => reachable[0]?.click())
  await rest()
  const dialogs = all('dialog').map(dialog => dialog.textContent ?? '')
  // Nothing of what was asked is lost meanwhile.
  expect(dialogs).toHaveLength(2)
  expect(dialogs.some(words => words.includes('988'))).toBe(true)
})
