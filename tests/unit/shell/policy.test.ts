/** The shell's policies as plain tables: each line is one thing somebody could try. */
import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  courierPolicy,
  facePolicy,
  filePolicy,
  write,
  writeForMeta,
} from '../../../src/main/shell/policy/csp.ts'
import { externalUrl, openExternal, shownHost } from '../../../src/main/shell/policy/external.ts'
import { mayNavigate } from '../../../src/main/shell/policy/navigation.ts'
import { DEAD_PROXY, mayRequest } from '../../../src/main/shell/policy/network.ts'
import { isAllowed } from '../../../src/main/shell/policy/permissions.ts'
import { preferences } from '../../../src/main/shell/policy/preferences.ts'
import { handle, isFrom } from '../../../src/main/shell/policy/sender.ts'
import { PAGE } from '../../../src/main/shell/rooms.ts'

describe('what a page may load', () => {
  it('is its own files alone for the face, and no connection of any kind', () => {
    expect(write(facePolicy('N'))).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; " +
        "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
        "require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard kinfold-spelling kinfold-thumbnail kinfold-picture",
    )
  })
  it('is its own hub besides for the courier, and nothing while there is no hub', () => {
    expect(write(courierPolicy('ws://127.0.0.1:4000'))).toBe(
      "default-src 'none'; script-src 'self'; connect-src ws://127.0.0.1:4000; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(write(courierPolicy(undefined))).toContain("connect-src 'none'")
  })
  it('never says unsafe, anything or the web', () => {
    for (const policy of [facePolicy('N'), courierPolicy('ws://127.0.0.1:1'), filePolicy])
      expect(write(policy)).not.toMatch(/unsafe|\*|https?:|data:/)
  })
  it('is the same in the page itself, but for what a page cannot say', () => {
    expect(writeForMeta(facePolicy('N'))).toBe(write(facePolicy('N')).replace("frame-ancestors 'none'; ", ''))
  })
})

describe('permissions', () => {
  const known = [
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'mediaKeySystem',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'keyboardLock',
    'fullscreen',
    'openExternal',
    'window-placement',
    'window-management',
    'media',
    'hid',
    'serial',
    'usb',
    'storage-access',
    'top-level-storage-access',
    'idle-detection',
    'speaker-selection',
    'fileSystem',
    'unknown',
    'toString',
  ]
  it('are one for the face and none for anybody else', () => {
    expect(known.filter(each => isAllowed('face', each))).toEqual(['clipboard-sanitized-write'])
    expect(known.filter(each => isAllowed('courier', each))).toEqual([])
    expect(known.filter(each => isAllowed('nobody', each))).toEqual([])
  })
})

describe('navigation', () => {
  it('leads only to where the page is already', () => {
    expect(mayNavigate(PAGE.face, PAGE.face, true)).toBe(true)
    expect(mayNavigate(PAGE.face, `${PAGE.face}#today`, true)).toBe(true)
    expect(mayNavigate(`${PAGE.courier}#hub`, `${PAGE.courier}#hub`, true)).toBe(true)
  })
  it.each([
    [PAGE.face, PAGE.courier],
    [PAGE.courier, PAGE.face],
    [PAGE.face, `${PAGE.face}?x`],
    [PAGE.face, 'app://kinfold/'],
    [PAGE.face, 'app://kinfold.evil/face/index.html'],
    [PAGE.face, 'https://kinfold/face/index.html'],
    [PAGE.face, 'about:blank'],
    [PAGE.face, 'javascript:1'],
    [PAGE.face, 'data:text/html,x'],
    [PAGE.face, 'file:///etc/passwd'],
    ['about:blank', PAGE.face],
    ['', ''],
  ])('does not lead from %s to %s', (from, to) => expect(mayNavigate(from, to, true)).toBe(false))
  it('never moves a frame within the page', () =>
    expect(mayNavigate(PAGE.face, PAGE.face, false)).toBe(false))
})

describe('a link to the world outside', () => {
  it.each([
    ['https://example.org/', 'example.org'],
    ['https://example.org:8443/a?b#c', 'example.org:8443'],
    ['HTTPS://EXAMPLE.ORG', 'example.org'],
    ['https://münchen.example/', 'xn--mnchen-3ya.example'],
    ['mailto:ana@example.org', 'ana@example.org'],
  ])('may be %s, shown as %s', (text, shown) => {
    const url = externalUrl(text)
    expect(url && shownHost(url)).toBe(shown)
  })
  it.each([
    undefined,
    null,
    5,
    {},
    ['https://example.org'],
    new URL('https://example.org'),
    '',
    'example.org',
    '//example.org',
    'http://example.org',
    'https:',
    'https://',
    'file:///etc/passwd',
    'FILE:///C:/x',
    'smb://host/share',
    'javascript:alert(1)',
    'java\nscript:1',
    ' https://example.org',
    'https://example.org/\u0000',
    'https://exam\u200bple.org',
    'https:\\\\example.org',
    'https://user@example.org',
    'https://example.org:password@evil.example',
    'ms-msdt:/id',
    'ms-word:ofe|u|https://x',
    'data:text/html,x',
    'blob:https://x/y',
    'app://kinfold/face/index.html',
    'kinfold:x',
    'vbscript:1',
    'ssh://host',
    'tel:123',
    'mailto:',
    'mailto:nobody',
    'mailto:a@b@c',
    `https://example.org/${'x'.repeat(3000)}`,
  ])('may not be %s', value => expect(externalUrl(value)).toBeUndefined())
  it('is never anything but https and mailto, whatever is thrown at it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map(s => `https:${s}`),
          fc.anything(),
        ),
        value => {
          const url = externalUrl(value)
          return url === undefined || url.protocol === 'https:' || url.protocol === 'mailto:'
        },
      ),
    )
  })
  it('is opened as it was shown, and only after a yes', async () => {
    const opened: string[] = []
    const open = async (address: string) => void opened.push(address)
    expect(await openExternal('https://example.org/a', { confirm: async () => false, open })).toBe(true)
    expect(await openExternal('file:///x', { confirm: async () => true, open })).toBe(false)
    expect(opened).toEqual([])
    expect(
      await openExternal('https://example.org/a', { confirm: async s => s === 'example.org', open }),
    ).toBe(true)
    expect(opened).toEqual(['https://example.org/a'])
  })
})

describe('who may speak to the shell', () => {
  const from = (url: string, more: object = {}) => ({
    sender: { id: 7 },
    senderFrame: { url, parent: null },
    ...more,
  })
  it('is the top frame of the room’s own window at its own page', () => {
    expect(isFrom('face', 7, from(PAGE.face))).toBe(true)
    expect(isFrom('courier', 7, from(`${PAGE.courier}#x`))).toBe(true)
  })
  it.each([
    ['a frame that is gone', from(PAGE.face, { senderFrame: null })],
    ['a frame in the page', { sender: { id: 7 }, senderFrame: { url: PAGE.face, parent: {} } }],
    ['about:blank', from('about:blank')],
    ['nowhere', from('')],
    ['a longer name', from('app://kinfold.evil/face/index.html')],
    ['a name before it', from('app://kinfold@evil/face/index.html')],
    ['the other room', from(PAGE.courier)],
    ['another page of the room', from('app://kinfold/face/other.html')],
    ['the web', from('https://kinfold/face/index.html')],
    ['another window', { sender: { id: 8 }, senderFrame: { url: PAGE.face, parent: null } }],
  ])('is not %s', (_who, event) => expect(isFrom('face', 7, event)).toBe(false))
  it('is nobody while the room has no window', () =>
    expect(isFrom('face', undefined, from(PAGE.face))).toBe(false))
  const gone = (): never => {
    throw new TypeError('the frame is gone')
  }
  it.each([
    ['the frame itself', (event: object) => Object.defineProperty(event, 'senderFrame', { get: gone })],
    [
      'what it holds',
      (event: object) => ({ ...event, senderFrame: Object.defineProperty({}, 'url', { get: gone }) }),
    ],
  ])('is nobody, and no bug, where %s is gone before its message is heard', (_what, lose) => {
    const ipc = new EventEmitter()
    const heard: unknown[] = []
    const contents = Object.assign(new EventEmitter(), { id: 7 }) as unknown as WebContents
    handle(ipc as IpcMain, 'face', contents, 'shell', message => heard.push(message))
    ipc.emit('shell', { sender: { id: 7 }, senderFrame: { url: PAGE.face, parent: null } }, 'there')
    ipc.emit('shell', lose({ sender: { id: 7 } }), 'gone')
    expect(heard).toEqual(['there'])
  })
})

describe('what may be asked for', () => {
  const hub = 'ws://127.0.0.1:4000'
  it.each([
    ['face', 'app://kinfold/face/index.html', true],
    ['face', 'blob:app://kinfold/0-1', true],
    ['face', 'app://courier/courier/index.html', false],
    ['face', 'ws://127.0.0.1:4000/', false],
    ['face', 'app://kinfold.evil/', false],
    ['face', 'https://kinfold/', false],
    ['face', 'devtools://devtools/x', false],
    ['courier', 'app://courier/assets/x.js', true],
    ['courier', 'ws://127.0.0.1:4000/?token=x', true],
    ['courier', 'ws://127.0.0.1:40001/', false],
    ['courier', 'ws://127.0.0.1:4000.evil/', false],
    ['courier', 'http://127.0.0.1:4000/', false],
    ['courier', 'app://kinfold/face/index.html', false],
    ['nobody', 'app://kinfold/face/index.html', false],
    ['nobody', 'ws://127.0.0.1:4000/', false],
  ] as const)('by the %s: %s → %s', (asker, address, may) =>
    expect(mayRequest(asker, hub, address)).toBe(may),
  )
  it('is not the hub while there is none', () =>
    expect(mayRequest('courier', undefined, 'ws://127.0.0.1:4000/')).toBe(false))
  it('goes through a proxy that nobody listens at, loopback included', () =>
    expect(DEAD_PROXY).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'socks5://127.0.0.1:9',
      proxyBypassRules: '<-loopback>',
    }))
})

it('makes every window with the same bolts', () => {
  const made = preferences({ session: {} as never, preload: 'p', devTools: false })
  expect(made).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    plugins: false,
    devTools: false,
    navigateOnDragDrop: false,
  })
  for (const never of [
    'webSecurity',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
  ])
    expect(Object.keys(made)).not.toContain(never)
})
