/** Processes and files: what ends when Ana locks, what comes back when something falls, what is left on the disk. */
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  argsFor,
  asking,
  electron,
  face,
  family,
  files,
  forget,
  type Home,
  leave,
  open,
  sleep,
  until,
} from './home.ts'

const run = promisify(execFile)

/** A word that is nowhere else. */
const PLANTED = 'vogelbeerenmorgen'
const PASSPHRASE = 'seven quiet herons'

let home: Home
beforeAll(async () => {
  home = await open()
  const ask = asking(home.page)
  expect(await ask('vault', 'vault.create', { passphrase: PASSPHRASE })).toMatchObject({ value: {} })
})
afterAll(async () => await leave(home))

const main = (): number => home.app.process().pid ?? 0
const vaults = (): number[] =>
  family(main())
    .filter(each => each.command.includes('NodeService') || each.command.includes('vault.cjs'))
    .map(each => each.pid)
const faces = (): Promise<number[]> =>
  home.app.evaluate(e => e.BrowserWindow.getAllWindows().map(w => w.webContents.getOSProcessId()))
const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('while it is open', () => {
  it('has a vault of its own process, started through the relay where Electron’s Node is too old', async () => {
    const napi = await home.app.evaluate(() => Number(process.versions['napi']))
    const commands = family(main()).map(each => each.command)
    expect(commands.some(each => /node.*vault\.cjs/.test(each))).toBe(napi < 10)
    expect(await home.app.evaluate(e => e.app.getAppMetrics().map(each => each.name ?? ''))).toContain(
      'kinfold vault',
    )
  })

  it('gives the vault no word of a person’s environment', () => {
    for (const pid of vaults()) {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .map(each => each.split('=')[0])
      // Besides what the shell gives: what the relay's own starting of Node needs.
      expect(
        names.filter(name => name && !/^(LANG|LC_\w+|TZ|PWD|OLDPWD|SHLVL|_|NODE_CHANNEL_\w+)$/.test(name)),
      ).toEqual([])
    }
  })

  it('keeps the memory of every process out of core dumps', async () => {
    await until(
      () =>
        family(main())
          .filter(each => !each.command.includes('--type=zygote'))
          .every(({ pid }) => {
            try {
              return /^0+$/.test(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim())
            } catch (error) {
              return (error as { code?: string }).code !== 'EACCES' ? !alive(pid) : true
            }
          }),
      'every filter is empty',
    )
  })
})

describe('locking', () => {
  it('covers the words at once, saves what is unsent, and ends the vault’s and the face’s processes', async () => {
    const before = { face: (await faces())[0] ?? 0, vaults: vaults(), page: home.page }
    expect(before.vaults.length).toBeGreaterThan(0)
    // The face's own ears: what it is told, and what it manages to send in its last half second.
    await home.page.evaluate(
      ([word]) => {
        const { kinfold } = window as unknown as {
          kinfold: Record<
            'vault' | 'shell',
            { post: (m: unknown) => void; listen: (h: (m: unknown) => void) => void }
          >
        }
        kinfold.shell.listen(message => {
          if ((message as { news?: string }).news !== 'flush') return
          const id = 'ab'.repeat(16)
          const block = { type: 'block', content: [{ type: 'text', text: word }] }
          const args = { id, day: '2026-11-22', writing: { type: 'doc', content: [block] } }
          kinfold.vault.listen(() => kinfold.shell.post({ id: 2, call: 'shell.flushed', args: {} }))
          kinfold.vault.post({ id: 1, call: 'journal.save', args })
        })
      },
      [PLANTED],
    )
    const covered = await home.app.evaluate(async e => {
      const [old] = e.BrowserWindow.getAllWindows()
      const item = e.Menu.getApplicationMenu()?.getMenuItemById('lock')
      const begun = Date.now()
      item?.click()
      return { visible: old?.isVisible(), took: Date.now() - begun, accelerator: item?.accelerator }
    })
    expect(covered.visible).toBe(false)
    expect(covered.took).toBeLessThan(250)
    expect(covered.accelerator).toBe('CommandOrControl+L')
    home = { ...home, page: await face(home.app, before.page) }
    await until(() => !alive(before.face), 'the old face ends')
    await until(() => before.vaults.every(pid => !alive(pid)), 'the old vault ends')
    const after = {
      face: await faces(),
      vaults: await until(() => vaults().length > 0 && vaults(), 'a new vault'),
    }
    expect(after.face).toHaveLength(1)
    expect(after.face).not.toContain(before.face)
    expect(after.vaults.filter(pid => before.vaults.includes(pid))).toEqual([])
    const ask = asking(home.page)
    expect(await ask('vault', 'vault.state', {})).toMatchObject({ value: { state: 'closed' } })
    expect(await ask('vault', 'journal.day', { day: '2026-11-22' })).toMatchObject({ fault: 'locked' })
  })

  it('loses nothing that was sent before', async () => {
    const ask = asking(home.page)
    expect(await ask('vault', 'vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ value: {} })
    expect(JSON.stringify(await ask('vault', 'journal.day', { day: '2026-11-22' }))).toContain(PLANTED)
  })

  it('waits no longer than half a second for a face that does not answer', async () => {
    const { page } = home
    await page.evaluate(() => {
      const { kinfold } = window as unknown as { kinfold: { shell: { listen: (h: () => void) => void } } }
      kinfold.shell.listen(() => {})
    })
    const [old] = await faces()
    const begun = Date.now()
    await home.app.evaluate(e => e.Menu.getApplicationMenu()?.getMenuItemById('lock')?.click())
    await until(() => !alive(old ?? 0), 'the deaf face ends')
    expect(Date.now() - begun).toBeLessThan(5000)
    home = { ...home, page: await face(home.app, page) }
    const ask = asking(home.page)
    expect(await ask('vault', 'vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ value: {} })
  })

  it('happens by itself when the computer goes to sleep', async () => {
    const { page } = home
    const [old] = await faces()
    await home.app.evaluate(e => e.powerMonitor.emit('suspend'))
    await until(() => !alive(old ?? 0), 'the face ends')
    home = { ...home, page: await face(home.app, page) }
    const ask = asking(home.page)
    expect(await ask('vault', 'vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ value: {} })
  })
})

describe('when something falls', () => {
  it('keeps the face, tells it, and starts a vault that is closed', async () => {
    const [before] = await faces()
    await home.page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      const { kinfold } = window as unknown as {
        kinfold: { shell: { listen: (h: (m: unknown) => void) => void } }
      }
      kinfold.shell.listen(message => heard.push(message))
    })
    for (const pid of vaults()) process.kill(pid, 'SIGKILL')
    const heard = () => home.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    await until(async () => (await heard()).length >= 2, 'the face hears of it')
    expect(await heard()).toEqual([
      { news: 'vault', value: { there: false } },
      { news: 'vault', value: { there: true } },
    ])
    expect(await faces()).toEqual([before])
    expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'closed' } })
  })

  it('opens a new face when the old one crashed', async () => {
    const [before] = await faces()
    const { page } = home
    process.kill(before ?? 0, 'SIGKILL')
    await until(
      async () => !(await faces()).includes(before ?? 0) && (await faces()).length === 1,
      'a new face',
    )
    home = { ...home, page: await face(home.app, page) }
    expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'closed' } })
  })

  it('goes on when the page and the vault fall together', async () => {
    const [before] = await faces()
    const { page } = home
    const gone = vaults()
    for (const pid of [before ?? 0, ...gone]) process.kill(pid, 'SIGKILL')
    home = { ...home, page: await face(home.app, page) }
    await until(() => vaults().length > 0 && !vaults().some(pid => gone.includes(pid)), 'a new vault')
    expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'closed' } })
  })
})

describe('a second start on the same profile', () => {
  const second = async (more: readonly string[]) =>
    await run(await electron(), argsFor(home.profile, more), { timeout: 30_000 })

  it('steps back politely and brings the first one to the front', async () => {
    await home.app.evaluate(e => e.BrowserWindow.getAllWindows()[0]?.minimize())
    const before = vaults()
    const { stdout } = await second([])
    expect(stdout).toContain('Kinfold is already open on this profile.')
    expect(vaults()).toEqual(before)
    await until(
      () =>
        home.app.evaluate(e => e.BrowserWindow.getAllWindows().every(w => !w.isMinimized() && w.isVisible())),
      'the first is shown',
    )
  })

  it('hands an invitation over, and nothing that is none', async () => {
    await home.page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      const { kinfold } = window as unknown as {
        kinfold: { shell: { listen: (h: (m: unknown) => void) => void } }
      }
      kinfold.shell.listen(message => heard.push(message))
    })
    await second(['kinfold:<script>'])
    await second(['https://example.org/'])
    await second(['kinfold:join/abc?at=10.0.0.1:48132'])
    const heard = () => home.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    await until(async () => (await heard()).length > 0, 'the invitation arrives')
    expect(await heard()).toEqual([
      { news: 'invitation', value: { link: 'kinfold:join/abc?at=10.0.0.1:48132' } },
    ])
  })
})

describe('on the disk', () => {
  it('leaves no word, no dictionary and no crash report, and nothing that others may read', async () => {
    await home.page.evaluate(async word => {
      localStorage.setItem('word', word)
      sessionStorage.setItem('word', word)
      // biome-ignore lint/suspicious/noDocumentCookie: Eve uses what there is
      document.cookie = `word=${word}; max-age=10000`
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(word)
        request.onupgradeneeded = () => request.result.createObjectStore(word)
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      })
      await (await caches.open(word)).keys()
    }, PLANTED)
    const [page] = await faces()
    process.kill(page ?? 0, 'SIGSEGV')
    await sleep(1500)
    await home.app.close()

    const { profile } = home
    expect(statSync(profile).mode & 0o777).toBe(0o700)
    expect(statSync(join(profile, 'vault')).mode & 0o777).toBe(0o700)
    const left = files(profile)
    expect(left.some(each => each.path.includes('/vault/'))).toBe(true)
    expect(left.filter(each => (each.mode & 0o077) !== 0).map(each => each.path)).toEqual([])
    expect(
      left.filter(each => /Dictionaries\/|\.bdic$|\.dmp$/.test(each.path)).map(each => each.path),
    ).toEqual([])
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const word = Buffer.from(PLANTED, encoding)
      expect(left.filter(each => each.bytes.includes(word)).map(each => each.path)).toEqual([])
    }
  })
})

describe('leaving', () => {
  it('ends every process, by the quit and by the window’s own button', async () => {
    for (const how of ['quit', 'close'] as const) {
      const { app, profile } = await open()
      const all = await until(() => {
        const found = family(app.process().pid ?? 0)
        return found.some(each => each.command.includes('vault.cjs')) && found
      }, 'everything is up')
      const ended = new Promise(resolve => app.process().once('exit', resolve))
      await app.evaluate(
        (e, how) =>
          void setTimeout(() =>
            how === 'quit' ? e.app.quit() : e.BrowserWindow.getAllWindows()[0]?.close(),
          ),
        how,
      )
      await ended
      await until(() => all.every(each => !alive(each.pid)), `nobody is left after ${how}`)
      forget(profile)
    }
  })
})
