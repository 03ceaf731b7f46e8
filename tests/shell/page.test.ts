/** Eve got a script into the face's page. This is all that she can do there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, type Home, leave, open, sleep } from './home.ts'

let home: Home
beforeAll(async () => {
  home = await open()
})
afterAll(async () => await leave(home))

const inPage = <T>(act: () => T | Promise<T>): Promise<T> => home.page.evaluate(act)
const contents = (): Promise<number> => home.app.evaluate(e => e.webContents.getAllWebContents().length)

describe('the page', () => {
  it('stands on app://kinfold, holds no Node and has a title that says nothing', async () => {
    expect(
      await inPage(() => ({
        origin: location.origin,
        require: typeof (globalThis as Record<string, unknown>)['require'],
        process: typeof (globalThis as Record<string, unknown>)['process'],
        buffer: typeof (globalThis as Record<string, unknown>)['Buffer'],
        electron: typeof (globalThis as Record<string, unknown>)['electron'],
      })),
    ).toEqual({
      origin: 'app://kinfold',
      require: 'undefined',
      process: 'undefined',
      buffer: 'undefined',
      electron: 'undefined',
    })
    await inPage(() => {
      document.title = 'Dear diary'
    })
    await sleep(200)
    expect(await home.app.evaluate(e => e.BrowserWindow.getAllWindows().map(w => w.getTitle()))).toEqual([
      'Kinfold',
    ])
  })

  it('shows a bridge of seven names, frozen, which is not what the page makes of it', async () => {
    expect(
      await inPage(() => {
        const walk = (value: unknown, at: string): string[] =>
          typeof value === 'object' && value !== null
            ? [
                `${at} ${Object.isFrozen(value) ? 'frozen' : 'open'}`,
                ...Reflect.ownKeys(value).flatMap(key =>
                  walk((value as Record<PropertyKey, unknown>)[key], `${at}.${String(key)}`),
                ),
              ]
            : [`${at} ${typeof value}`]
        return walk((window as unknown as { kinfold: unknown }).kinfold, 'kinfold')
      }),
    ).toEqual([
      'kinfold frozen',
      'kinfold.platform string',
      'kinfold.look string',
      'kinfold.shell frozen',
      'kinfold.shell.post function',
      'kinfold.shell.listen function',
      'kinfold.vault frozen',
      'kinfold.vault.post function',
      'kinfold.vault.listen function',
    ])
    expect(
      await inPage(() => {
        const before = (window as unknown as { kinfold: unknown }).kinfold
        try {
          Object.defineProperty(window, 'kinfold', { value: 'mine' })
        } catch {}
        return (window as unknown as { kinfold: unknown }).kinfold === before
      }),
    ).toBe(true)
  })

  it('gives functions that answer with plain data and no event, even where the page changed its own world', async () => {
    await inPage(() => {
      Array.prototype.push = () => 0
    })
    await home.page.reload()
    const answer = (await asking(home.page)('shell', 'shell.about', {})) as Record<string, unknown>
    expect(Object.keys(answer).sort()).toEqual(['id', 'value'])
    expect(answer['value']).toMatchObject({ electron: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    const bare = await inPage(
      () =>
        new Promise<string[]>(resolve => {
          const { kinfold } = window as unknown as {
            kinfold: {
              shell: { post: (m: unknown) => unknown; listen: (h: (...all: unknown[]) => void) => unknown }
            }
          }
          const given: string[] = []
          given.push(
            typeof kinfold.shell.listen((...all) => resolve([...given, ...all.map(each => typeof each)])),
          )
          given.push(typeof kinfold.shell.post({ id: 7, call: 'shell.about', args: {} }))
        }),
    )
    expect(bare).toEqual(['undefined', 'undefined', 'object'])
  })

  it('asks for its own files and for nothing else', async () => {
    const asked: string[] = []
    const hear = (request: { url: () => string }) => asked.push(request.url())
    home.page.on('request', hear)
    await home.page.reload()
    await sleep(500)
    home.page.off('request', hear)
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.filter(url => !url.startsWith('app://kinfold/'))).toEqual([])
  })

  it('raises a violation for each thing the policy forbids, and for nothing that the app itself does', async () => {
    const broken = await inPage(async () => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective))
      const during = async (act: () => unknown): Promise<string> => {
        const before = seen.length
        try {
          await act()
        } catch {}
        await new Promise(resolve => setTimeout(resolve, 60))
        return seen.slice(before).join(' ')
      }
      const make = (tag: string, set: Record<string, string>): HTMLElement => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(set)) element.setAttribute(name, value)
        document.body.append(element)
        return element
      }
      const script = document.createElement('script')
      const blob = URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))
      return {
        'inline script': await during(() => {
          try {
            script.textContent = 'window.bad = 1'
          } catch {}
          script.append('window.bad = 1')
          document.body.append(script)
        }),
        'inline handler': await during(() => make('button', { onclick: 'window.bad = 1' }).click()),
        eval: await during(
          () =>
            new Promise<void>(resolve =>
              setTimeout(() => {
                try {
                  new Function('window.bad = 1')()
                } catch {}
                resolve()
              }),
            ),
        ),
        markup: await during(() => {
          document.body.innerHTML = '<b>x</b>'
        }),
        'remote picture': await during(() => make('img', { src: 'https://127.0.0.1:1/x.png' })),
        'data picture': await during(() =>
          make('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }),
        ),
        fetch: await during(() => fetch('https://127.0.0.1:1/')),
        'fetch of its own': await during(() => fetch('app://kinfold/face/index.html')),
        socket: await during(() => new WebSocket('ws://127.0.0.1:1/')),
        beacon: await during(() => navigator.sendBeacon('https://127.0.0.1:1/', 'x')),
        worker: await during(() => new Worker(blob)),
        frame: await during(() => make('iframe', { src: 'https://127.0.0.1:1/' })),
        'own frame': await during(() => make('iframe', { src: 'app://kinfold/face/index.html' })),
        object: await during(() => make('object', { data: 'https://127.0.0.1:1/', type: 'text/html' })),
        style: await during(() => {
          const style = document.createElement('style')
          style.append('body{color:red}')
          document.body.append(style)
        }),
        base: await during(() => make('base', { href: 'https://127.0.0.1:1/' })),
        manifest: await during(() => make('link', { rel: 'manifest', href: '/x.json' })),
        bad: String((window as unknown as { bad?: number }).bad),
      }
    })
    const got = Object.fromEntries(
      Object.entries(broken).map(([what, seen]) => [what, [...new Set(seen.split(' '))].join(' ')]),
    )
    expect(got).toMatchObject({
      'inline script': expect.stringMatching(/require-trusted-types-for|script-src/),
      'inline handler': expect.stringMatching(/script-src-attr|require-trusted-types-for/),
      eval: expect.stringMatching(/require-trusted-types-for|script-src/),
      markup: 'require-trusted-types-for',
      'remote picture': 'img-src',
      'data picture': 'img-src',
      fetch: 'connect-src',
      'fetch of its own': 'connect-src',
      socket: 'connect-src',
      beacon: 'connect-src',
      worker: expect.stringMatching(/worker-src|require-trusted-types-for/),
      frame: 'frame-src',
      'own frame': 'frame-src',
      object: expect.stringMatching(/object-src|require-trusted-types-for/),
      style: 'style-src-elem',
      base: 'base-uri',
      bad: 'undefined',
    })
    await home.page.reload()
  })

  it('walks to the first screen without breaking its own policy', async () => {
    const said: string[] = []
    const hear = (message: { text: () => string }) => said.push(message.text())
    home.page.on('console', hear)
    await home.page.reload()
    await home.page.locator('button').first().waitFor()
    home.page.off('console', hear)
    expect(said.filter(text => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  })

  it('has a frame of its own making see no bridge', async () => {
    expect(
      await inPage(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const seen = typeof (frame.contentWindow as unknown as { kinfold?: unknown }).kinfold
        frame.remove()
        return seen
      }),
    ).toBe('undefined')
  })
})

describe('doors that stay shut', () => {
  it('opens no window, by call, link, middle click or webview', async () => {
    const before = await contents()
    const opened = await inPage(async () => {
      const results = [
        window.open('https://127.0.0.1:1/'),
        window.open('about:blank'),
        window.open('app://kinfold/face/index.html'),
      ]
      for (const kind of ['click', 'auxclick'] as const) {
        const link = document.createElement('a')
        link.href = 'app://kinfold/face/index.html'
        link.target = '_blank'
        document.body.append(link)
        link.dispatchEvent(new MouseEvent(kind, { button: kind === 'click' ? 0 : 1, bubbles: true }))
        if (kind === 'click') link.click()
      }
      const webview = document.createElement('webview')
      webview.setAttribute('src', 'https://127.0.0.1:1/')
      document.body.append(webview)
      await new Promise(resolve => setTimeout(resolve, 500))
      return results.map(String)
    })
    expect(opened).toEqual(['null', 'null', 'null'])
    expect(await contents()).toBe(before)
    expect(home.app.windows().length).toBe(1)
  })

  it('goes nowhere, by link, address, form, refresh or history', async () => {
    const start = home.page.url()
    for (const away of [
      'https://127.0.0.1:1/',
      'app://courier/courier/index.html',
      'file:///etc/passwd',
      'data:text/html,x',
      'app://kinfold/face/other.html',
    ]) {
      await inPage2(away)
      await sleep(250)
      expect(home.page.url()).toBe(start)
      expect(
        await home.app.evaluate(e => e.BrowserWindow.getAllWindows().map(w => w.webContents.getURL())),
      ).toEqual([start])
    }
  })

  const inPage2 = (away: string): Promise<void> =>
    home.page.evaluate(url => {
      const link = document.createElement('a')
      link.href = url
      document.body.append(link)
      link.click()
      const form = document.createElement('form')
      form.action = url
      form.method = 'post'
      document.body.append(form)
      form.submit()
      try {
        location.href = url
      } catch {}
      try {
        location.assign(url)
      } catch {}
    }, away)

  it('says no to every permission, and yes only to putting text on the clipboard', async () => {
    const refused = (await home.app.evaluate(async e => {
      const window = e.BrowserWindow.getAllWindows()[0]!
      window.focus()
      const code = `(async () => {
        const tried = {}
        const attempt = async (name, act) => {
          const late = new Promise(resolve => setTimeout(resolve, 3000, 'late'))
          try { tried[name] = await Promise.race([act().then(value => 'allowed ' + String(value)), late]) }
          catch (error) { tried[name] = 'refused' }
        }
        await attempt('geolocation', () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)))
        await attempt('camera', () => navigator.mediaDevices.getUserMedia({ video: true }))
        await attempt('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }))
        await attempt('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true }))
        await attempt('midi', () => navigator.requestMIDIAccess({ sysex: true }))
        await attempt('fonts', async () => { const all = await queryLocalFonts(); if (all.length === 0) throw 0; return all.length })
        await attempt('usb', () => navigator.usb.requestDevice({ filters: [] }))
        await attempt('hid', async () => { const got = await navigator.hid.requestDevice({ filters: [] }); if (got.length === 0) throw 0 })
        await attempt('serial', () => navigator.serial.requestPort())
        await attempt('bluetooth', () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }))
        await attempt('notifications', async () => { if (await Notification.requestPermission() !== 'granted') throw 0 })
        await attempt('clipboard read', () => navigator.clipboard.readText())
        await attempt('idle', async () => { if (await IdleDetector.requestPermission() !== 'granted') throw 0 })
        await attempt('storage', async () => { if (!(await navigator.storage.persist())) throw 0 })
        await attempt('wake lock', () => navigator.wakeLock.request('screen'))
        await attempt('pointer lock', () => document.body.requestPointerLock({ unadjustedMovement: true }))
        await attempt('files', () => showOpenFilePicker === undefined ? Promise.reject() : navigator.permissions.query({ name: 'background-sync' }).then(s => { if (s.state !== 'granted') throw 0 }))
        for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'midi', 'clipboard-read', 'local-fonts', 'persistent-storage'])
          await attempt('query ' + name, async () => { const { state } = await navigator.permissions.query({ name }); if (state !== 'granted') throw 0 })
        return tried
      })()`
      return (await window.webContents.executeJavaScript(code, true)) as Record<string, string>
    })) as Record<string, string>
    const { 'wake lock': wake, 'pointer lock': _, ...rest } = refused
    expect(wake).not.toMatch(/^allowed/)
    expect(Object.entries(rest).filter(([, answer]) => answer !== 'refused')).toEqual([])
    const written = await home.app.evaluate(async e => {
      const window = e.BrowserWindow.getAllWindows()[0]!
      return (await window.webContents.executeJavaScript(
        `navigator.permissions.query({ name: 'clipboard-write' }).then(({ state }) => state)`,
        true,
      )) as string
    })
    expect(written).toBe('granted')
  })

  it('saves no file behind a person’s back', async () => {
    const saved = await home.app.evaluate(async e => {
      const window = e.BrowserWindow.getAllWindows()[0]!
      const states: string[] = []
      window.webContents.session.on('will-download', (event, item) => {
        states.push(`${event.defaultPrevented} ${item.getSavePath()}`)
      })
      await window.webContents.executeJavaScript(
        `{ const a = document.createElement('a'); a.download = 'words.txt'; a.href = URL.createObjectURL(new Blob(['x'])); document.body.append(a); a.click() }; 0`,
        true,
      )
      await new Promise(resolve => setTimeout(resolve, 700))
      return states
    })
    expect(saved).toEqual(['true '])
  })
})

describe('what every window is made with', () => {
  it('is the same strict set, read back from Electron', async () => {
    const made = await home.app.evaluate(e =>
      e.webContents.getAllWebContents().map(each => {
        const all = (
          each as unknown as { getLastWebPreferences: () => Record<string, unknown> }
        ).getLastWebPreferences()
        const names = [
          'sandbox',
          'contextIsolation',
          'nodeIntegration',
          'nodeIntegrationInSubFrames',
          'webviewTag',
          'webSecurity',
          'allowRunningInsecureContent',
          'experimentalFeatures',
          'enableBlinkFeatures',
        ]
        return Object.fromEntries(names.map(name => [name, all[name]]))
      }),
    )
    expect(made.length).toBeGreaterThan(0)
    for (const each of made)
      expect(each).toEqual({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        enableBlinkFeatures: '',
      })
  })

  it('lets nobody open the tools that look inside', async () => {
    expect(
      await home.app.evaluate(async e => {
        const { webContents } = e.BrowserWindow.getAllWindows()[0]!
        webContents.openDevTools()
        await new Promise(resolve => setTimeout(resolve, 300))
        return webContents.isDevToolsOpened()
      }),
    ).toBe(false)
  })
})
