/** What is said to somebody who does not see it: at once, wherever they are, and once. */
import { act } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useReminding } from '../../src/renderer/face/features/backup/reminding.ts'
import { useHarm } from '../../src/renderer/face/features/unlock/harm.ts'
import { useStage } from '../../src/renderer/face/features/unlock/stage.ts'
import type { Place } from '../../src/renderer/face/places.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { t } from '../../src/shared/locales/speak.ts'
import { all, fill, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

const LIVE = '[role="alert"], [role="status"], [aria-live="polite"]'

/** `inert` is set as a property, which no selector finds here. */
const isOutOfReach = (region: Element): boolean => {
  for (let at: Element | null = region; at; at = at.parentElement)
    if ((at as HTMLElement).inert || at.matches('[inert],[aria-hidden="true"]')) return true
  return false
}

/** What a screen reader speaks: the words that come into a region which was there before, and a new alert. */
const heard: string[] = []
let ends: (() => void) | undefined
function listen(): void {
  ends?.()
  heard.length = 0
  const watch = new MutationObserver(records => {
    const spoken = new Set<Element>()
    const fresh = records.flatMap(({ addedNodes }) => [...addedNodes])
    for (const { target, addedNodes } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE)
      if (region && !fresh.some(node => node.contains(region))) spoken.add(region)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const alert of [node, ...node.querySelectorAll('*')])
            if (alert.getAttribute('role') === 'alert') spoken.add(alert)
    }
    // What lies beside an open sheet is inert, and heard by nobody.
    for (const region of spoken)
      if (region.isConnected && region.textContent && !isOutOfReach(region)) heard.push(region.textContent)
  })
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
  ends = () => watch.disconnect()
}
beforeEach(() => () => ends?.())

/** As often as it is there to be read. */
const read = (sentence: string): number => {
  const page = document.body.cloneNode(true) as HTMLElement
  for (const hidden of page.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
  return (page.textContent ?? '').split(sentence).length - 1
}

async function inCircle() {
  const face = await openFace()
  const made = await face.house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  return { ...face, circle: made.value.circle }
}

/** Presses it as somebody who stands on it, and expects the sentence to be spoken, once, at its field. */
async function speaks(button: string, sentence: string): Promise<void> {
  const pressed = all('button', button)[0]
  await act(async () => pressed?.focus())
  listen()
  await press('button', button)
  expect(heard.filter(words => words.includes(sentence))).toHaveLength(1)
  expect(read(sentence)).toBe(1)
  const fields = [...document.querySelectorAll('[aria-invalid="true"]')]
  const told = fields.flatMap(field => (field.getAttribute('aria-describedby') ?? '').split(' '))
  expect(told.some(id => document.getElementById(id)?.textContent?.includes(sentence))).toBe(true)
}

it('speaks what erasing everything still needs, each time, and why nothing was erased', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  await press('button', 'Erase everything…')
  await fill('Type “erase” to go on', 'everything')
  await speaks('Erase everything now', 'Nothing was erased. Type the word “erase”')
  await speaks('Erase everything now', 'Nothing was erased. Type the word “erase”')
  fake.refuse('vault.erase', 'not-erased')
  await fill('Type “erase” to go on', 'erase')
  await speaks('Erase everything now', en['fault.not-erased'])
  await speaks('Erase everything now', en['fault.not-erased'])
})

it.each([
  [{ at: 'found' }, 'found.make', 'name.empty'],
  [{ at: 'join' }, 'join.go', 'join.invitation.empty'],
  [{ at: 'own' }, 'own.go', 'join.invitation.empty'],
] as const)('speaks what the form of %o still needs', async (place, send, needed) => {
  await openFace()
  await visit(place)
  if (place.at === 'found') await fill(en['found.own'], 'Juniper')
  await speaks(en[send], en[needed])
  await speaks(en[send], en[needed])
})

it.each([
  ['agreements', 'agree.send', 'agree.empty'],
  ['keeper', 'keeper.use', 'keeper.empty'],
  ['anew', 'anew.make', 'name.empty'],
  ['meet', 'meet.add.finding', 'meet.empty'],
] as const)('speaks what the page “%s” of a circle still needs', async (at, send, needed) => {
  const { circle } = await inCircle()
  await visit({ at, circle } as Place)
  if (at === 'anew') await fill(en['found.name'], '')
  if (at === 'meet') {
    const wide = all('label', /^Over the internet too/)[0]
    await act(async () => wide?.click())
    await rest()
  }
  await speaks(en[send], en[needed])
})

it('says of a wrong passphrase what it is once, on the cover and before something is done', async () => {
  await openFace()
  await visit({ at: 'settings' })
  await press('button', en['access.rekey'])
  await fill('Your passphrase now', 'not this one')
  await speaks(en['access.rekey.yes'], en['fault.wrong-passphrase'])
  await act(async () => useStage.getState().set('closed'))
  await fill('Passphrase', 'not this one')
  await speaks(en['cover.open'], en['fault.wrong-passphrase'])
  await press('button', en['cover.words'])
  await fill(en['words.entry'], 'river lamp')
  await speaks(en['cover.open'], en['fault.words-unreadable'])
})

it('has “Saved on this device.” on the page once', async () => {
  const { pass } = await openFace()
  await type(sheets()[0] as HTMLElement, 'rain')
  listen()
  await pass(5000)
  expect(read(en['status.saved'])).toBe(1)
  await rest(1600)
  expect(heard.filter(words => words === en['status.saved'])).toHaveLength(1)
  expect(read(en['status.saved'])).toBe(1)
})

it('speaks that a part cannot be read, what is worth a sentence after opening, a backup’s trouble and the date’s question', async () => {
  const { fake } = await openFace()
  listen()
  await act(async () => useHarm.getState().set('seen'))
  await rest()
  expect(heard.join()).toContain(en['harm.title'])
  listen()
  await act(async () => useReminding.setState({ trouble: 'folder-full' }))
  await rest()
  expect(heard.join()).toContain(en['fault.folder-full'])
  listen()
  fake.asksFor('2036-11-22' as Day)
  await rest()
  expect(heard.join()).toContain('Is today Saturday 22 November 2036?')
  await act(async () => useStage.getState().set('closed'))
  listen()
  await act(async () => useStage.getState().set('open', ['words-void']))
  await rest()
  expect(heard.join()).toContain(en['notice.words-void'])
})

it.each(['joined', 'declined', 'second'] as const)(
  'speaks how a joining goes on from the words: %s',
  async step => {
    const { fake } = await openFace()
    await visit({ at: 'join' })
    await fill('Link or code', 'kinfold:join#abc')
    await fill('Your name in this circle', 'Dana')
    await press('button', en['join.byFile'])
    const [joining] = fake.joinings.values()
    const id = joining?.id ?? ''
    await act(async () => fake.joinStep(id, { step: 'looking' }))
    for (const [now, sentence] of [
      ['compare', en['join.compare']],
      [step, en[`join.${step}`]],
    ] as const) {
      listen()
      await act(async () => fake.joinStep(id, { step: now, words: ['amber', 'birch'] }))
      await rest()
      expect(heard.filter(words => words.includes(sentence))).toHaveLength(1)
    }
  },
)

const toast = () => document.querySelector(`section[aria-label="${en['toast.region']}"]`)

async function give(sheet: HTMLElement, name: string): Promise<void> {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const carried = {
    files: [new File([Uint8Array.of(1, 2, 3)], name, { type: 'application/pdf' })],
    items: [],
    types: ['Files'],
    getData: () => '',
  }
  Object.assign(event, { clipboardData: carried })
  await act(async () => {
    sheet.focus()
    sheet.dispatchEvent(event)
  })
  await rest(20)
}

describe('what is said while a sheet lies open', () => {
  it.each([
    [null, 'copy.saved'],
    ['disk-full', 'fault.disk-full'],
  ] as const)('is heard: the end of saving a copy (%s)', async (fault, sentence) => {
    const { fake } = await openFace()
    await give(sheets()[0] as HTMLElement, 'quay.pdf')
    await press('button', /quay\.pdf/)
    fake.attachments.dialog = '0f'.repeat(16)
    if (fault) fake.refuse('attachment.copy', fault)
    await press('button', t('attached.copy'))
    listen()
    await press('button', t('copy.choose'))
    await rest(50)
    expect(said()).toContain(en[sentence])
    expect(all('dialog')).toHaveLength(1)
    expect(heard.join()).toContain(en[sentence])
    expect(isOutOfReach(toast() as Element)).toBe(false)
  })
  it('is heard: that recovery words were copied, in the settings', async () => {
    const { fake } = await openFace()
    await visit({ at: 'settings' })
    await press('button', en['words.make'])
    await fill(en['access.now'], 'lamplight and rain')
    await press('button', en['access.next'])
    await rest(20)
    const list = one('list', en['words.list'])
    document.getSelection()?.selectAllChildren(list)
    listen()
    await act(async () => {
      document.dispatchEvent(new Event('copy', { bubbles: true, cancelable: true }))
    })
    await rest(20)
    expect(fake.copied).toHaveLength(1)
    expect(heard.join()).toContain(en['words.copied'])
  })
})

describe('what closes while one writes', () => {
  async function note() {
    const face = await openFace()
    const made = await face.house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
    if (!made.ok) throw new Error(made.fault)
    const { circle } = made.value
    const written = await face.house.vault.ask('note.create', { circle })
    if (!written.ok) throw new Error(written.fault)
    return { ...face, circle, note: written.value.note }
  }
  it.each(['closed', 'removed'] as const)(
    'says in the note why nothing can be written any more: %s',
    async standing => {
      const { fake, pass, circle, note: id } = await note()
      await visit({ at: 'note', circle, note: id })
      await type(sheets()[0] as HTMLElement, 'I wanted to say')
      await pass(2000)
      const open = fake.notes.get(id)
      if (open) open.readonly = true
      listen()
      await act(async () => fake.changeCircle(circle, { standing, may: [] }))
      await rest(100)
      expect(sheets()[0]?.getAttribute('aria-readonly')).toBe('true')
      expect(said()).toContain(standing === 'closed' ? en['gone.closed.body'] : en['gone.stays'])
      expect(heard.join()).toContain(standing === 'closed' ? en['gone.closed'] : en['gone.removed'])
    },
  )
  it.each([
    [{ standing: 'removed' as const }, 'gone.stays'],
    [{ standing: 'closed' as const }, 'gone.closed.body'],
    [{ keyless: true }, 'circle.keyless'],
  ] as const)('says it on the home of the circle: %o', async (change, sentence) => {
    const { fake, circle } = await note()
    await visit({ at: 'circle', circle })
    listen()
    await act(async () => fake.changeCircle(circle, change))
    await rest(50)
    expect(said()).toContain(en[sentence])
    expect(heard.join()).toContain(en[sentence])
  })
})

it('speaks that the other computer asks, on the page where its code is shown', async () => {
  const face = await openFace()
  const made = await face.house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  face.fake.setComputers(circle, { computers: [] })
  await visit({ at: 'computers', circle })
  await press('button', en['computers.add'])
  await rest(20)
  expect(said()).toContain(en['computers.code.title'])
  listen()
  await act(async () =>
    face.fake.setComputers(circle, {
      asking: [{ id: 'a'.repeat(32), words: ['amber', 'birch'], agreed: false }],
    }),
  )
  await rest(50)
  expect(said()).toContain(en['computers.ask'])
  expect(heard.join()).toContain(en['computers.ask'])
})

describe('after half a second', () => {
  it.each([
    ['access.change', 'access.change.yes'],
    ['words.make', 'access.next'],
  ] as const)('%s: something is said or shown after it', async (open, send) => {
    const { fake } = await openFace()
    await visit({ at: 'settings' })
    await press('button', en[open])
    await fill(en['access.now'], 'lamplight and rain')
    if (open === 'access.change') {
      await fill(en['access.new'], 'a lamp behind the rain')
      await fill(en['create.again'], 'a lamp behind the rain')
    }
    fake.delay.ms = 1500
    listen()
    await press('button', en[send])
    await rest(1000)
    expect(all('[role="progressbar"]').length + heard.length).toBeGreaterThan(0)
    await rest(1500)
  })
  it('choosing a new passphrase after recovery words says something', async () => {
    const { fake } = await openFace(fake => {
      fake.closed()
      fake.keys.words = Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`)
    })
    await press('button', en['cover.words'])
    await fill(
      en['words.entry'],
      Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`).join(' '),
    )
    await press('button', en['cover.open'])
    await rest(20)
    await fill(en['access.new'], 'a lamp behind the rain')
    await fill(en['create.again'], 'a lamp behind the rain')
    fake.delay.ms = 1500
    listen()
    await press('button', en['words.new.keep'])
    await rest(1000)
    expect(all('[role="progressbar"]').length + heard.length).toBeGreaterThan(0)
    await rest(1500)
  })
})

it('speaks the first step of a new key', async () => {
  await openFace()
  await visit({ at: 'settings' })
  await press('button', en['access.rekey'])
  await fill(en['access.now'], 'lamplight and rain')
  listen()
  await press('button', en['access.rekey.yes'])
  await rest(50)
  expect(said()).toContain(en['access.rekey.copying'])
  expect(heard.join()).toContain(en['access.rekey.copying'])
})
it('speaks that a joining could not be stopped', async () => {
  const { fake } = await openFace()
  await visit({ at: 'join' })
  await fill('Link or code', 'kinfold:join#abc')
  await fill('Your name in this circle', 'Dana')
  await press('button', en['join.byFile'])
  fake.refuse('circle.stopJoining', 'not-saved')
  listen()
  await press('button', en['join.stop'])
  await rest(20)
  expect(heard.length).toBeGreaterThan(0)
})

it('speaks that the other computer is looked for, when one has asked to join', async () => {
  await openFace()
  await visit({ at: 'join' })
  await fill('Link or code', 'kinfold:join#abc')
  await fill('Your name in this circle', 'Dana')
  listen()
  await press('button', en['join.go'])
  await rest(50)
  expect(said()).toContain(en['join.looking'])
  expect(heard.join()).toContain(en['join.looking'])
})
