/** What the shell serves, opens and refuses, asked from where a stranger could ask. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, type Home, heard, leave, open, until } from './home.ts'

let home: Home
beforeAll(async () => {
  home = await open()
})
afterAll(async () => await leave(home))

/** Asks for addresses in one session of the app: status, first letters and headers. */
const ask = (partition: string, addresses: readonly string[]) =>
  home.app.evaluate(
    async (e, [partition, addresses]) => {
      const session = partition === '' ? e.session.defaultSession : e.session.fromPartition(partition)
      const answers: Record<string, { status: number; body: string; headers: Record<string, string> }> = {}
      for (const address of addresses) {
        try {
          const answer = await session.fetch(address)
          answers[address] = {
            status: answer.status,
            body: (await answer.text()).slice(0, 20),
            headers: Object.fromEntries(answer.headers),
          }
        } catch {
          answers[address] = { status: 0, body: '', headers: {} }
        }
      }
      return answers
    },
    [partition, addresses] as const,
  )

describe('app://', () => {
  const PAGE = 'app://kinfold/face/index.html'

  it('serves the page with its policy, its type and a nonce that is new each time', async () => {
    const [one, two] = await home.app.evaluate(async (e, page) => {
      const session = e.session.fromPartition('face-0')
      const load = async () => {
        const answer = await session.fetch(page)
        return { headers: Object.fromEntries(answer.headers), body: await answer.text() }
      }
      return [await load(), await load()] as const
    }, PAGE)
    const nonce = (policy: string | undefined) => /style-src 'self' 'nonce-([^']+)'/.exec(policy ?? '')?.[1]
    const [first, second] = [one, two].map(each => nonce(each.headers['content-security-policy']))
    expect(first).toMatch(/^[A-Za-z0-9+/]{22}==$/)
    expect(second).not.toBe(first)
    expect(one.body).toContain(`nonce="${first}"`)
    expect(one.body).not.toContain('__CSP_NONCE__')
    expect(one.body).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'')
    expect(one.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('serves what the build left and nothing beside it', async () => {
    const wrong = [
      'app://kinfold/',
      'app://kinfold/face/',
      'app://kinfold/face/index.html?x',
      'app://kinfold/face/../face/../../main/index.cjs',
      'app://kinfold/../../../etc/passwd',
      'app://kinfold/%2e%2e/%2e%2e/main/index.cjs',
      'app://kinfold/face/..%2f..%2fmain%2findex.cjs',
      'app://kinfold/face/%5c..%5c..%5cpackage.json',
      'app://kinfold/face/index.html%00.png',
      'app://kinfold//face/index.html',
      'app://kinfold/FACE/index.html',
      'app://kinfold/courier/index.html',
      'app://somebody@kinfold/face/index.html',
      'app://kinfold.evil/face/index.html',
      'app://evil/face/index.html',
      'app://courier/courier/index.html',
      'app:face/index.html',
    ]
    const got = await ask('face-0', [PAGE, ...wrong])
    expect(got[PAGE]?.status).toBe(200)
    for (const address of wrong) expect([address, got[address]?.status === 200]).toEqual([address, false])
  })

  it('serves each room in its own session alone', async () => {
    const courier = 'app://courier/courier/index.html'
    expect((await ask('courier', [courier, PAGE]))[courier]?.status).toBe(200)
    expect((await ask('courier', [PAGE]))[PAGE]?.status).not.toBe(200)
    expect((await ask('face-1', [courier, PAGE]))[courier]?.status).not.toBe(200)
    for (const strange of ['', 'somebody']) {
      const got = await ask(strange, [PAGE, courier])
      expect([got[PAGE]?.status, got[courier]?.status]).toEqual([0, 0])
    }
  })

  it('has http, https, file and ftp shut in every session, so that nothing answers and nothing is asked', async () => {
    let asked = 0
    const server = await listen(() => {
      asked++
      return [200, {}]
    })
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const session of ['face-0', 'face-1', 'courier', '', 'somebody new']) {
      const got = await ask(session, [
        `http://${address}/`,
        `https://${address}/`,
        'file:///etc/hostname',
        `ftp://${address}/`,
      ])
      expect(Object.values(got).filter(each => each.status === 200)).toEqual([])
    }
    expect(asked).toBe(0)
    server.close()
  })
})

const listen = (answer: (path: string) => [number, Record<string, string>]): Promise<Server> =>
  new Promise(resolve => {
    const server = createServer((request, response) => {
      const [status, headers] = answer(request.url ?? '')
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<p>x')
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })

describe('a redirect', () => {
  /** A session with the navigation policy and without the other walls; `main` loads past will-navigate. */
  const follow = async (guarded: boolean) => {
    const paths: string[] = []
    const server = await listen(path => {
      paths.push(path)
      return path === '/away' ? [302, { location: '/taken' }] : [200, {}]
    })
    const { port } = server.address() as AddressInfo
    await home.app.evaluate(
      async (e, [port, guarded]) => {
        const session = e.session.fromPartition(`bare ${guarded}`)
        for (const scheme of ['http', 'https', 'file', 'ftp']) session.protocol.unhandle(scheme)
        session.webRequest.onBeforeRequest(null)
        await session.setProxy({ mode: 'direct' })
        const window = new e.BrowserWindow({ show: false, webPreferences: { session } })
        if (!guarded) window.webContents.removeAllListeners('will-redirect')
        await window.webContents.loadURL(`http://127.0.0.1:${port}/away`).catch(() => {})
        window.destroy()
      },
      [port, guarded] as const,
    )
    server.close()
    return paths.filter(path => path !== '/favicon.ico')
  }

  it('is not followed', async () => expect(await follow(true)).toEqual(['/away']))
  it('would be, were the policy not there', async () =>
    expect(await follow(false)).toEqual(['/away', '/taken']))
})

describe('a link to the world outside', () => {
  /** Presses the link in the face; `agree` is what the person answers. */
  const press = async (url: string, agree: boolean) => {
    await home.app.evaluate((e, agree) => {
      const log = { asked: [] as string[], opened: [] as string[] }
      Object.assign(globalThis, { kinfoldLog: log })
      e.dialog.showMessageBox = (async (_window: unknown, box: { detail: string }) => {
        log.asked.push(box.detail)
        return { response: agree ? 0 : 1, checkboxChecked: false }
      }) as never
      e.shell.openExternal = async address => {
        log.opened.push(address)
      }
    }, agree)
    const answer = (await asking(home.page)('shell', 'shell.openExternal', { url })) as Record<
      string,
      unknown
    >
    const log = await home.app.evaluate(
      () => (globalThis as unknown as { kinfoldLog: { asked: string[]; opened: string[] } }).kinfoldLog,
    )
    return { ...log, fault: answer['fault'] }
  }

  it('is opened when the person was shown where it leads and agreed', async () => {
    const seen = await press('https://example.org/a?b', true)
    expect(seen.asked).toEqual([expect.stringContaining('example.org')])
    expect(seen).toMatchObject({ opened: ['https://example.org/a?b'], fault: undefined })
  })
  it('stays shut when they do not', async () => {
    expect(await press('https://example.org/', false)).toMatchObject({ opened: [], fault: undefined })
  })
  it('is not even asked about when it is no address of that kind', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:1', 'smb://x/y', 'http://example.org/', 'ms-word:x'])
      expect(await press(url, true)).toEqual({ asked: [], opened: [], fault: 'not-allowed' })
  })
})

describe('what the face asks of the shell', () => {
  it('is parsed: a stranger’s call is answered with bad-request', async () => {
    const ask = asking(home.page)
    for (const [call, args] of [
      ['shell.exec', {}],
      ['__proto__', {}],
      ['toString', {}],
      ['shell.copy', { text: 5 }],
      ['shell.copy', { text: 'x'.repeat(5000) }],
      ['shell.openExternal', {}],
    ] as const)
      expect(await ask('shell', call, args)).toMatchObject({ fault: 'bad-request' })
  })

  it('tells honestly which Electron this is', async () => {
    const { electron } = await home.app.evaluate(() => ({ ...process.versions }) as Record<string, string>)
    expect(await asking(home.page)('shell', 'shell.about', {})).toMatchObject({
      value: { electron, testRuntime: Number.parseInt(electron ?? '', 10) < 45 },
    })
  })

  it('puts text on the clipboard', async () => {
    await asking(home.page)('shell', 'shell.copy', { text: 'kinfold:invitation' })
    expect(await home.app.evaluate(e => e.clipboard.readText())).toBe('kinfold:invitation')
    await home.app.evaluate(e => e.clipboard.clear())
  })

  it('reaches the vault', async () => {
    expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'none' } })
  })
})

it('goes on after a bug of its own, says it, and these tests hear it', async () => {
  await home.app.evaluate(
    () =>
      void setTimeout(() =>
        Promise.reject(new Error('planted')).catch(e =>
          setImmediate(() => {
            throw e
          }),
        ),
      ),
  )
  const said = await until(() => heard().find(line => line.includes('planted')), 'a bug that is said')
  expect(said).toMatch(/^shell: bug: Error: planted/)
  expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'none' } })
})
