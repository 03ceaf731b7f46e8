/** How a circle meets, as a person chooses it on its page; and the way that an invitation goes, before it is begun. */
import { act } from 'react'
import { expect, it } from 'vitest'
import { all, fill, one, openFace, press, rest, said, visit } from './house.tsx'

const SERVER = 'wss://signal.example'

async function atPage() {
  const face = await openFace()
  const made = await face.house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  await visit({ at: 'circle', circle })
  return { ...face, circle, asked }
}
async function open() {
  await press('button', 'More about Thursday table')
  await press('menuitem', 'How this circle meets')
}
/** The words beside a radio choose it. */
const pick = async (words: string | RegExp) => {
  await act(async () => one('label', words).click())
  await rest()
}
const hide = async () => {
  await act(async () => all('input[role=switch]')[0]?.click())
  await rest()
}
const chosen = (): string[] =>
  all('input[type=radio]').flatMap(radio =>
    (radio as HTMLInputElement).checked ? [radio.closest('label')?.textContent ?? ''] : [],
  )

it('is found from the circle, and says what each way means before it is chosen', async () => {
  await atPage()
  await open()
  expect(one('heading', 'How this circle meets')).toBeTruthy()
  expect(said()).toContain('on this computer alone')
  expect(chosen()).toEqual(['On the network this computer is in'])
  for (const words of [
    'looks for nobody and answers nobody',
    'No connection for this circle leaves',
    'sees addresses',
  ])
    expect(said()).toContain(words)
  // Servers are asked for only where they are used.
  expect(all('button', /^Add this server/)).toEqual([])
})

it('keeps a choice at once, and a server with its password, which no page shows again', async () => {
  const { circle, asked } = await atPage()
  await open()
  await pick(/^Over the internet too/)
  expect(asked('circle.setNetwork').at(-1)).toEqual({
    ...{ circle, mode: 'wide', signalling: [], ice: [], relay: false },
  })
  expect(said()).toContain('Kept.')
  await press('button', 'Add this server for finding each other')
  expect(said()).toContain('Please enter an address first.')
  await fill('Address of a server', SERVER)
  await press('button', 'Add this server for finding each other')
  expect(asked('circle.setNetwork').at(-1)).toMatchObject({ mode: 'wide', signalling: [SERVER] })
  expect((one('textbox', 'Address of a server') as HTMLInputElement).value).toBe('')
  await fill('Address of a STUN or TURN server', 'turn:203.0.113.9')
  await fill('Name at that server', 'kin')
  await fill('Password at that server', 'lamplight and rain')
  await press('button', 'Add this server for the connection')
  expect(asked('circle.setNetwork').at(-1)).toMatchObject({
    ice: [{ url: 'turn:203.0.113.9', username: 'kin', password: 'lamplight and rain' }],
  })
  expect(one('list', 'Servers for the connection').textContent).toContain('turn:203.0.113.9, as kin')
  expect(document.body.innerHTML).not.toContain('lamplight')
  await hide()
  expect(asked('circle.setNetwork').at(-1)).toMatchObject({
    ...{ relay: true, signalling: [SERVER] },
    ice: [{ url: 'turn:203.0.113.9', username: 'kin', password: null }],
  })
  await press('button', 'Remove wss://signal.example')
  expect(asked('circle.setNetwork').at(-1)).toMatchObject({ signalling: [] })
  expect(all('list', 'Servers for finding each other')).toEqual([])
})

it('says what could not be kept where it was typed, and leaves it there', async () => {
  const { fake } = await atPage()
  await open()
  await pick(/^Over the internet too/)
  fake.refuse('circle.setNetwork', 'server-open')
  await fill('Address of a server', 'ws://signal.example')
  await press('button', 'Add this server for finding each other')
  expect(said()).toContain('Others could read along on the way to this server. Nothing was changed.')
  expect((one('textbox', 'Address of a server') as HTMLInputElement).value).toBe('ws://signal.example')
  fake.refuse('circle.setNetwork', 'relay-alone')
  await hide()
  expect(said()).toContain('Hiding the address needs a TURN server')
})

it('says so where what was chosen cannot be read, and chooses nothing in a person’s place', async () => {
  const { fake } = await atPage()
  fake.network.now = { mode: 'off', signalling: [], ice: [], relay: false, harmed: true }
  await open()
  expect(said()).toContain('words travel by file only. Please choose again.')
  expect(chosen()).toEqual([])
  await pick('Nowhere: by file only')
  expect(chosen()).toEqual(['Nowhere: by file only'])
  expect(said()).not.toContain('Please choose again.')
})

it('keeps half an address when the page is left, and no password', async () => {
  const { circle } = await atPage()
  await open()
  await pick(/^Over the internet too/)
  await fill('Address of a server', 'wss://sig')
  await fill('Password at that server', 'lamplight and rain')
  await visit({ at: 'circle', circle })
  await act(async () => {
    const arrived = new Promise(done => window.addEventListener('popstate', done, { once: true }))
    window.history.back()
    await arrived
  })
  await rest()
  expect((one('textbox', 'Address of a server') as HTMLInputElement).value).toBe('wss://sig')
  expect((one('textbox', 'Password at that server') as HTMLInputElement).value).toBe('')
})

it.each(['join', 'own'] as const)('says by which server the way at %s goes, before it begins', async at => {
  const { fake } = await openFace()
  fake.network.way = [SERVER]
  await visit({ at })
  await fill('Link or code', `kinfold:${at === 'own' ? 'device' : 'join'}#abc`)
  await rest()
  expect(said()).toContain(`You find each other by the server ${SERVER}, which sees addresses and times`)
  expect(fake.calls.some(({ name }) => name === 'circle.join' || name === 'circle.takeUp')).toBe(false)
  await fill('Link or code', 'K7QF')
  await rest()
  expect(said()).not.toContain(SERVER)
})

it('says where somebody invites, or adds a computer, that words travel by file only', async () => {
  const { fake, circle } = await atPage()
  fake.setComputers(circle, {})
  for (const mode of ['off', 'local'] as const) {
    fake.network.now = { ...fake.network.now, mode }
    for (const [at, words] of [
      ['invite', 'Whoever you invite joins by file.'],
      ['computers', 'let the circle meet on this network first.'],
    ] as const) {
      await visit({ at, circle })
      expect([at, said().includes(words)]).toEqual([at, mode === 'off'])
    }
  }
})
