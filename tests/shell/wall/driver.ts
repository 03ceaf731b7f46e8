/**
 * Run inside a network namespace of its own: starts the app there, tries everything from one of its pages, and counts
 * what reached the wire. Prints one line of JSON. `node driver.ts <face | face-without-csp | no-wall> <Aim as JSON>`
 * With `wired: false` there is no namespace: then only this computer's own listeners count.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { asking, leave, open, sleep } from '../home.ts'
import { type Aim, attempts } from './attempts.ts'

const [mode = '', given = ''] = process.argv.slice(2)
const aim = JSON.parse(given) as Aim
const PATIENCE = 5000

/** Every packet on one interface that the filter lets by, as a line. */
async function watch(device: string, filter: string): Promise<{ lines: string[]; stop: () => void }> {
  if (!aim.wired) return { lines: [], stop: () => {} }
  const child: ChildProcess = spawn('tcpdump', ['-i', device, '-n', '-l', '--immediate-mode', '-q', filter])
  const lines: string[] = []
  child.stdout?.on('data', bytes => lines.push(...String(bytes).split('\n').filter(Boolean)))
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.stderr?.on('data', bytes => {
      if (String(bytes).includes('listening on')) resolve()
    })
  })
  return { lines, stop: () => child.kill() }
}

let near = 0
const server = createServer(socket => {
  near++
  socket.on('error', () => {})
  socket.end()
})
server.listen(aim.tcp, '127.0.0.1')
const udp = createSocket('udp4')
udp.on('message', () => near++)
udp.bind(aim.udp, '127.0.0.1')

const wire = await watch('any', 'not host 127.0.0.1 and not icmp6 and not icmp')
// Names are asked for by UDP or TCP, on whatever address: on loopback too that would be seen.
const names = await watch('lo', 'port 53 or port 5353')

const home = await open()
const ask = asking(home.page)
await ask('vault', 'vault.create', { passphrase: 'seven quiet herons' })
// Long enough for errands that a browser runs soon after it starts.
await sleep(mode === 'face' ? 8000 : 500)
const idle = { wire: [...wire.lines], names: [...names.lines], near }
/** Sockets that wait for somebody, but for those the driver of this test asked for. */
const listening = !aim.wired
  ? []
  : execFileSync('ss', ['-Htulnp'], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line !== '' && !line.includes(`pid=${process.pid},`))
      .map(line => line.split(/\s+/)[4] ?? '')

wire.lines.length = 0
names.lines.length = 0
const through = await from(mode)
const got = { wire: [...wire.lines], names: [...names.lines], near, through }
wire.stop()
names.stop()
await leave(home)
server.close()
udp.close()
process.stdout.write(`${JSON.stringify({ idle, listening, got })}\n`)

async function from(mode: string): Promise<string[]> {
  const { page, app } = home
  if (mode === 'face-without-csp') {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Page.setBypassCSP', { enabled: true })
    await page.reload()
  }
  if (mode !== 'no-wall') return await page.evaluate(attempts, [aim, PATIENCE] as const)
  // The same page in a session that has neither the wall nor the policy: what is tried must then be seen.
  // Names are forbidden to the whole network process, so it is ended and comes back without that.
  await app.evaluate(async e => {
    e.app.commandLine.removeSwitch('host-resolver-rules')
    const network = e.app.getAppMetrics().find(each => each.name === 'Network Service')
    process.kill(network?.pid ?? 0, 'SIGKILL')
    await new Promise(resolve => setTimeout(resolve, 1000))
  })
  return await app.evaluate(
    async (e, [code, aim, patience]) => {
      const session = e.session.fromPartition('no wall')
      for (const scheme of ['http', 'https', 'file', 'ftp']) session.protocol.unhandle(scheme)
      session.webRequest.onBeforeRequest(null)
      await session.setProxy({ mode: 'direct' })
      session.protocol.handle('app', () => new Response('<p>x', { headers: { 'content-type': 'text/html' } }))
      const window = new e.BrowserWindow({ show: false, webPreferences: { session } })
      await window.webContents.loadURL('app://kinfold/face/index.html')
      const all = (await window.webContents.executeJavaScript(
        `(${code})([${JSON.stringify(aim)}, ${patience}])`,
      )) as string[]
      window.destroy()
      return all
    },
    [attempts.toString(), aim, PATIENCE] as const,
  )
}
