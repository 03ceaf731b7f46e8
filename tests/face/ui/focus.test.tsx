/** Where the focus goes when what had it is gone. */
import { act, type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { expect, it } from 'vitest'
import { arriveAt, keepFocus } from '../../../src/renderer/face/ui/focus.ts'
import { one, press, rest } from '../page.ts'
import { focus, focused, show } from './show.tsx'

/** Two frames, after which whatever closes has given the focus back. */
const settled = () => rest(100)

function Kept({ children }: { readonly children: ReactNode }) {
  useEffect(keepFocus, [])
  return children
}

function Shelf({
  names,
  section = 'Shelf',
}: {
  readonly names: readonly string[]
  readonly section?: string
}) {
  const [gone, setGone] = useState<readonly string[]>([])
  return (
    <section>
      <h2>{section}</h2>
      <ul>
        {names
          .filter(name => !gone.includes(name))
          .map(name => (
            <li key={name}>
              <button type="button" onClick={() => setGone([...gone, name])}>
                {name}
              </button>
            </li>
          ))}
      </ul>
    </section>
  )
}
const take = async (name: string) => {
  await focus(one('button', name))
  await press('button', name)
  await settled()
}

it('goes on to the next of a list, from the last to the one before, and from the only one to its heading', async () => {
  await show(
    <Kept>
      <h1>Place</h1>
      <Shelf names={['One', 'Two', 'Three']} />
    </Kept>,
  )
  await take('Two')
  expect(focused()).toBe('Three')
  await take('Three')
  expect(focused()).toBe('One')
  await take('One')
  expect(focused()).toBe('Shelf')
})

it('goes to the heading of the place when all of the part is gone', async () => {
  const part = (there: boolean) => (
    <Kept>
      <h1>Place</h1>
      {there && <Shelf names={['One']} />}
    </Kept>
  )
  const again = await show(part(true))
  await focus(one('button', 'One'))
  await again(part(false))
  await settled()
  expect(focused()).toBe('Place')
})

it('goes back to where one was when what lay beside the page closes', async () => {
  const part = (there: boolean) => (
    <Kept>
      <h1>Place</h1>
      <Shelf names={['One', 'Two']} />
      {there && createPortal(<button type="button">Close</button>, document.body)}
    </Kept>
  )
  const again = await show(part(true))
  await focus(one('button', 'Two'))
  await focus(one('button', 'Close'))
  await again(part(false))
  await settled()
  expect(focused()).toBe('Two')
})

it('goes nowhere when somebody laid the focus aside, whatever goes then', async () => {
  await show(
    <Kept>
      <h1>Place</h1>
      <Shelf names={['One', 'Two']} />
    </Kept>,
  )
  await focus(one('button', 'One'))
  await act(async () => one('button', 'One').blur())
  await settled()
  await press('button', 'One')
  await settled()
  expect(document.activeElement).toBe(document.body)
})

it('waits for the heading of a page that is not read yet, and follows nobody who went elsewhere', async () => {
  const page = (there: boolean) => (
    <>
      <button type="button">Elsewhere</button>
      <div id="page">{there ? <h1 tabIndex={-1}>Thursday table</h1> : <p>Reading</p>}</div>
    </>
  )
  const place = () => document.getElementById('page') as HTMLElement
  const again = await show(page(false))
  arriveAt(place())
  await again(page(true))
  await settled()
  expect(focused()).toBe('Thursday table')
  await again(page(false))
  arriveAt(place())
  await focus(one('button', 'Elsewhere'))
  await again(page(true))
  await settled()
  expect(focused()).toBe('Elsewhere')
})
