/** A circle's keeper, as a person sees it: what it learns, an address, and how it goes. */
import { expect, it } from 'vitest'
import { fill, one, openFace, press, said, visit } from './house.tsx'

it('tells what a keeper learns, takes an address, says how it goes, and lets go of it', async () => {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  await press('button', 'More about Thursday table')
  await press('menuitem', 'A keeper…')
  expect(one('heading', /./).textContent).toBe('A keeper')
  expect(said()).toContain('sees your computer’s address')
  await press('button', 'Use this keeper')
  expect(said()).toContain('Please enter an address first.')
  face.fake.refuse(
    'keeper.set',
    'keeper-open',
    args => !String((args as { address: unknown }).address).startsWith('wss'),
  )
  await fill('Address of the keeper', 'ws://keeper.example')
  await press('button', 'Use this keeper')
  expect(said()).toContain('Use an address that begins with wss.')
  await fill('Address of the keeper', 'wss://keeper.example')
  await press('button', 'Use this keeper')
  expect(said()).toContain('The keeper is wss://keeper.example.')
  expect(said()).toContain('It is in reach')
  face.fake.keeperState('full')
  await visit({ at: 'circles' })
  await visit({ at: 'keeper', circle: [...face.fake.circles.keys()][0] ?? '' })
  expect(said()).toContain('Nothing is lost; your words wait here.')
  face.fake.refuse('keeper.set', null)
  await press('button', 'Use no keeper')
  expect(said()).toContain('This computer uses no keeper for this circle now.')
  expect(one('textbox', 'Address of the keeper')).toBeTruthy()
})
