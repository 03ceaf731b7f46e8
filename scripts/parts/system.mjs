/** The system's own libraries: which are missing, and how they come. Only Debian and its children are known here. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { run } from './run.mjs'
import { Stop, say, step } from './say.mjs'

/** What Electron, its display, and the network tests need. Newer Debians append `t64` to some of these names. */
const wanted = [
  ...[
    'xvfb',
    'xauth',
    'libnss3',
    'libatk1.0-0',
    'libatk-bridge2.0-0',
    'libcups2',
    'libdrm2',
    'libxkbcommon0',
  ],
  ...['libxcomposite1', 'libxdamage1', 'libxfixes3', 'libxrandr2', 'libgbm1', 'libpango-1.0-0', 'libcairo2'],
  ...['libasound2', 'libatspi2.0-0', 'libgtk-3-0', 'gcc', 'libc6-dev', 'iproute2', 'tcpdump', 'coturn'],
  'libfaketime',
]

/** Makes sure that the libraries are there. Answers true where they are, false where a person has to install them. */
export async function systemLibraries() {
  if (process.platform !== 'linux') return true
  if (!existsSync('/etc/debian_version')) {
    say('· this is no Debian: the tests need what these Debian packages hold:')
    say(`  ${wanted.join(' ')}`)
    return false
  }
  const missing = await notInstalled()
  if (missing.length === 0) return true
  if (process.getuid() !== 0) {
    say('· some system libraries are missing. One command installs them:')
    say(`\n  sudo apt-get update && sudo apt-get install -y ${(await named(missing)).join(' ')}\n`)
    return false
  }
  await step('refreshing the list of system packages', () => apt(['update', '-q']))
  const names = await named(missing)
  await step(`installing ${names.length} system packages: ${names.join(' ')}`, () =>
    withoutServices(() => apt(['install', '-y', '-q', '--no-install-recommends', ...names])),
  )
  const still = await notInstalled()
  if (still.length > 0) throw new Stop(`These system packages could not be installed: ${still.join(' ')}.`)
  return true
}

async function notInstalled() {
  const names = wanted.flatMap(name => [name, `${name}t64`])
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are dpkg-query's own placeholders.
  const { out } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names])
  const there = new Set(
    out.split('\n').flatMap(line => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  )
  return wanted.filter(name => !there.has(name) && !there.has(`${name}t64`))
}

/** The names under which this release knows them. */
async function named(missing) {
  const { out } = await run('apt-cache', ['pkgnames', 'lib'])
  const known = new Set(out.split('\n'))
  return missing.map(name => (known.has(`${name}t64`) ? `${name}t64` : name))
}

async function apt(args) {
  const { code, out } = await run('apt-get', args, {
    seconds: 1200,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0)
    throw new Stop(`apt-get ${args[0]} did not succeed:\n${out.trim().split('\n').slice(-8).join('\n')}`)
}

/** coturn brings a server with it. Nothing may start by our doing: Debian asks this file before it starts a service. */
async function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy)
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    if (ours) rmSync(policy, { force: true })
  }
  if (existsSync('/run/systemd/system')) await run('systemctl', ['disable', '--now', 'coturn'])
}
