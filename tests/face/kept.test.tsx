/** A circle's keeper, as a person sees it: what it learns, an address, and how it goes. */
import { expect, it } from 'vitest'
import { all, fill, one, openFace, press, said, visit } from './house.tsx'

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
  // What is said aloud comes into a place that was there before it: a place that appears with its words is passed over.
  const places = all('status').filter(each => each.closest('form') === null)
  const state = places[0]
  expect(places.map(place => place.textContent)).toEqual(['', ''])
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
  expect(state?.textContent).toContain('It is in reach')
  expect(all('status')).toEqual(places)
  face.fake.keeperState('full')
  await visit({ at: 'circles' })
  await visit({ at: 'keeper', circle: [...face.fake.circles.keys()][0] ?? '' })
  expect(said()).toContain('Nothing is lost; your words wait here.')
  const now = all('status')
  face.fake.refuse('keeper.set', null)
  await press('button', 'Use no keeper')
  expect(now.at(-1)?.textContent).toBe('This computer uses no keeper for this circle now.')
  expect(now.every(place => place.isConnected)).toBe(true)
  expect(one('textbox', 'Address of the keeper')).toBeTruthy()
})
