/** A page that throws while it is drawn: whatever it was, the window is not left empty. */
import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { usePlaces } from '../../src/renderer/face/places.ts'
import { all, fill, one, openFace, press, rest, said, visit } from './house.tsx'

/** What cannot be drawn now. The message stands for somebody's words. */
const broken = vi.hoisted(() => ({ page: false, notices: false, low: false, cover: false }))
const ifBroken = (what: keyof typeof broken): void => {
  if (broken[what]) throw new RangeError('words of somebody')
}
vi.mock(import('../../src/renderer/face/features/circle/CirclePage.tsx'), async original => {
  const { CirclePage } = await original()
  return {
    CirclePage: props => {
      ifBroken('page')
      return CirclePage(props)
    },
  }
})
vi.mock(import('../../src/renderer/face/features/unlock/Notices.tsx'), async original => {
  const { Notices } = await original()
  return {
    Notices: () => {
      ifBroken('notices')
      return Notices()
    },
  }
})
vi.mock(import('../../src/renderer/face/features/low/LowPage.tsx'), async original => {
  const { LowPage } = await original()
  return {
    LowPage: props => {
      ifBroken('low')
      return LowPage(props)
    },
  }
})
vi.mock(import('../../src/renderer/face/features/unlock/Unlock.tsx'), async original => {
  const { Unlock } = await original()
  return {
    Unlock: () => {
      ifBroken('cover')
      return Unlock()
    },
  }
})

const WORDS = /could not show this page\. What was saved is still in your notebook\. Go to another place/

async function inCircle() {
  for (const what of ['page', 'notices', 'low', 'cover'] as const) broken[what] = false
  // React tells the console of a test what it caught.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const circle = [...face.fake.circles.values()][0]!
  const again = (): Promise<void> =>
    act(async () => face.fake.changeCircle(circle.id, { name: `Table ${Math.random()}` }))
  return { ...face, circle: circle.id, again }
}

describe('a page that cannot be drawn', () => {
  it('leaves a window with Help now, lock and every other place, and says what happened', async () => {
    const { fake, circle, again } = await inCircle()
    expect(said()).toContain('Thursday table')
    broken.page = true
    await again()
    expect(one('alert').textContent).toMatch(WORDS)
    expect(said()).not.toContain('words of somebody')
    await press('button', 'Help now')
    expect(one('dialog').textContent).toContain('988')
    await press('button', 'Close')
    await press('link', 'Settings')
    expect(all('heading', 'Settings')).toHaveLength(1)
    expect(said()).not.toMatch(WORDS)
    // There it is still so, until it is not.
    await visit({ at: 'circle', circle })
    expect(one('alert').textContent).toMatch(WORDS)
    await press('button', 'Try again')
    expect(one('alert').textContent).toMatch(WORDS)
    broken.page = false
    await press('button', 'Try again')
    expect(said()).toContain('Table 0.')
    expect(all('alert')).toHaveLength(0)
    broken.page = true
    await again()
    await press('button', 'Hide and lock')
    expect(fake.locked()).toBe(1)
  })

  it('lets one go back to where one was', async () => {
    const { circle } = await inCircle()
    await visit({ at: 'settings' })
    broken.page = true
    await visit({ at: 'circle', circle })
    expect(one('alert').textContent).toMatch(WORDS)
    await press('button', 'Go back')
    await vi.waitFor(() => expect(usePlaces.getState().trail[usePlaces.getState().step]?.at).toBe('settings'))
    await rest()
    expect(said()).not.toMatch(WORDS)
  })
})

describe('a desk that cannot be drawn', () => {
  for (const what of ['notices', 'low'] as const)
    it(`still has Help now, lock and a way to the journal: ${what}`, async () => {
      const { fake, again } = await inCircle()
      broken[what] = true
      if (what === 'low') await visit({ at: 'low' })
      else {
        await visit({ at: 'settings' })
        await again()
      }
      expect(one('alert').textContent).toMatch(WORDS)
      await press('button', 'Help now')
      expect(one('dialog').textContent).toContain('988')
      await press('button', 'Close')
      await press('button', 'Hide and lock')
      expect(fake.locked()).toBe(1)
      if (what === 'notices') {
        await press('button', 'Try again')
        expect(one('alert').textContent).toMatch(WORDS)
        broken.notices = false
      }
      await press('button', 'Go to the journal')
      expect(said()).not.toMatch(WORDS)
      expect(all('link', 'Settings').length).toBeGreaterThan(0)
    })

  it('nor is the cover, and nothing of the notebook is offered there', async () => {
    for (const name of ['page', 'notices', 'low'] as const) broken[name] = false
    broken.cover = true
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await openFace(fake => fake.closed())
    expect(one('alert').textContent).toMatch(WORDS)
    expect(all('button', 'Hide and lock')).toHaveLength(0)
    expect(all('button', 'Go to the journal')).toHaveLength(0)
    await press('button', 'Help now')
    await press('button', 'Close')
    broken.cover = false
    await press('button', 'Try again')
    expect(said()).not.toMatch(WORDS)
  })
})
