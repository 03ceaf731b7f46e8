/** The smallest shell: the real lan process and the real courier page, with a test where shell and vault would be. */
const { app, BrowserWindow, ipcMain, protocol, utilityProcess } = require('electron')
const { readFileSync } = require('node:fs')
const { extname, join, normalize } = require('node:path')

const out = process.env.KINFOLD_TEST_OUT
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const tell = (from, message) => process.connected && process.send({ from, message })

// As src/main/shell/switches.ts has them.
app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns')
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1')
if (process.env.KINFOLD_TEST_INTERFACES === 'loopback')
  app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

function servePages(hub) {
  // As src/main/shell/policy/csp.ts has it.
  const csp = [
    `default-src 'none'; script-src 'self'; connect-src ${new URL(hub).origin}; base-uri 'none'`,
    "form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    "require-trusted-types-for 'script'; trusted-types 'none'",
  ].join('; ')
  protocol.handle('app', request => {
    const url = new URL(request.url)
    const path = normalize(join(out, 'renderer', url.pathname))
    try {
      return new Response(readFileSync(path), {
        headers: { 'content-type': types[extname(path)] ?? 'text/plain', 'content-security-policy': csp },
      })
    } catch {
      return new Response('', { status: 404 })
    }
  })
}

async function openCourier(hub) {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      additionalArguments: [`--hub=${hub}`],
      sandbox: true,
      contextIsolation: true,
      backgroundThrottling: false,
    },
  })
  window.webContents.setWebRTCIPHandlingPolicy('default')
  window.webContents.on('console-message', (_event, _level, text) => tell('console', text))
  window.webContents.on('render-process-gone', () => tell('console', 'the courier page crashed'))
  await window.loadURL('app://courier/courier/index.html')
  return window
}

app.on('window-all-closed', () => {})
app.whenReady().then(() => {
  const lan = utilityProcess.fork(join(out, 'main/lan.cjs'), [], {
    serviceName: 'kinfold lan',
    stdio: 'inherit',
    execArgv: process.env.KINFOLD_TEST_FLAGS ? [`--js-flags=${process.env.KINFOLD_TEST_FLAGS}`] : [],
  })
  let courier
  app.on('will-quit', () => lan.kill())
  lan.on('exit', code => tell('console', `lan ended with ${code}`))
  lan.on('message', async message => {
    tell('lan', message)
    if (message.kind !== 'ready') return
    servePages(message.url)
    courier = await openCourier(message.url)
    tell('shell', {
      kind: 'there',
      shell: process.pid,
      lan: lan.pid,
      page: courier.webContents.getOSProcessId(),
    })
  })
  ipcMain.on('vault', (_event, message) => {
    // What was said in one breath (contract/bundled.ts).
    for (const { bytes, ...rest } of [message].flat())
      tell('courier', bytes ? { ...rest, base64: Buffer.from(bytes).toString('base64') } : rest)
  })
  process.on('message', async ({ to, message }) => {
    if (to === 'lan') lan.postMessage(message)
    else if (to === 'courier') {
      const { base64, ...rest } = message
      courier.webContents.send(
        'vault',
        base64 ? { ...rest, bytes: new Uint8Array(Buffer.from(base64, 'base64')) } : rest,
      )
    } else if (to === 'page') {
      const value = await courier.webContents.executeJavaScript(message.code).catch(error => String(error))
      tell('page', { id: message.id, value })
    }
  })
})
process.on('disconnect', () => app.quit())
