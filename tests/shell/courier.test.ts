/** The hidden window: there while a circle wishes for it, walled in to its own hub, and gone when the house is locked. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asking, face, family, type Home, leave, open, sleep, until } from './home.ts'

let home: Home
let courier: Page
const find = (not?: Page): Page | undefined =>
  home.app.windows().find(each => each !== not && !each.isClosed() && each.url().startsWith('app://courier/'))
const hub = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as { courier: { hub: () => string } }).courier.hub())
const hubProcess = (): Promise<number | undefined> =>
  home.app.evaluate(e => e.app.getAppMetrics().find(each => each.name === 'kinfold lan')?.pid)

beforeAll(async () => {
  home = await open()
  const ask = asking(home.page)
  await ask('vault', 'vault.create', { passphrase: 'seven quiet herons' })
  expect(find()).toBeUndefined()
  expect(await hubProcess()).toBeUndefined()
  expect(await ask('vault', 'circle.found', { name: 'Tuesdays', ownName: 'Ana' })).toMatchObject({
    value: {},
  })
  courier = await until(() => find(), 'a courier comes')
  await courier.waitForLoadState('load')
})
afterAll(async () => await leave(home))

it('comes with a hub of its own, hidden, and made as strictly as the face', async () => {
  expect(await hubProcess()).toBeGreaterThan(0)
  const made = await home.app.evaluate(e =>
    e.BrowserWindow.getAllWindows()
      .filter(window => window.webContents.getURL().startsWith('app://courier/'))
      .map(window => ({
        visible: window.isVisible(),
        throttled: window.webContents.getBackgroundThrottling(),
        ...(
          window.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
        ).getLastWebPreferences(),
      })),
  )
  expect(made).toHaveLength(1)
  expect(made[0]).toMatchObject({
    visible: false,
    throttled: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})

it('knows its hub and its pipe, and nothing of the shell', async () => {
  expect(await hub(courier)).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{40,}$/)
  expect(
    await courier.evaluate(() => {
      const walk = (value: unknown, at: string): string[] =>
        typeof value === 'object' && value !== null
          ? [
              `${at} ${Object.isFrozen(value)}`,
              ...Object.keys(value).flatMap(key =>
                walk((value as Record<string, unknown>)[key], `${at}.${key}`),
              ),
            ]
          : [`${at} ${typeof value}`]
      return {
        names: walk((window as unknown as { courier: unknown }).courier, 'courier'),
        kinfold: typeof (window as unknown as { kinfold?: unknown }).kinfold,
        require: typeof (globalThis as unknown as { require?: unknown }).require,
        origin: location.origin,
      }
    }),
  ).toEqual({
    names: [
      'courier true',
      'courier.hub function',
      'courier.vault true',
      'courier.vault.post function',
      'courier.vault.listen function',
    ],
    kinfold: 'undefined',
    require: 'undefined',
    origin: 'app://courier',
  })
})

it('keeps the hub’s token off every command line', async () => {
  const token = (await hub(courier)).split('token=')[1] ?? 'none'
  for (const { command } of family(home.app.process().pid ?? 0)) expect(command).not.toContain(token)
})

it('reaches its hub and nothing else', async () => {
  const reach = (url: string) =>
    courier.evaluate(
      url =>
        new Promise<string>(resolve => {
          document.addEventListener('securitypolicyviolation', e => resolve(e.effectiveDirective), {
            once: true,
          })
          try {
            if (url.startsWith('ws')) {
              const socket = new WebSocket(url)
              socket.onopen = () => {
                socket.close()
                resolve('open')
              }
              socket.onerror = () => setTimeout(resolve, 200, 'shut')
            } else {
              fetch(url).then(
                () => resolve('open'),
                () => setTimeout(resolve, 200, 'shut'),
              )
            }
          } catch {
            setTimeout(resolve, 200, 'shut')
          }
        }),
      url,
    )
  const own = await hub(courier)
  const port = Number(new URL(own).port)
  expect(await reach(own)).toBe('open')
  expect(await reach(own.replace(/token=.*/, 'token=wrong'))).toBe('shut')
  for (const away of [
    `ws://127.0.0.1:${port - 1}/`,
    'ws://10.0.0.1:1/',
    `http://127.0.0.1:${port}/`,
    'https://example.org/',
    'app://courier/courier/index.html',
    'app://kinfold/face/index.html',
  ])
    expect([away, await reach(away)]).toEqual([away, 'connect-src'])
})

it('comes back with another hub when the hub falls, and no window of Ana’s notices', async () => {
  const before = { hub: await hub(courier), page: courier, face: home.page }
  process.kill((await hubProcess()) ?? 0, 'SIGKILL')
  courier = await until(() => find(before.page), 'another courier comes')
  await courier.waitForLoadState('load')
  expect(await hub(courier)).not.toBe(before.hub)
  expect(before.face.isClosed()).toBe(false)
  expect(await asking(home.page)('vault', 'vault.state', {})).toMatchObject({ value: { state: 'open' } })
})

it('is gone with its hub when the house is locked: locked means offline', async () => {
  const { page } = home
  const lan = await hubProcess()
  await home.app.evaluate(e => e.Menu.getApplicationMenu()?.getMenuItemById('lock')?.click())
  home = { ...home, page: await face(home.app, page) }
  await until(async () => (await hubProcess()) === undefined && find() === undefined, 'both are gone')
  await sleep(500)
  expect(find()).toBeUndefined()
  // The process too, not only its name.
  const ours = new Set(family(home.app.process().pid ?? 0).map(each => each.pid))
  expect(ours.has(lan ?? 0)).toBe(false)
})
