/** The closed notebook, the first minute, and Help now: what a frightened person meets first. */
import { act } from 'react'
import { expect, it } from 'vitest'
import { all, fill, key, one, openFace, press, rest, said } from './house.tsx'

const closed = (fake: Parameters<NonNullable<Parameters<typeof openFace>[0]>>[0]) => fake.closed()

it('opens with the right passphrase, and shows the day', async () => {
  await openFace(closed)
  expect(document.activeElement).toBe(one('textbox'))
  await fill('Passphrase', 'lamplight and rain')
  await press('button', 'Open')
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
})

it('answers a wrong passphrase with one sentence that says nothing is lost', async () => {
  await openFace(closed)
  await fill('Passphrase', 'lamplight and snow')
  await press('button', 'Open')
  expect(one('alert', /./).textContent).toBe(
    'This passphrase does not open it. Nothing is lost. Check capitals and spaces, then try again.',
  )
})

it.each([
  ['damaged', 'damaged'],
  ['newer-version', 'Update Kinfold'],
  ['vault-in-use', 'Another Kinfold window'],
] as const)('answers %s with a sentence of its own', async (fault, words) => {
  const { fake } = await openFace(closed)
  fake.refuse('vault.unlock', fault)
  await fill('Passphrase', 'lamplight and rain')
  await press('button', 'Open')
  expect(one('alert', /./).textContent).toContain(words)
})

it('says that it is opening while the key is made, and cannot be pressed twice', async () => {
  const { fake } = await openFace(closed)
  fake.delay.ms = 500
  await fill('Passphrase', 'lamplight and rain')
  const button = one('button', 'Open')
  await act(async () => button.click())
  expect(button.textContent).toBe('Opening…')
  expect(button.getAttribute('aria-disabled')).toBe('true')
  await act(async () => button.click())
  expect(
    all('status')
      .map(status => status.textContent)
      .join(),
  ).toContain('Opening.')
  await rest(600)
  expect(fake.calls.filter(({ name }) => name === 'vault.unlock')).toHaveLength(1)
})

it('makes a notebook with a passphrase typed twice, after an honest word about losing it', async () => {
  const { fake } = await openFace(() => {})
  await press('button', 'Begin')
  expect(said()).toContain('It isn’t treatment and it isn’t an emergency service.')
  await press('button', 'Go on')
  await press('button', 'Go on')
  expect(said()).toContain('Without it nobody can open this notebook.')
  await fill('Passphrase', 'short')
  await press('button', 'Make my notebook')
  expect(one('alert', /./).textContent).toContain('at least 8 characters')
  await fill('Passphrase', 'lamplight and rain')
  await fill('The same passphrase again', 'lamplight and snow')
  await press('button', 'Make my notebook')
  expect(one('alert', /./).textContent).toContain('not the same')
  expect(fake.calls.some(({ name }) => name === 'vault.create')).toBe(false)
  await fill('The same passphrase again', 'lamplight and rain')
  await press('button', 'Make my notebook')
  expect(one('heading', 'If you forget it one day')).toBeTruthy()
  await press('button', 'Later')
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
  expect(fake.keys.words).toBeNull()
})

it('shows a passphrase when asked to', async () => {
  await openFace(closed)
  await fill('Passphrase', 'lamplight')
  await press('button', 'Show the passphrase')
  expect(document.querySelector('input')?.type).toBe('text')
  await press('button', 'Hide the passphrase')
  expect(document.querySelector('input')?.type).toBe('password')
})

it.each([
  ['the cover', closed],
  ['the first run', () => {}],
  ['an open page', (fake: Parameters<typeof closed>[0]) => fake.opened()],
] as const)(
  'offers Help now on %s, by one press and by F1, and Escape closes it alone',
  async (_where, prepare) => {
    await openFace(prepare)
    await press('button', 'Help now')
    const dialog = one('dialog')
    expect(dialog.textContent).toContain('988')
    expect(dialog.textContent).toContain('call your local emergency number')
    expect(dialog.textContent).toContain('No one is alerted.')
    await key(dialog, { key: 'Escape' })
    expect(all('dialog')).toHaveLength(0)
    await key(document.body, { key: 'F1' })
    expect(all('dialog')).toHaveLength(1)
  },
)

it('says of a copied number what is so now: nothing of the last time, and the same again when it is copied again', async () => {
  const { fake } = await openFace()
  await press('button', 'Help now')
  const [status] = [...one('dialog').querySelectorAll('[role="status"]')]
  const heard: string[] = []
  const hears = new MutationObserver(() => heard.push(status?.textContent ?? ''))
  hears.observe(status!, { childList: true, characterData: true, subtree: true })
  for (const times of [1, 2]) {
    await press('button', 'Copy 988')
    expect(fake.copied).toHaveLength(times)
    expect(status?.textContent).toBe('988 is copied. After a minute Kinfold clears the clipboard.')
  }
  expect(heard.filter(words => words !== '')).toHaveLength(2)
  hears.disconnect()
  await press('button', 'Close')
  await press('button', 'Help now')
  expect(one('dialog').textContent).not.toContain('is copied')
})

it('locks by Ctrl and L', async () => {
  const { fake } = await openFace()
  await key(document.body, { key: 'l', ctrlKey: true })
  expect(fake.locked()).toBe(1)
})
