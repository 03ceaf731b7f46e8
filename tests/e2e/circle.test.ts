import { expect, it } from 'vitest'
import { lookInside } from '../drive/inside.ts'
import { findWords } from '../scan.ts'
import { readTrace } from '../trace/trace.ts'
import { Typing } from '../trace/type.ts'
import { somebody } from './home.ts'

const PASSPHRASES = ['lamplight and rain', 'seven slow harbours']
const NOTE = 'What we watched'

it('lets Ana and Ben meet by code and words, write one note live, and find it again without each other', async () => {
  const [{ person: ana, profile: anaHome }, { person: ben, profile: benHome }] = [
    await somebody(),
    await somebody(),
  ]
  for (const [i, person] of [ana, ben].entries()) {
    await person.sitDown()
    await person.makeVault(PASSPHRASES[i] ?? '')
  }
  await ana.foundCircle('Thursday table', 'Juniper')
  const invitation = await ana.invite()
  await ben.knock(invitation.code, invitation.addresses[0] ?? '', 'Moss')
  const [host, joiner] = [await ana.safetyWords('door.words'), await ben.safetyWords('join.words')]
  expect(host).toBe(joiner)
  expect(host.split(' ')).toHaveLength(4)
  await ana.letIn()
  await ben.enter('Thursday table')

  await ana.beginNote(NOTE)
  await ben.openNote(NOTE)
  const text = await new Typing([ana, ben]).type(readTrace(2000).edits).then(() => ana.noteText())
  expect(await ben.noteText()).toBe(text)
  expect(text.length).toBeGreaterThan(1000)

  await Promise.all([ana.getUp(), ben.getUp()])
  const [anas, bens] = await lookInside([anaHome, benHome], PASSPHRASES)
  expect(anas).toEqual(bens)
  expect(anas?.[0]).toMatchObject({ title: NOTE, text })
  const line = text.split('\n').find(one => one.length > 30) ?? ''
  for (const home of [anaHome, benHome])
    expect(findWords(home, [line.slice(0, 24), 'Thursday table'])).toEqual([])

  await ben.sitDown()
  await ben.unlock(PASSPHRASES[1] ?? '')
  await ben.openCircle('Thursday table')
  await ben.openNote(NOTE)
  await ben.waitForNote([line])
  expect(await ben.noteText()).toBe(text)
})

it('tells Ben plainly that a code was used, and lets nobody in by it', async () => {
  const people = [await somebody(), await somebody(), await somebody()].map(({ person }) => person)
  const [ana, ben, eve] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]
  for (const person of people) {
    await person.sitDown()
    await person.makeVault('lamplight and rain')
  }
  await ana.foundCircle('Thursday table', 'Juniper')
  const invitation = await ana.invite()
  await ben.knock(invitation.code, invitation.addresses[0] ?? '', 'Moss')
  await ana.safetyWords('door.words')
  await ana.letIn()
  await ben.enter('Thursday table')
  await eve.knock(invitation.link, '', 'Eve')
  expect(await eve.joiningSays('join.used')).toContain('already used')
  expect(await ana.members()).toEqual(['Juniper', 'Moss'])
})
