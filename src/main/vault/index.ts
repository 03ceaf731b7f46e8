/** The vault's process: keys, the encrypted database, documents. No window, no network. */
import { join } from 'node:path'
import { runApart, workedHere } from './backup/job.ts'
import { openLive } from './circle/live/open.ts'
import { deriveApart, derivedHere, TEST_KDF } from './crypto/passphrase.ts'
import { copiedHere, copyApart } from './keys/copy.ts'
import { talking } from './port.ts'
import { serve } from './serve.ts'
import { MIGRATIONS } from './storage/migrations/all.ts'

/** `--profile=<dir>` is the person's data folder (the vault keeps to `vault/` in it); `--kdf=test` see docs/storage.md. */
const option = (name: string): string | undefined =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

/** Where a bug stood, never what it said: messages of errors may carry words. */
function report(what: string, error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(l => /^ {4}at /.test(l)) : []
  const name = error instanceof Error ? error.name : typeof error
  process.stderr.write(['vault: bug in', what, name, ...frames.map(f => f.trim())].join(' ').concat('\n'))
}

function start(): void {
  const profile = option('profile')
  const talk = talking()
  if (!profile || !talk) {
    process.stderr.write('vault: started without a profile or without anybody to talk to\n')
    process.exit(64)
  }
  const session = serve({
    deps: {
      dir: join(profile, 'vault'),
      clock: { now: Date.now },
      derive: deriveApart(new URL(import.meta.url)),
      copy: copyApart(new URL(import.meta.url)),
      run: runApart(new URL(import.meta.url)),
      migrations: MIGRATIONS,
      openCircles: openLive,
      ...(option('kdf') === 'test' ? { kdf: TEST_KDF } : {}),
    },
    talking: talk,
    bug: report,
    end: () => process.exit(0),
  })
  const leave = (code: number): never => {
    try {
      session.close()
    } catch (error) {
      report('closing', error)
    }
    process.exit(code)
  }
  talk.onOrphaned(() => leave(0))
  // A terminal and a session that ends tell every process at once. The words of the page come through here: the shell says when.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.once('uncaughtException', error => {
    report('the process', error)
    leave(70)
  })
}

if (!derivedHere() && !copiedHere() && !workedHere()) start()
