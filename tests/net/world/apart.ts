/**
 * Two computers on different networks, and one host that stands in both and passes nothing on: Debian's coturn answers there,
 * and a plain pipe of TCP lets Alice's hub dial Bob's. There is no other way between them.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './device.ts'

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 10_000 })

/** Of documentation (RFC 5737): to everybody's eyes addresses of the world. */
const TURN = '203.0.113.9'
const WORLD = '198.51.100.7'
const HUB_PORT = 48132
const USER = { username: 'kin', credential: 'a password of the test' }

const PIPE = `
const net = require('node:net')
const [, port, host] = process.argv
net.createServer(near => {
  const far = net.connect(Number(port), host)
  near.pipe(far).pipe(near)
  for (const one of [near, far]) one.on('error', () => { near.destroy(); far.destroy() })
}).listen(Number(port), '0.0.0.0')`

export type Apart = Awaited<ReturnType<typeof openApart>>

/** Throws where namespaces are not allowed. */
export async function openApart() {
  const run = (process.pid % 46_656).toString(36)
  const [alice, bob, middle] = [`kfA${run}`, `kfB${run}`, `kfT${run}`] as const
  const nets = [`10.78.${process.pid % 200}`, `10.79.${process.pid % 200}`] as const
  const children: ChildProcess[] = []
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-turn-'))
  const inside = (host: string, command: string, ...args: string[]): ChildProcess => {
    const child = spawn('ip', ['netns', 'exec', host, command, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    children.push(child)
    return child
  }
  const close = async (): Promise<void> => {
    await Promise.all(children.map(end))
    for (const name of [alice, bob, middle]) {
      try {
        ip('netns', 'del', name)
      } catch {
        // It was never made, or is gone.
      }
    }
    rmSync(dir, { recursive: true, force: true })
  }

  try {
    for (const name of [alice, bob, middle]) {
      ip('netns', 'add', name)
      ip('-n', name, 'link', 'set', 'lo', 'up')
    }
    ip('netns', 'exec', middle, 'sysctl', '-qw', 'net.ipv4.ip_forward=0')
    ;[alice, bob].forEach((name, i) => {
      ip(
        'link',
        'add',
        `v${name}`,
        'netns',
        name,
        'type',
        'veth',
        'peer',
        'name',
        `p${name}`,
        'netns',
        middle,
      )
      ip('-n', name, 'addr', 'add', `${nets[i]}.1/24`, 'dev', `v${name}`)
      ip('-n', name, 'link', 'set', `v${name}`, 'up')
      ip('-n', middle, 'addr', 'add', `${nets[i]}.254/24`, 'dev', `p${name}`)
      ip('-n', middle, 'link', 'set', `p${name}`, 'up')
      ip('-n', name, 'route', 'add', 'default', 'via', `${nets[i]}.254`)
    })
    ip('-n', middle, 'addr', 'add', `${TURN}/32`, 'dev', 'lo')
    // Alice has an address of the world, too. At her other one nobody of the world reaches her, as behind a router.
    ip('-n', alice, 'addr', 'add', `${WORLD}/24`, 'dev', `v${alice}`)
    ip('-n', middle, 'route', 'add', `${WORLD}/32`, 'dev', `p${alice}`)
    ip('-n', middle, 'rule', 'add', 'from', TURN, 'to', `${nets[0]}.0/24`, 'prohibit')
  } catch (reason) {
    await close()
    throw reason
  }

  inside(middle, process.execPath, '-e', PIPE, String(HUB_PORT), `${nets[1]}.1`)
  const turn = inside(
    ...([middle, 'turnserver', '-n', '--no-cli', '--no-tls', '--no-dtls', '--lt-cred-mech'] as const),
    ...['--realm=kinfold', `--user=${USER.username}:${USER.credential}`, '--log-file=stdout'],
    ...[`--listening-ip=${TURN}`, `--relay-ip=${TURN}`, '--min-port=50000', '--max-port=50100'],
    ...[`--pidfile=${join(dir, 'pid')}`, `--userdb=${join(dir, 'users')}`],
  )
  turn.stdout?.resume()

  /** UDP between this host and the TURN server, at any of its ports, as the wire has it. */
  async function watch(host: 'alice' | 'bob') {
    let lines = ''
    const name = host === 'alice' ? alice : bob
    const args = ['-i', `v${name}`, '-n', '-l', '--immediate-mode', 'udp and host', TURN]
    const child = spawn('ip', ['netns', 'exec', name, 'tcpdump', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    let began = false
    child.stdout.on('data', (bytes: Buffer) => {
      lines += bytes.toString()
    })
    child.stderr.on('data', (bytes: Buffer) => {
      if (bytes.toString().includes('listening on')) began = true
    })
    await until(() => began, 10_000, 'tcpdump')
    return {
      packets: (): number => lines.split('\n').filter(line => line.includes(TURN)).length,
      end: () => end(child),
    }
  }

  return {
    hosts: { alice, bob },
    /** `world`: Alice's as well. */
    addresses: { alice: `${nets[0]}.1`, world: WORLD, bob: `${nets[1]}.1` },
    turnAddress: TURN,
    /** Where Alice dials Bob's hub. */
    pipe: `${nets[0]}.254:${HUB_PORT}`,
    turn: { urls: [`turn:${TURN}:3478`], ...USER },
    watch,
    close,
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(late)
}
