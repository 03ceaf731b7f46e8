/** Every packet that leaves or reaches a host of the tests, one line each, as tcpdump says it. */
import { spawn } from 'node:child_process'
import { until } from './device.ts'

/** Listens at the host's one cable. Throws where tcpdump is not to be had. */
export async function openTap(host: string) {
  const child = spawn(
    'ip',
    ['netns', 'exec', host, 'tcpdump', '-n', '-l', '-U', '--immediate-mode', '-i', `v${host}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let text = ''
  let ready = false
  let failed: Error | undefined
  child.on('error', error => {
    failed = error
  })
  child.stdout.on('data', data => {
    text += String(data)
  })
  child.stderr.on('data', data => {
    if (String(data).includes('listening on')) ready = true
  })
  await until(() => ready || failed !== undefined, 10_000, 'tcpdump')
  if (failed) throw failed
  return {
    /** Without those of the system itself: who has which address (ARP), and what IPv6 says of an interface. */
    packets: (): string[] =>
      text.split('\n').filter(line => line !== '' && !/ ARP,|ICMP6|\bIGMP\b|igmp| HBH /.test(line)),
    async close(): Promise<void> {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill()
      await gone
    },
  }
}
