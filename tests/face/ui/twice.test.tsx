/** A key that pressed something types nothing where its press led. */
import { act, useEffect, useState } from 'react'
import { expect, it } from 'vitest'
import { takeTwiceForOnce } from '../../../src/renderer/face/ui/twice.ts'
import { one } from '../page.ts'
import { focus, focused, show } from './show.tsx'

/** Pressing leads into a sheet, as when an entry goes and the next one has the focus. */
function Page() {
  const [there, setThere] = useState(true)
  useEffect(takeTwiceForOnce, [])
  useEffect(() => {
    if (!there) one('textbox', 'The next entry').focus()
  }, [there])
  return (
    <>
      {there && (
        <button type="button" onClick={() => setThere(false)}>
          Move to bin
        </button>
      )}
      <textarea aria-label="The next entry" />
      <textarea aria-label="Another" />
    </>
  )
}

/** ms after the page came. */
async function down(key: string, at: number, more: KeyboardEventInit = {}): Promise<boolean> {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  Object.defineProperty(event, 'timeStamp', { value: at })
  let types = false
  await act(async () => {
    types = target.dispatchEvent(event)
    if (types && target instanceof HTMLButtonElement) target.click()
  })
  return types
}
let came = 0
document.addEventListener('focusin', ({ timeStamp }) => {
  came = timeStamp
})
const opened = async (key = 'Enter') => {
  await show(<Page />)
  await focus(one('button', 'Move to bin'))
  await down(key, came)
  expect(focused()).toBe('The next entry')
}

it.each(['Enter', ' '])('takes “%s” twice, held or shaking, for once', async key => {
  await opened(key)
  const begun = came
  expect(await down(key, begun + 20)).toBe(false)
  expect(await down(key, begun + 900)).toBe(false)
  // It goes on shaking, and it is held.
  expect(await down(key, begun + 1800)).toBe(false)
  expect(await down(key, begun + 9000, { repeat: true })).toBe(false)
  expect(await down(key, begun + 12_000)).toBe(true)
})

it('lets through any other key, and this one after it', async () => {
  await opened()
  const begun = came
  expect(await down('a', begun + 10)).toBe(true)
  expect(await down('Enter', begun + 20)).toBe(true)
})

it('holds nothing back where somebody went themselves', async () => {
  await opened()
  const begun = came
  await act(async () => void document.body.dispatchEvent(new Event('pointerdown', { bubbles: true })))
  await focus(one('textbox', 'Another'))
  expect(await down('Enter', begun + 30)).toBe(true)
  await down('Tab', begun + 40)
  await focus(one('textbox', 'The next entry'))
  expect(await down('Enter', begun + 50)).toBe(true)
})
