import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { derive } from '../../../src/main/vault/crypto/passphrase.ts'
import { newWords } from '../../../src/main/vault/crypto/words.ts'
import type { CopyDatabase } from '../../../src/main/vault/keys/copy.ts'
import {
  HEADER_FILE,
  type Header,
  isDatabaseFile,
  read,
  unwrap,
  write,
} from '../../../src/main/vault/storage/header.ts'
import { passphrase } from '../../../src/main/vault/storage/typed.ts'
import { sharedRun } from '../../scan.ts'
import { day, home, id, PASSPHRASE, says } from '../house.ts'
import { contents, type Files, type Room, restore, room } from '../room.ts'
import { notebook } from './notebook.ts'

const NEXT = 'a lamp behind the rain'
const today = day('2026-11-22')
const writing = (n: number) => says(`entry ${n}`, 'Zephyrine brought a marigold '.repeat(20 * n))
const ENTRIES = 8

/** A closed notebook with entries, as files. */
let original: Files

beforeAll(async () => {
  original = await notebook(ENTRIES, writing)
})

async function opened(
  dir: string,
  key: Parameters<Room['ask']['vault.unlock']>[0] = { passphrase: PASSPHRASE },
) {
  const ana = room(dir)
  expect(await ana.ask['vault.unlock'](key)).toEqual({ ok: true, value: { notices: [] } })
  return ana
}
async function refused(dir: string, key: Parameters<Room['ask']['vault.unlock']>[0], fault: string) {
  expect(await room(dir).ask['vault.unlock'](key)).toEqual({ ok: false, fault })
}
async function everyWord(ana: Room) {
  for (let n = 0; n < ENTRIES; n++) {
    const read = await ana.ask['journal.read']({ id: id(n) })
    expect(read.ok && read.value.writing, `entry ${n}`).toEqual(writing(n))
  }
  const found = await ana.ask['journal.search']({ words: 'marigold' })
  expect(found.ok && found.value.length).toBe(ENTRIES - 1)
}
async function withWords(ana: Room): Promise<string[]> {
  const made = await ana.ask['keys.newWords']({ by: { passphrase: PASSPHRASE } })
  if (!made.ok) throw new Error(made.fault)
  const answers = made.value.places.map(place => made.value.words[place - 1] ?? '')
  expect(await ana.ask['keys.keepWords']({ answers })).toEqual({ ok: true, value: {} })
  return made.value.words
}
const databases = (dir: string) => fs.readdirSync(dir).filter(name => name.includes('.db'))

describe('recovery words', () => {
  it('open the notebook once three of them were shown to be there, and not before', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    expect(await ana.ask['keys.list']({})).toEqual({ ok: true, value: { words: false, voided: false } })
    expect(await ana.ask['keys.keepWords']({ answers: ['a', 'b', 'c'] })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    expect(await ana.ask['keys.newWords']({ by: { passphrase: 'somebody else' } })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    const header = contents(place.vault)[HEADER_FILE]
    const made = await ana.ask['keys.newWords']({ by: { passphrase: PASSPHRASE } })
    if (!made.ok) throw new Error(made.fault)
    const { words, places } = made.value
    expect(new Set(places).size).toBe(3)
    const right = places.map(place => words[place - 1] ?? '')
    const wrong = [right[0] ?? '', right[1] ?? '', right[2] === 'zoo' ? 'zone' : 'zoo']
    expect(await ana.ask['keys.keepWords']({ answers: wrong })).toEqual({ ok: false, fault: 'words-differ' })
    expect(contents(place.vault)[HEADER_FILE]).toEqual(header)
    expect(await ana.ask['keys.list']({})).toMatchObject({ value: { words: false } })

    const typed = right.map(word => ` ${word.slice(0, 4).toUpperCase()} `)
    expect(await ana.ask['keys.keepWords']({ answers: typed })).toEqual({ ok: true, value: {} })
    expect(await ana.ask['keys.list']({})).toEqual({ ok: true, value: { words: true, voided: false } })
    ana.close()

    const short = words.map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join('\n')
    const again = await opened(place.vault, { words: short })
    await everyWord(again)
    again.close()
    ;(await opened(place.vault)).close()
    await refused(place.vault, { words: newWords().join(' ') }, 'wrong-words')
    await refused(place.vault, { words: words.slice(1).join(' ') }, 'words-unreadable')
    await refused(place.vault, { passphrase: words.join(' ') }, 'wrong-passphrase')
  })

  it('lose their power when new ones are made, and when they are removed', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    const first = await withWords(ana)
    const second = await withWords(ana)
    ana.close()
    await refused(place.vault, { words: first.join(' ') }, 'wrong-words')
    const again = await opened(place.vault, { words: second.join(' ') })
    expect(await again.ask['keys.removeWords']({ passphrase: 'not this one' })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    expect(await again.ask['keys.removeWords']({ passphrase: PASSPHRASE })).toEqual({ ok: true, value: {} })
    expect(await again.ask['keys.list']({})).toMatchObject({ value: { words: false } })
    again.close()
    await refused(place.vault, { words: second.join(' ') }, 'wrong-words')
    ;(await opened(place.vault)).close()
  })
})

it('two notebooks with one passphrase and words each have no run of eight bytes of their headers in common', async () => {
  const headers: Buffer[] = []
  for (let n = 0; n < 2; n++) {
    using place = home()
    const ana = room(place.vault)
    await ana.ask['vault.create']({ passphrase: PASSPHRASE })
    await withWords(ana)
    ana.close()
    headers.push(contents(place.vault)[HEADER_FILE] as Buffer)
  }
  const [first, second] = headers as [Buffer, Buffer]
  expect(first).toHaveLength(36 + 2 * 94 + 64)
  expect(sharedRun(first, second)).toBeUndefined()
})

describe('slots of a kind that this Kinfold does not know', () => {
  const strange = (header: Header) => header.slots.filter(({ kind }) => kind === 77)
  /** The header as a newer Kinfold might leave it: `n` slots of kind 77 before the passphrase's. */
  async function plant(dir: string, n: number): Promise<void> {
    const found = read(fs.readFileSync(join(dir, HEADER_FILE)))
    if (!found.ok) throw new Error(found.fault)
    const key = await unwrap(found.value, passphrase(PASSPHRASE), derive)
    if (!key.ok) throw new Error(key.fault)
    const [own] = found.value.header.slots
    if (!own) throw new Error('no slot')
    const more = Array.from({ length: n }, (_, i) => ({
      ...own,
      kind: 77,
      salt: new Uint8Array(16).fill(i + 1),
    }))
    const header = { ...found.value.header, slots: [...more, own] }
    fs.writeFileSync(join(dir, HEADER_FILE), write(header, key.value.bytes))
  }
  const headerIn = (dir: string): Header => {
    const found = read(fs.readFileSync(join(dir, HEADER_FILE)))
    if (!found.ok) throw new Error(found.fault)
    return found.value.header
  }

  it('are kept as they are when the keys beside them change', async () => {
    using place = home()
    restore(place.vault, original)
    await plant(place.vault, 2)
    const planted = headerIn(place.vault)
    expect(strange(planted)).toHaveLength(2)
    const ana = await opened(place.vault)
    await withWords(ana)
    await ana.ask['keys.change']({ by: { passphrase: PASSPHRASE }, passphrase: NEXT })
    await ana.ask['keys.removeWords']({ passphrase: NEXT })
    ana.close()
    expect(strange(headerIn(place.vault))).toEqual(strange(planted))
    expect(headerIn(place.vault).slots).toHaveLength(3)
  })

  it('are never driven out: where there is no room, nothing is written', async () => {
    using place = home()
    restore(place.vault, original)
    await plant(place.vault, 7)
    const ana = await opened(place.vault)
    const before = contents(place.vault)[HEADER_FILE]
    const made = await ana.ask['keys.newWords']({ by: { passphrase: PASSPHRASE } })
    if (!made.ok) throw new Error(made.fault)
    const answers = made.value.places.map(at => made.value.words[at - 1] ?? '')
    expect(await ana.ask['keys.keepWords']({ answers })).toEqual({ ok: false, fault: 'not-saved' })
    expect(contents(place.vault)[HEADER_FILE]).toEqual(before)
    expect(await ana.ask['keys.change']({ by: { passphrase: PASSPHRASE }, passphrase: NEXT })).toEqual({
      ok: true,
      value: {},
    })
    ana.close()
  })
})

describe('another passphrase', () => {
  it('takes the place of the old one, once the old one was proven', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    const change = ana.ask['keys.change']
    expect(await change({ by: { passphrase: 'not this one' }, passphrase: NEXT })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    expect(await change({ by: { passphrase: PASSPHRASE }, passphrase: 'short' })).toEqual({
      ok: false,
      fault: 'passphrase-too-short',
    })
    const before = contents(place.vault)
    expect(await change({ by: { passphrase: PASSPHRASE }, passphrase: NEXT })).toEqual({
      ok: true,
      value: {},
    })
    ana.close()
    await refused(place.vault, { passphrase: PASSPHRASE }, 'wrong-passphrase')
    const again = await opened(place.vault, { passphrase: NEXT })
    await everyWord(again)
    again.close()

    // The old header, put back: it opens with the old passphrase, as the page says, and the notebook says so.
    const header = before[HEADER_FILE] as Buffer
    expect(
      sharedRun(header.subarray(36), (contents(place.vault)[HEADER_FILE] as Buffer).subarray(36)),
    ).toBeUndefined()
    fs.writeFileSync(join(place.vault, HEADER_FILE), header)
    expect(await room(place.vault).ask['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: ['header-older'] },
    })
  })

  it('can be chosen by who has the words and forgot the old one; the words stay', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    const words = (await withWords(ana)).join(' ')
    ana.close()
    const again = await opened(place.vault, { words })
    expect(await again.ask['keys.change']({ by: { words: newWords().join(' ') }, passphrase: NEXT })).toEqual(
      { ok: false, fault: 'wrong-words' },
    )
    expect(await again.ask['keys.change']({ by: { words }, passphrase: NEXT })).toEqual({
      ok: true,
      value: {},
    })
    again.close()
    await refused(place.vault, { passphrase: PASSPHRASE }, 'wrong-passphrase')
    ;(await opened(place.vault, { passphrase: NEXT })).close()
    ;(await opened(place.vault, { words })).close()
  })

  it('is not written into a header that somebody exchanged under the open notebook', async () => {
    using place = home()
    using other = home()
    const eve = room(other.vault)
    await eve.ask['vault.create']({ passphrase: 'eve knows this one' })
    eve.close()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    fs.copyFileSync(join(other.vault, HEADER_FILE), join(place.vault, HEADER_FILE))
    const hers = { passphrase: 'eve knows this one' }
    const planted = contents(place.vault)[HEADER_FILE]
    for (const answer of [
      await ana.ask['vault.unlock'](hers),
      await ana.ask['keys.change']({ by: hers, passphrase: NEXT }),
      await ana.ask['keys.newWords']({ by: hers }),
      await ana.ask['keys.rekey'](hers),
      await ana.ask['keys.list']({}),
    ])
      expect(answer).toEqual({ ok: false, fault: 'damaged' })
    expect(contents(place.vault)[HEADER_FILE]).toEqual(planted)
    ana.close()
  })

  it('brings no words back to life that were removed: an older header under the open notebook is not written on', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    const words = (await withWords(ana)).join(' ')
    ana.close()
    const again = await opened(place.vault)
    const older = contents(place.vault)[HEADER_FILE] as Buffer
    const by = { passphrase: PASSPHRASE }
    expect(await again.ask['keys.removeWords'](by)).toEqual({ ok: true, value: {} })
    const newest = contents(place.vault)[HEADER_FILE] as Buffer
    fs.writeFileSync(join(place.vault, HEADER_FILE), older)
    for (const answer of [
      await again.ask['keys.change']({ by, passphrase: NEXT }),
      await again.ask['keys.newWords']({ by }),
      await again.ask['keys.rekey'](by),
      await again.ask['keys.list']({}),
    ])
      expect(answer).toEqual({ ok: false, fault: 'damaged' })
    expect(contents(place.vault)[HEADER_FILE]).toEqual(older)
    // Put back, everything goes on; else the next opening says it.
    fs.writeFileSync(join(place.vault, HEADER_FILE), newest)
    expect(await again.ask['keys.change']({ by, passphrase: NEXT })).toEqual({ ok: true, value: {} })
    again.close()
    await refused(place.vault, { words }, 'wrong-words')
    fs.writeFileSync(join(place.vault, HEADER_FILE), older)
    const late = room(place.vault)
    expect(await late.ask['vault.unlock'](by)).toMatchObject({ value: { notices: ['header-older'] } })
    // Whoever was told may go on from there.
    expect(await late.ask['keys.change']({ by, passphrase: NEXT })).toEqual({ ok: true, value: {} })
    late.close()
  })
})

describe('a new key for the whole notebook', () => {
  it('keeps every word under the same passphrase, shares nothing with the old file, and voids the words', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await opened(place.vault)
    const words = (await withWords(ana)).join(' ')
    const [old = ''] = fs.readdirSync(place.vault).filter(isDatabaseFile)
    const before = original[old] as Buffer
    expect(await ana.ask['keys.rekey']({ passphrase: 'not this one' })).toMatchObject({
      fault: 'wrong-passphrase',
    })
    expect(await ana.ask['keys.rekey']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { end: 'done' },
    })
    expect(ana.state()).toBe('closed')
    expect(await ana.ask['keys.list']({})).toEqual({ ok: false, fault: 'locked' })
    await expect.poll(() => ana.toShell.at(-1)).toEqual({ kind: 'lock' })
    // Nobody is locked out of what they wait for.
    const waits = ana.toShell.flatMap(told => (told.kind === 'working' ? [told.on] : []))
    expect(waits).toEqual([true, false, true, false])
    const steps = ana.news.filter(({ name }) => name === 'keys.rekeying').map(({ value }) => value)
    expect(steps).toMatchObject([{ step: 'copying' }, { step: 'sealing' }, { step: 'checking' }])

    const [now = ''] = fs.readdirSync(place.vault).filter(isDatabaseFile)
    expect(databases(place.vault)).toEqual([now])
    expect(now).not.toBe(old)
    expect(sharedRun(before, contents(place.vault)[now] as Buffer, 16)).toBeUndefined()
    await refused(place.vault, { words }, 'wrong-words')

    const again = room(place.vault)
    expect(await again.ask['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: ['words-void'] },
    })
    await everyWord(again)
    expect(await again.ask['keys.list']({})).toEqual({ ok: true, value: { words: false, voided: true } })
    again.close()
    // Said once; the settings go on saying it until there are new ones.
    const third = await opened(place.vault)
    expect(await third.ask['keys.list']({})).toMatchObject({ value: { voided: true } })
    await withWords(third)
    expect(await third.ask['keys.list']({})).toEqual({ ok: true, value: { words: true, voided: false } })
    third.close()
  })

  /** A copying that waits until it is told how to end. */
  function waiting() {
    let end: (result: Awaited<ReturnType<CopyDatabase>['ended']>) => void = () => {}
    let stopped = 0
    const copy: CopyDatabase = ({ to }, reached) => {
      reached('copying')
      fs.writeFileSync(to, 'half a copy')
      return {
        ended: new Promise(resolve => {
          end = resolve
        }),
        stop: () => {
          stopped++
          end({ ok: true, value: 'stopped' })
        },
      }
    }
    return { copy, end: (result: Parameters<typeof end>[0]) => end(result), stopped: () => stopped }
  }

  it('lets nothing be written meanwhile, and changes nothing when it is stopped', async () => {
    using place = home()
    restore(place.vault, original)
    const held = waiting()
    const ana = room(place.vault, { copy: held.copy })
    await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
    const header = contents(place.vault)[HEADER_FILE]
    const files = databases(place.vault)
    const ending = ana.ask['keys.rekey']({ passphrase: PASSPHRASE })
    await expect.poll(() => ana.news.length).toBeGreaterThan(0)
    const save = () => ana.ask['journal.save']({ id: id(99), day: today, writing: says('meanwhile') })
    expect(await save()).toEqual({ ok: false, fault: 'rekeying' })
    expect(await ana.ask['keys.stopRekey']({})).toEqual({ ok: true, value: {} })
    expect(await ending).toEqual({ ok: true, value: { end: 'stopped' } })
    expect(held.stopped()).toBe(1)
    expect(contents(place.vault)[HEADER_FILE]).toEqual(header)
    expect(databases(place.vault)).toEqual(files)
    expect((await save()).ok).toBe(true)
    ana.close()
    const again = await opened(place.vault)
    await everyWord(again)
    again.close()
  })

  it.each(['disk-full', 'damaged'] as const)('goes on as before when the copy ends with %s', async fault => {
    using place = home()
    restore(place.vault, original)
    const held = waiting()
    const ana = room(place.vault, { copy: held.copy })
    await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
    const files = databases(place.vault)
    const ending = ana.ask['keys.rekey']({ passphrase: PASSPHRASE })
    await expect.poll(() => ana.news.length).toBeGreaterThan(0)
    held.end({ ok: false, fault })
    expect(await ending).toEqual({ ok: false, fault })
    expect(databases(place.vault)).toEqual(files)
    expect((await ana.ask['journal.save']({ id: id(99), day: today, writing: says('after') })).ok).toBe(true)
    await everyWord(ana)
    ana.close()
  })

  it('is not begun on a page that is damaged', async () => {
    using place = home()
    const [name = ''] = Object.keys(original).filter(isDatabaseFile)
    const harmed = Buffer.from(original[name] as Buffer)
    const at = harmed.length - 2000
    harmed[at] = (harmed[at] ?? 0) ^ 1
    restore(place.vault, { ...original, [name]: harmed })
    const ana = room(place.vault)
    expect((await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })).ok).toBe(true)
    expect(await ana.ask['keys.rekey']({ passphrase: PASSPHRASE })).toEqual({ ok: false, fault: 'damaged' })
    expect(databases(place.vault).filter(isDatabaseFile)).toEqual([name])
    expect((await ana.ask['journal.save']({ id: id(99), day: today, writing: says('after') })).ok).toBe(true)
    ana.close()
  })

  it('takes away the database that it replaced, and no other that somebody put there', async () => {
    using place = home()
    restore(place.vault, { ...original, '0123456789abcdef.db': Buffer.from('a copy of somebody') })
    const ana = await opened(place.vault)
    expect((await ana.ask['keys.rekey']({ passphrase: PASSPHRASE })).ok).toBe(true)
    const again = await opened(place.vault)
    again.close()
    expect(databases(place.vault)).toHaveLength(2)
    expect(contents(place.vault)['0123456789abcdef.db']?.toString()).toBe('a copy of somebody')
  })
})
