/** What a page is built of: a switch, a form, a link, a long list, a seal, and the desk it lies on. */
import { act, useState } from 'react'
import { expect, it, vi } from 'vitest'
import { usePlaces } from '../../../src/renderer/face/places.ts'
import { Desk } from '../../../src/renderer/face/ui/Desk.tsx'
import { Field, PassphraseField } from '../../../src/renderer/face/ui/Field.tsx'
import { Form } from '../../../src/renderer/face/ui/Form.tsx'
import { LongList, Row } from '../../../src/renderer/face/ui/LongList.tsx'
import { PlaceLink } from '../../../src/renderer/face/ui/PlaceLink.tsx'
import { PlainPage, SafetyWords } from '../../../src/renderer/face/ui/PlainPage.tsx'
import { Seal } from '../../../src/renderer/face/ui/Seal.tsx'
import { SideSheet } from '../../../src/renderer/face/ui/SideSheet.tsx'
import { Stuck } from '../../../src/renderer/face/ui/Stuck.tsx'
import { Switch } from '../../../src/renderer/face/ui/Switch.tsx'
import { all, one, press, rest, said } from '../page.ts'
import { hit, noBarrier, show } from './show.tsx'

function Held() {
  const [on, setOn] = useState(false)
  return (
    <Switch on={on} onChange={setOn}>
      Tell the old circle
    </Switch>
  )
}

it('is on or off by its own words', async () => {
  await show(<Held />)
  const knob = one('[role="switch"]') as HTMLInputElement
  expect(knob.closest('label')?.textContent).toBe('Tell the old circle')
  expect(knob.checked).toBe(false)
  await act(async () => knob.click())
  expect(knob.checked).toBe(true)
  await noBarrier()
})

it('sends a form once at a time, says what came of it, and shows a passphrase only when it is asked to', async () => {
  const send = vi.fn()
  const back = vi.fn()
  const form = (busy: boolean, answer: string) => (
    <Form send="Begin" onSend={send} busy={busy} onBack={back} answer={answer}>
      <Field label="Circle name" />
      <PassphraseField label="Passphrase" />
    </Form>
  )
  const again = await show(form(false, ''))
  const status = one('status')
  await press('button', 'Begin')
  expect(send).toHaveBeenCalledTimes(1)
  await again(form(true, ''))
  await press('button', 'Begin')
  expect(send).toHaveBeenCalledTimes(1)
  await again(form(false, 'Nothing was sent.'))
  expect(status.textContent).toBe('Nothing was sent.')
  await press('button', 'Back')
  expect(back).toHaveBeenCalledTimes(1)
  const kind = () => all('input').map(field => (field as HTMLInputElement).type)
  expect(kind()).toEqual(['text', 'password'])
  await press('button', 'Show the passphrase')
  expect(kind()).toEqual(['text', 'text'])
  await noBarrier()
})

it('leads to a place, and says which one is here', async () => {
  await show(
    <PlaceLink to={{ at: 'calendar' }} current="page">
      Calendar
    </PlaceLink>,
  )
  expect(one('link', 'Calendar').getAttribute('aria-current')).toBe('page')
  await press('link', 'Calendar')
  const { trail, step } = usePlaces.getState()
  expect(trail[step]).toEqual({ at: 'calendar' })
  await noBarrier()
})

it('lays a page under its title, and words to compare as a list of English words', async () => {
  await show(
    <PlainPage title="Join a circle" lead="Somebody invited you." aside="In the margin">
      <SafetyWords words={['lamp', 'river', 'lamp']} label="Words to compare" />
      <p>
        <Seal seat={3} />
        Wren
      </p>
    </PlainPage>,
  )
  expect(one('heading', 'Join a circle').tagName).toBe('H1')
  const words = one('list', 'Words to compare')
  expect([words.lang, words.children.length]).toEqual(['en', 3])
  // A name is always beside it.
  expect(one('svg').getAttribute('aria-hidden')).toBe('true')
  await noBarrier()
})

it('is one list however many pages it has, and asks again for the one that did not come', async () => {
  const again = vi.fn()
  await show(
    <>
      <LongList
        label="All days"
        pages={1}
        height={4}
        page={n => (
          <Row>
            <a href={`#${n}`}>Sunday 22</a>
          </Row>
        )}
      />
      <Stuck list={{ pages: [], more: true, stuck: 'stuck' }} again={again} />
    </>,
  )
  expect(one('list', 'All days').querySelectorAll('[role="listitem"]')).toHaveLength(1)
  expect(one('alert').textContent).not.toBe('')
  await press('button', /again/i)
  expect(again).toHaveBeenCalledTimes(1)
  await noBarrier()
})

it('has the places at one side, Help now above, and one page', async () => {
  const lock = vi.fn()
  await show(
    <Desk lock={lock} waits="Somebody is at the door">
      <h1>Today</h1>
    </Desk>,
  )
  expect(all('nav')).toHaveLength(1)
  expect(all('main').at(-1)?.textContent).toBe('Today')
  expect(one('button', 'Help now').closest('header')).toBeTruthy()
  expect(said()).toContain('Somebody is at the door')
  await rest()
  await press('button', /lock$/i)
  expect(lock).toHaveBeenCalledTimes(1)
})

it('lays a second sheet over the page, which Escape closes', async () => {
  const close = vi.fn()
  await show(
    <SideSheet title="Agreements" open close={close}>
      <p>What is said here stays here.</p>
    </SideSheet>,
  )
  expect(one('dialog').getAttribute('aria-labelledby')).toBe(one('heading', 'Agreements').id)
  await noBarrier()
  await hit('Escape')
  expect(close).toHaveBeenCalledTimes(1)
})
