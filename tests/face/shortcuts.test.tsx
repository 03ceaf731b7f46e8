/** Other keys for a command: pressed, held to at once, kept in the notebook; what cannot be had says why. */
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { useShortcuts } from '../../src/renderer/face/keys/shortcuts.ts'
import { usePlaces } from '../../src/renderer/face/places.ts'
import { useLook } from '../../src/renderer/face/theme/look.ts'
import { speakIn } from '../../src/shared/locales/languages.ts'
import { all, key, one, openFace, press, rest, said, visit } from './house.tsx'

afterEach(() => {
  useShortcuts.setState({ chosen: {} })
  useLook.setState({ language: undefined })
  speakIn(undefined)
})

const here = () => usePlaces.getState().trail[usePlaces.getState().step]?.at
const field = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('input[readonly]')
  if (!found) throw new Error('nothing waits for keys')
  return found
}
const change = async (name: string) => {
  await press('button', `Change the keys of: ${name}`)
  return field()
}

it('gives a command other keys: the old ones do nothing from then on, and the notebook keeps the new', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  await key(await change('One word'), { key: 'k', code: 'KeyK', ctrlKey: true })
  await rest()
  expect(said()).toContain('The keys of “One word” are now Ctrl K.')
  expect(fake.shortcuts.chosen).toEqual({ low: 'Mod-k' })
  expect(document.activeElement).toBe(one('button', 'Change the keys of: One word'))
  await key(document.body, { key: 'j', code: 'KeyJ', ctrlKey: true })
  expect(here()).toBe('settings')
  await key(document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  expect(here()).toBe('low')
})

it('knows after opening which keys were chosen, and puts all back', async () => {
  const { fake } = await openFace(vault => {
    vault.opened()
    vault.shortcuts.chosen = { help: 'F9' }
  })
  await key(document.body, { key: 'F1', code: 'F1' })
  expect(all('dialog')).toHaveLength(0)
  await visit({ at: 'settings' })
  await press('button', 'Put all keys back as they came')
  expect(fake.shortcuts.chosen).toEqual({})
  await key(document.body, { key: 'F1', code: 'F1' })
  expect(all('dialog')).toHaveLength(1)
})

it('tells the way into a list and out of it by keys that every keyboard has', async () => {
  await openFace()
  await visit({ at: 'settings' })
  expect(said()).toContain('To leave the list by Tab, press Escape first.')
})

it('names the keys of a marked word as the keyboard does, and lets them be others', async () => {
  const { fake, house } = await openFace()
  await visit({ at: 'settings' })
  await act(async () => void (await house.spelling.choose(true)))
  expect(said()).toContain('On a marked word, press Ctrl .')
  await key(await change('About a marked word'), { key: 'k', code: 'KeyK', ctrlKey: true })
  await rest()
  expect(fake.shortcuts.chosen).toEqual({ spelling: 'Mod-k' })
  await act(async () => useLook.getState().choose({ language: 'de' }))
  expect(said()).toContain('Drücke auf einem markierten Wort Strg K')
})

it('says whose keys they are, and changes nothing', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  const waiting = await change('Hide and lock')
  await key(waiting, { key: 'b', code: 'KeyB', ctrlKey: true })
  expect(said()).toContain('Ctrl B already belongs to “Bold”. Nothing was changed.')
  await key(waiting, { key: 'c', code: 'KeyC', ctrlKey: true })
  expect(said()).toContain('Ctrl C does the same in every program.')
  await key(waiting, { key: 'b', code: 'KeyB' })
  expect(said()).toContain('These keys are needed for writing.')
  // Nothing that is pressed here is done.
  await key(waiting, { key: 'j', code: 'KeyJ', ctrlKey: true })
  expect(here()).toBe('settings')
  await key(waiting, { key: 'Escape', code: 'Escape' })
  expect(document.querySelector('input[readonly]')).toBeNull()
  expect(fake.shortcuts.chosen).toEqual({})
})

it('says when the notebook could not keep them, and holds to the old ones', async () => {
  const { fake } = await openFace()
  fake.refuse('shortcuts.keep', 'disk-full')
  await visit({ at: 'settings' })
  await key(await change('One word'), { key: 'k', code: 'KeyK', ctrlKey: true })
  await rest()
  expect(said()).toContain('disk is full')
  await key(document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  expect(here()).toBe('settings')
})

it('speaks German from one press on the cover, and turns the page for a language from the right', async () => {
  await openFace(vault => vault.closed())
  expect(document.documentElement.dir || 'ltr').toBe('ltr')
  await press('button', 'Deutsch')
  expect(said()).toContain('Dieses Notizbuch ist geschlossen.')
  expect(document.documentElement.lang).toBe('de')
  expect(one('button', 'Deutsch').getAttribute('aria-pressed')).toBe('true')
  await act(async () => useLook.getState().choose({ language: 'ar-XB' }))
  expect(document.documentElement.dir).toBe('rtl')
  await act(async () => useLook.getState().choose({ language: 'en' }))
  expect(document.documentElement.dir).toBe('ltr')
  expect(said()).toContain('This notebook is closed.')
})
