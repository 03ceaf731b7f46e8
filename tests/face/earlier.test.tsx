/** Nothing is lost by one key: earlier words of an entry, half a word, what was looked for, what was typed into a form. */
import { act } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { usePlaces } from '../../src/renderer/face/places.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { plainText, type Writing } from '../../src/shared/writing/writing.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, key, MORNING, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

// The window is the same one for all tests, and so is its history.
beforeEach(() => window.history.replaceState({ step: 0 }, ''))

const TODAY = '2026-11-22' as Day
const idOf = (n: number): string => `${n}`.padStart(32, '0')
const saying = (text: string): Writing => ({
  type: 'doc',
  content: [{ type: 'block', content: [{ type: 'text', text }] }],
})
const put = (fake: FakeVault, n: number, text: string, binned = false, day = TODAY): void =>
  void fake.entries.set(idOf(n), {
    id: idOf(n),
    day,
    writing: saying(text),
    created: MORNING,
    modified: MORNING,
    binned,
  })
const standing = (fake: FakeVault): string[] =>
  [...fake.entries.values()].filter(({ binned }) => !binned).map(({ writing }) => plainText(writing))
const back = async (): Promise<void> => {
  await act(async () => {
    window.history.back()
    await new Promise(done => setTimeout(done, 50))
  })
  await rest()
}
const forward = async (): Promise<void> => {
  await act(async () => {
    window.history.forward()
    await new Promise(done => setTimeout(done, 50))
  })
  await rest()
}
const value = (element: HTMLElement): string => (element as HTMLInputElement).value
const sheet = (n: number): HTMLElement => {
  const found = sheets()[n]
  if (!found) throw new Error(`no sheet ${n}`)
  return found
}

it('leads from an entry to its earlier words by its link and by its keys, and back to the entry', async () => {
  await openFace(fake => {
    fake.opened()
    put(fake, 1, 'first')
    put(fake, 2, 'second')
  })
  await press('link', 'Earlier words: entry 2')
  expect(all('heading', en['earlier.title'])).toHaveLength(1)
  expect(said()).toContain('second')
  expect(said()).toContain(en['earlier.none'])
  await press('link', en['earlier.open'])
  expect(document.activeElement).toBe(sheet(1))
  await key(sheet(0), { key: 'E', code: 'KeyE', ctrlKey: true, shiftKey: true })
  expect(said()).toContain('first')
  expect(all('heading', en['earlier.title'])).toHaveLength(1)
})

it('offers no earlier words of a page that was never written on', async () => {
  await openFace()
  expect(all('link', /^Earlier words/)).toEqual([])
  await key(sheet(0), { key: 'E', code: 'KeyE', ctrlKey: true, shiftKey: true })
  expect(all('heading', en['earlier.title'])).toEqual([])
})

it('shows what an entry said before, puts it back, and takes that back', async () => {
  const { fake, pass } = await openFace(fake => {
    fake.opened()
    put(fake, 1, 'I washed her cup.')
  })
  await type(sheet(0), ' And then')
  await pass(600)
  await type(sheet(0), ' it rained.')
  await press('link', 'Earlier words: entry 1')
  // What was under way is what it says now.
  expect(said()).toContain('I washed her cup. And then it rained.')
  const rows = () => all('[role=listitem]').map(row => row.querySelector('p')?.textContent)
  expect(rows()).toEqual(['I washed her cup. And then', 'I washed her cup.'])
  const reads = all('button', /^Read: Today at 10:00/)
  await act(async () => reads[1]?.click())
  await rest()
  expect(one('dialog').textContent).toContain('I washed her cup.')
  const puts = all('button', en['earlier.back']).filter(button => one('dialog').contains(button))
  await act(async () => puts[0]?.click())
  await rest()
  expect(standing(fake)).toEqual(['I washed her cup.'])
  expect(said()).toContain(en['earlier.returned'])
  expect(rows()[0]).toBe('I washed her cup. And then it rained.')
  await press('button', `Undo: ${en['earlier.back']}`)
  expect(standing(fake)).toEqual(['I washed her cup. And then it rained.'])
  expect(said()).toContain(en['earlier.undone'])
})

it('puts nothing back while this window has words that the vault does not', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    put(fake, 1, 'one')
  })
  await type(sheet(0), ' two')
  await press('link', 'Earlier words: entry 1')
  await press('link', en['earlier.open'])
  fake.refuse('journal.save', 'disk-full')
  await type(sheet(0), ' three')
  await press('link', 'Earlier words: entry 1')
  expect(said()).toContain('one two three')
  await act(async () => all('button', /^Put back/)[0]?.click())
  await rest()
  expect(said()).toContain(en['fault.disk-full'])
  expect(fake.calls.filter(({ name }) => name === 'journal.putBack')).toEqual([])
})

it('gives each of several entries of a day its time, the newest from its first letter on', async () => {
  await openFace(fake => {
    fake.opened()
    put(fake, 1, 'first')
  })
  const times = () => all('article').map(article => /\d+:\d\d/.exec(article.textContent ?? '')?.[0])
  await press('button', en['today.another'])
  expect(times()).toEqual(['10:00', undefined])
  await type(sheet(1), 's')
  expect(times()).toEqual(['10:00', '10:00'])
})

it('has half a word in the notebook before it is kept, and on the line again when one comes back', async () => {
  const { fake, pass } = await openFace()
  await key(document.body, { key: 'j', code: 'KeyJ', ctrlKey: true })
  await fill('Your word', 'overwhel')
  await pass(600)
  expect(standing(fake)).toEqual(['overwhel'])
  await fill('Your word', 'overwhelmed by')
  await back()
  // At once, and where today's words stand.
  expect(standing(fake)).toEqual(['overwhelmed by'])
  expect(sheets().map(one => one.textContent)).toEqual(['overwhelmed by'])
  for (const again of [forward, () => key(document.body, { key: 'j', code: 'KeyJ', ctrlKey: true })]) {
    await again()
    expect(value(one('textbox', 'Your word'))).toBe('overwhelmed by')
    expect(said()).toContain(en['low.half'])
    await back()
  }
  await forward()
  await fill('Your word', 'overwhelmed by it ')
  await press('button', 'Keep it')
  expect(standing(fake)).toEqual(['overwhelmed by it'])
  expect(value(one('textbox', 'Your word'))).toBe('')
  await back()
  await forward()
  expect(value(one('textbox', 'Your word'))).toBe('')
})

it('leaves half a word where it is when one of the three is taken, and sends it when the window is taken away', async () => {
  const { fake } = await openFace()
  await visit({ at: 'low' })
  await fill('Your word', 'half a w')
  await press('button', 'Okay')
  expect(value(one('textbox', 'Your word'))).toBe('half a w')
  expect(standing(fake).sort()).toEqual(['Okay', 'half a w'])
  await fill('Your word', 'half a wo')
  await act(async () => fake.flush())
  await rest()
  expect(standing(fake).sort()).toEqual(['Okay', 'half a wo'])
  expect(fake.unsent()).toBe(0)
})

it('leaves no empty entry where every letter was taken away, and loses none of them either', async () => {
  const { fake, pass } = await openFace()
  await visit({ at: 'low' })
  await fill('Your word', 'sad')
  await pass(600)
  await fill('Your word', '')
  await pass(600)
  expect(standing(fake)).toEqual([])
  expect([...fake.entries.values()].map(({ writing }) => plainText(writing))).toEqual(['sad'])
  await fill('Your word', 'tired')
  await pass(600)
  expect(standing(fake)).toEqual(['tired'])
  expect(fake.entries.size).toBe(1)
})

it('begins a new word where the one before is from another day, was binned, or became more than a word', async () => {
  for (const prepare of [
    (fake: FakeVault) => put(fake, 1, 'yesterday', false, '2026-11-21' as Day),
    (fake: FakeVault) => put(fake, 1, 'binned', true),
    (fake: FakeVault) => put(fake, 1, 'long '.repeat(2100)),
  ]) {
    const { fake, pass, root } = await openFace(fake => {
      fake.opened()
      prepare(fake)
      fake.desk.place = `/word/${idOf(1)}`
    })
    expect(value(one('textbox', 'Your word'))).toBe('')
    await fill('Your word', 'new')
    await pass(600)
    expect(fake.entries.size).toBe(2)
    await act(async () => root.unmount())
    usePlaces.setState({ trail: [{ at: 'journal' }], step: 0 })
    document.body.replaceChildren()
  }
})

it('comes back to One word after a restart, with the half word on the line', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    put(fake, 1, 'half a w')
    fake.desk.place = `/word/${idOf(1)}`
  })
  expect(document.activeElement).toBe(one('textbox', 'Your word'))
  expect(value(one('textbox', 'Your word'))).toBe('half a w')
  expect(fake.desk.place).toBe(`/word/${idOf(1)}`)
  await press('button', 'Keep it')
  expect(fake.desk.place).toBe('/word')
  expect(standing(fake)).toEqual(['half a w'])
})

it('says damage and asks for the date in One word too, and keeps what can wait for the whole notebook', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 9; n++) put(fake, n, 'old', false, `2026-11-0${n}` as Day)
    fake.backups.remind = true
  })
  await visit({ at: 'low' })
  expect(said()).not.toContain(en['reminder.backup'])
  await act(async () => fake.asksFor(TODAY))
  await rest()
  expect(said()).toContain(en['date.why'])
  expect(document.activeElement).toBe(one('textbox', 'Your word'))
  fake.refuse('journal.save', 'damaged')
  await fill('Your word', 'rain')
  await press('button', 'Keep it')
  expect(said()).toContain(en['harm.title'])
  await press('button', en['harm.later'])
  expect(said()).not.toContain(en['harm.title'])
})

it('has the words one looked for and what was found again, with the focus where one went from', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 3; n++) put(fake, n, `kettle ${n}`, false, `2026-11-0${n}` as Day)
  })
  await visit({ at: 'search' })
  await fill(en['search.field'], 'kettle')
  await rest(200)
  const links = () => Array.from(document.querySelectorAll<HTMLElement>('[data-hit] a'))
  const second = links()[1]
  const day = second?.textContent ?? ''
  await act(async () => {
    second?.focus()
    second?.click()
  })
  await rest()
  expect(sheets()).toHaveLength(1)
  await back()
  expect(value(one('searchbox'))).toBe('kettle')
  expect(document.activeElement).toBe(links()[1])
  expect(document.activeElement?.textContent).toBe(day)
  await rest(200)
  expect(document.activeElement).toBe(links()[1])
  // One that is in the bin by then is not found, and nobody is left without a place.
  await act(async () => {
    links()[1]?.click()
  })
  await rest()
  put(fake, 2, 'kettle 2', true, '2026-11-02' as Day)
  await back()
  await rest(200)
  expect(links()).toHaveLength(2)
  expect(document.activeElement).toBe(one('searchbox'))
  expect(fake.desk.place).toBe('/journal/search')
})

it('names two that were found on one day by their times, and one alone by its day', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    put(fake, 1, 'kettle', false, '2026-11-02' as Day)
    put(fake, 2, 'kettle again')
    put(fake, 3, 'kettle once more')
  })
  const third = fake.entries.get(idOf(3))
  if (third) third.created += 95 * 60_000
  await visit({ at: 'search' })
  await fill(en['search.field'], 'kettle')
  await rest(200)
  const names = Array.from(document.querySelectorAll('[data-hit] a')).map(one => one.textContent)
  expect(names.sort()).toEqual(['Monday 2', 'Today at 10:00 AM', 'Today at 11:35 AM'])
})

it('does not empty the search by Escape', async () => {
  await openFace()
  await visit({ at: 'search' })
  await fill(en['search.field'], 'kettle')
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  one('searchbox').dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
})

it('keeps what was typed into a form through back and forward, and forgets it when the notebook closes', async () => {
  const { fake } = await openFace()
  await visit({ at: 'circles' })
  await visit({ at: 'join' })
  await fill(en['join.invitation'], 'ABCD EFGH')
  await fill(en['join.own'], 'Moss')
  await back()
  await forward()
  expect(value(one('textbox', en['join.invitation']))).toBe('ABCD EFGH')
  expect(value(one('textbox', en['join.own']))).toBe('Moss')
  await visit({ at: 'found' })
  await fill(en['found.name'], 'Thursday table')
  await back()
  await forward()
  expect(value(one('textbox', en['found.name']))).toBe('Thursday table')
  await visit({ at: 'search' })
  await fill(en['search.field'], 'marigold')
  // Neither in what the vault keeps nor in what the window has once it is closed.
  expect(JSON.stringify(fake.calls)).not.toMatch(/Moss|Thursday|EFGH/)
  await act(async () => fake.die())
  await rest()
  expect(JSON.stringify(usePlaces.getState().trail)).not.toMatch(/Moss|Thursday|EFGH|marigold/)
})

it('has the form as it was when a join came to nothing, and an empty one after it was sent', async () => {
  const { fake } = await openFace()
  await visit({ at: 'join', invitation: `kinfold:join/${'a'.repeat(64)}` })
  await fill(en['join.own'], 'Moss')
  await press('button', en['join.go'])
  const [joining] = [...fake.joinings.values()]
  await act(async () => fake.joinStep(joining?.id ?? '', { step: 'declined' }))
  await rest()
  await press('button', en['join.again'])
  expect(value(one('textbox', en['join.own']))).toBe('Moss')
  await visit({ at: 'circles' })
  await back()
  expect(value(one('textbox', en['join.own']))).toBe('')
})

it('reads the bin a page at a time, and keeps the focus beside what went', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 45; n++) put(fake, n, `old ${n}`, true)
  })
  await visit({ at: 'bin' })
  const lines = () => Array.from(document.querySelectorAll<HTMLElement>('[data-line]'))
  expect(lines().length).toBeGreaterThanOrEqual(20)
  expect(lines().length).toBeLessThan(45)
  const putBack = all('button', /^Put back/)[1]
  await act(async () => {
    putBack?.focus()
    putBack?.click()
  })
  await rest()
  expect(fake.entries.get(idOf(2))?.binned).toBe(false)
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Put back .* old 3$/)
  await press('button', en['bin.empty.all'])
  await press('button', en['bin.ask.yes'])
  expect(said()).toContain(en['bin.empty'])
  expect(document.activeElement?.tagName).toBe('H1')
})
