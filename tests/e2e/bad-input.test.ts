/**
 * What can be wrong from outside, through the real interface: each has its sentence, nothing is lost by it, and nothing
 * falls. Used twice: circle.test.ts. More of what strangers do to a hub: tests/net/hub.test.ts.
 * Garbage, oversized and replayed frames and another's client id: tests/unit/live, tests/unit/circle and tests/vault,
 * where a wire can be had. Clocks that are years away: clocks.test.ts.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { readInvitation, writeLink } from '../../src/main/vault/circle/invite/link.ts'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { HEADER_FILE, read, ready, unwrap, write } from '../../src/main/vault/storage/header.ts'
import { passphrase } from '../../src/main/vault/storage/typed.ts'
import { paste } from '../drive/clipboard.ts'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { newProfile, somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

async function says(person: Person, key: Parameters<typeof words>[0], patience = 30_000): Promise<void> {
  await person.page.getByText(words(key)).first().waitFor({ timeout: patience })
}

/** What the cover answers to the right passphrase, once it has this to say. */
async function coverSays(person: Person, key: Parameters<typeof words>[0], passphrase = PASSPHRASE) {
  await expect.poll(() => person.tryPassphrase(passphrase), { timeout: 60_000 }).toBe(words(key))
}

it('opens nothing that is damaged, changes nothing in it, and opens it when the good copy is back', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.', false)
  await ana.lock()
  const dir = join(profile, 'vault')
  const headerFile = join(dir, HEADER_FILE)
  const dbFile = join(dir, readdirSync(dir).find(name => name.endsWith('.db')) ?? '')
  const [header, db] = [readFileSync(headerFile), readFileSync(dbFile)]
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }

  await coverSays(ana, 'fault.wrong-passphrase', 'lamplight and snow')
  for (const [file, good, bad] of [
    [headerFile, header, flipped(header, 60)],
    [headerFile, header, header.subarray(0, 70)],
    [headerFile, header, Buffer.alloc(0)],
    [dbFile, db, flipped(db, 100)],
  ] as const) {
    writeFileSync(file, bad)
    await coverSays(ana, 'fault.damaged')
    expect(readFileSync(file).equals(bad)).toBe(true)
    writeFileSync(file, good)
  }
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('kettle')).join()).toContain('clicked at four')

  // A header of before the last one, put back: it opens, and says so.
  await ana.lock()
  await ready()
  const old = read(new Uint8Array(header))
  if (!old.ok) throw new Error('the header does not read')
  const key = await unwrap(old.value, passphrase(PASSPHRASE), derive)
  if (!key.ok) throw new Error('the header does not open')
  const next = { ...old.value.header, generation: old.value.header.generation + 1 }
  writeFileSync(headerFile, write(next, key.value.bytes))
  await ana.unlock(PASSPHRASE)
  expect(await ana.page.getByText(words('notice.header-older')).count()).toBe(0)
  await ana.lock()
  writeFileSync(headerFile, header)
  await ana.unlock(PASSPHRASE)
  await says(ana, 'notice.header-older')
  expect((await ana.search('kettle')).join()).toContain('clicked at four')
})

it('says what is wrong with an invitation, and lets Ben in by the right one afterwards', async () => {
  const [{ person: ana }, { person: ben }] = [await somebody(), await somebody()]
  await Promise.all([ana, ben].map(person => person.sitDown()))
  await Promise.all([ana, ben].map(person => person.makeVault(PASSPHRASE)))
  await ana.foundCircle('Thursday table', 'Juniper')
  const { code, link, addresses } = await ana.invite()
  const [address = ''] = addresses

  const wrong = `${code.slice(0, 9)}${code[9] === '7' ? '8' : '7'}${code.slice(10)}`
  await ben.knock(wrong, address, 'Moss')
  await says(ben, 'fault.invitation-unreadable')
  await ben.knock(code, '192.168.1.20:99999', 'Moss')
  await says(ben, 'fault.address-unreadable')
  await ben.knock(`${link.slice(0, -2)}`, '', 'Moss')
  await says(ben, 'fault.invitation-unreadable')

  const invited = readInvitation(link)
  if (!invited.ok || !invited.value.circleId || !invited.value.inviteId)
    throw new Error('the link does not read')
  const { seed, circleId, inviteId, addresses: hubs } = invited.value
  const expires = Date.now()
  await ben.knock(
    writeLink({ seed, circleId, inviteId, addresses: hubs, expires: expires - 60_000 }),
    '',
    'Moss',
  )
  await says(ben, 'fault.invitation-expired')

  // Nothing listens on that port; awake, Ana would be found by multicast all the same.
  await ana.reach(false)
  await ben.knock(code, '127.0.0.1:9', 'Moss')
  await says(ben, 'join.unreachable', 60_000)
  await ben.button(words('join.stop')).click()
  await ana.reach(true)

  const another = new Uint8Array(circleId).fill(7)
  await ben.knock(
    writeLink({ seed, circleId: another, inviteId, addresses: hubs, expires: expires + 3600_000 }),
    '',
    'Moss',
  )
  await says(ben, 'join.other-circle', 60_000)
  await ben.button(words('join.stop')).click()

  await ben.knock(code, address, 'Moss')
  expect(await ana.safetyWords('door.words')).toBe(await ben.safetyWords('join.words'))
  await ana.letIn()
  await ben.enter('Thursday table')
  await expect.poll(() => ana.members()).toEqual(['Juniper', 'Moss'])
})

it('asks before 2 MB are pasted and keeps them whole; more than that changes nothing', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('Before all that.', false)
  const entry = () => ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
  const long = (bytes: number): string =>
    `${'Rain on the roof, and a cup of tea. '.repeat(28).trim()}\n`.repeat(bytes / 1000)

  await paste(ana, entry(), long(2_200_000))
  await says(ana, 'paste.refused')
  expect(await entry().textContent()).toBe('Before all that.')

  // Less than 2 MB, but more than one entry is kept with: said before it is asked about.
  await paste(ana, entry(), 'rain and tea a\n'.repeat(106_666))
  await says(ana, 'paste.toolong')
  expect(await ana.button(words('paste.ask.yes')).count()).toBe(0)
  expect(await entry().textContent()).toBe('Before all that.')

  await paste(ana, entry(), long(1_990_000))
  await ana.button(words('paste.ask.yes')).click()
  await expect
    .poll(async () => (await entry().textContent())?.length, { timeout: 30_000 })
    .toBeGreaterThan(1_900_000)
  await says(ana, 'status.saved', 60_000)
  await ana.lock()
  await ana.unlock(PASSPHRASE)
  await expect
    .poll(async () => (await entry().textContent())?.length, { timeout: 30_000 })
    .toBeGreaterThan(1_900_000)
  expect(await entry().textContent()).toContain('Before all that.')
})

it('refuses lines without end in a shared note, and saves a long paste and every word after it', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.foundCircle('Thursday table', 'Juniper')
  await ana.beginNote('What we watched')
  await ana.writeNote('Begun.')
  for (const text of ['rain\n'.repeat(80_000), `${'rain and tea '.repeat(3)}\n`.repeat(50_000)]) {
    await paste(ana, ana.note, text)
    await says(ana, 'paste.toolong')
    expect(await ana.noteText()).toBe('Begun.')
    // What was copied can still be put elsewhere.
    const kept = await ana.app.evaluate(async ({ clipboard }) => (await clipboard.readText()).length)
    expect(kept).toBe(text.length)
  }

  // Above what goes out as one change.
  const line = 'Rain on the roof, and a cup of tea. '.repeat(29).trim()
  await paste(ana, ana.note, `\n${line}`.repeat(1000))
  await expect.poll(() => ana.note.evaluate(body => body.children.length), { timeout: 30_000 }).toBe(1001)
  await ana.page.keyboard.insertText(' Small words after.')
  await ana.rest()
  await says(ana, 'status.saved', 60_000)
  await ana.getUp()

  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.openCircle('Thursday table')
  await ana.openNote('What we watched')
  await ana.waitForNote(['Begun.', 'Small words after.'])
  expect(await ana.note.evaluate(body => body.children.length)).toBe(1001)
})

it('says that the disk is full, keeps the words on the page, and saves them when there is room', async () => {
  const { person: ana, profile } = await somebody(newProfile())
  const dir = join(profile, 'vault')
  mkdirSync(dir, { mode: 0o700 })
  const small = process.getuid?.() === 0 && process.platform === 'linux'
  if (!small)
    return console.log('A disk of our own needs root: tests/vault/full-disk.test.ts fills a real one.')
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'kinfold-test', dir])
  try {
    await ana.sitDown()
    await ana.makeVault(PASSPHRASE)
    await ana.write('This stood on the disk.', false)
    const filler = join(dir, 'something-else')
    fill(filler)
    await ana.typeToday(` And this had no room: ${'rain, '.repeat(20_000)}`)
    await says(ana, 'fault.disk-full')
    rmSync(filler)
    await says(ana, 'status.saved', 60_000)
    await ana.lock()
    await ana.unlock(PASSPHRASE)
    expect((await ana.search('stood')).join()).toContain('This stood on the disk. And this had no room')
    await ana.getUp()
  } finally {
    execFileSync('umount', ['-l', dir])
  }
})

it('lets no web page dial the hub, even one that knows where it is and what to say', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.foundCircle('Thursday table', 'Juniper')
  const { addresses } = await ana.invite()
  const courier = ana.app.windows().find(page => page.url().startsWith('app://courier/'))
  const inside = decodeURIComponent(new URL(courier?.url() ?? '').hash.slice(1))
  expect(inside).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/\?token=/)
  const anybody = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise(resolve => anybody.once('listening', resolve))
  const open = `ws://127.0.0.1:${(anybody.address() as { port: number }).port}/`

  const dialled = await ana.app.evaluate(
    async ({ BrowserWindow, session }, urls) => {
      const other = session.fromPartition('a browser')
      // Every session of the program is walled in; this one stands for somebody's browser.
      other.webRequest.onBeforeRequest(null)
      await other.setProxy({ mode: 'direct' })
      other.protocol.handle('app', () => new Response('<p>x', { headers: { 'content-type': 'text/html' } }))
      const window = new BrowserWindow({ show: false, webPreferences: { session: other } })
      await window.webContents.loadURL('app://some-page/index.html')
      const dial = (url: string) =>
        new Promise<string>(resolve => {
          const socket = new WebSocket(url)
          socket.onopen = () => resolve('open')
          socket.onclose = () => resolve('closed')
        })
      const said = (await window.webContents.executeJavaScript(
        `Promise.all(${JSON.stringify(urls)}.map(${dial}))`,
      )) as string[]
      window.destroy()
      return said
    },
    [open, inside, `ws://${addresses[0]}/kinfold/1`],
  )
  anybody.close()
  // The page may dial; the hub's two doors stay shut.
  expect(dialled).toEqual(['open', 'closed', 'closed'])
  expect(await ana.members()).toEqual(['Juniper'])
})

/** Until not a byte more goes in. */
function fill(file: string): void {
  for (let size = 2 ** 21; size >= 256; size /= 2)
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(size, 1), { flag: 'a' })
      } catch {
        break
      }
    }
}
