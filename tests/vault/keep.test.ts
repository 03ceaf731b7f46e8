import { describe, expect, it } from 'vitest'
import { day, founded, home, id, PASSPHRASE, reopened, says, start } from './house.ts'

const today = day('2026-11-22')

describe('a vault', () => {
  it('keeps what Ana wrote over a lock, and answers nothing before it is opened', async () => {
    using place = home()
    const first = start(place.dir)
    expect(await first.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'none' } })
    expect(await first.face.ask('journal.binned', {})).toEqual({ ok: false, fault: 'locked' })
    expect(await first.face.ask('circle.list', {})).toEqual({ ok: false, fault: 'locked' })
    expect(await first.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'no-vault',
    })
    expect(await first.face.ask('vault.create', { passphrase: 'seven77' })).toEqual({
      ok: false,
      fault: 'passphrase-too-short',
    })
    expect(await first.face.ask('vault.create', { passphrase: PASSPHRASE })).toEqual({ ok: true, value: {} })
    expect(await first.face.ask('vault.create', { passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'vault-exists',
    })
    const saved = await first.face.ask('journal.save', {
      id: id(1),
      day: today,
      writing: says('the first rain'),
    })
    expect(saved.ok).toBe(true)
    expect(await first.lock()).toBe(0)

    const second = start(place.dir)
    expect(await second.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'closed' } })
    expect(await second.face.ask('vault.create', { passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'vault-exists',
    })
    expect(await second.face.ask('vault.unlock', { passphrase: 'something else' })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    expect(await second.face.ask('journal.read', { id: id(1) })).toEqual({ ok: false, fault: 'locked' })
    expect(await second.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: [] },
    })
    const read = await second.face.ask('journal.read', { id: id(1) })
    expect(read.ok && read.value.writing).toEqual(says('the first rain'))
    await second.lock()
  })

  it('takes a passphrase typed with composed or combining letters as one', async () => {
    using place = home()
    const made = start(place.dir)
    await made.face.ask('vault.create', { passphrase: 'caf\u00e9 im Sch\u00f6neberg' })
    await made.lock()
    const again = start(place.dir)
    const opened = await again.face.ask('vault.unlock', { passphrase: 'cafe\u0301 im Scho\u0308neberg' })
    expect(opened.ok).toBe(true)
    await again.lock()
  })

  it('lets only one process at a time hold a profile, and lets go when that one is killed', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const other = start(place.dir)
    expect(await other.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'vault-in-use',
    })
    await ana.kill()
    expect((await other.face.ask('vault.unlock', { passphrase: PASSPHRASE })).ok).toBe(true)
    await other.lock()
  })

  it('tells the shell where it stands, and that it wants no network by itself', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const states = ana.fromVault.flatMap(message => (message.kind === 'state' ? [message.state] : []))
    expect(states).toEqual(['none', 'open'])
    const wishes = ana.fromVault.filter(message => message.kind === 'network')
    expect(wishes.length).toBeGreaterThan(0)
    for (const wish of wishes)
      expect(wish).toMatchObject({ kind: 'network', courier: false, listen: false, dial: [], signalling: [] })
    await ana.lock()
  })

  it('ends by itself when the process that started it is gone', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await ana.face.ask('journal.save', { id: id(1), day: today, writing: says('still here') })
    ana.process.disconnect()
    expect(await ana.ended).toBe(0)
    const again = await reopened(place.dir)
    expect((await again.face.ask('journal.read', { id: id(1) })).ok).toBe(true)
    await again.lock()
  })
})
