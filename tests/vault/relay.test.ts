import { fork } from 'node:child_process'
import * as fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { vaultContract } from '../../src/shared/contract/vault.ts'
import { ask, type Port } from '../../src/shared/contract/wire.ts'
import { day, home, id, PASSPHRASE, says, start } from './house.ts'

const built = (name: string) => fileURLToPath(new URL(`../../out/main/${name}`, import.meta.url))
const PARENT = fileURLToPath(new URL('relayed.cjs', import.meta.url))

/** The built relay with the built vault behind it, spoken to as the shell does. */
function relay(profile: string) {
  if (!fs.existsSync(built('relay.cjs'))) throw new Error('nothing is built: npm run build')
  const child = fork(
    built('relay.cjs'),
    [`--profile=${profile}`, `--node=${process.execPath}`, '--kdf=test'],
    {
      execArgv: ['--require', PARENT],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { SECRET_OF_THE_DAY: 'not for the vault' },
    },
  )
  const ears = new Map<string, (message: unknown) => void>()
  child.on('message', data => {
    const { name, message } = data as { name: string; message: unknown }
    ears.get(name)?.(message)
  })
  const hand = (name: string): Port => {
    child.send({ name })
    return {
      post: message => void child.send({ name, message }),
      listen: hear => void ears.set(name, hear),
      close: () => {},
    }
  }
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  return { child, hand, ended, face: ask(vaultContract, hand('face')) }
}

const children = (pid: number): number[] =>
  fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(text => text.trim() !== '')
    .map(Number)

describe('the relay', () => {
  it('lets face and shell speak with a vault on another Node, and ends with it', async () => {
    using place = home()
    const { face, hand, ended } = relay(place.dir)
    const shell = hand('shell')
    const heard: unknown[] = []
    shell.listen(message => heard.push(message))
    expect((await face.ask('vault.create', { passphrase: PASSPHRASE })).ok).toBe(true)
    const writing = says('over the relay', 'ü 結婚 👩‍👩‍👧')
    expect((await face.ask('journal.save', { id: id(1), day: day('2026-11-22'), writing })).ok).toBe(true)
    const read = await face.ask('journal.read', { id: id(1) })
    expect(read.ok && read.value.writing).toEqual(writing)
    expect(heard).toContainEqual({ kind: 'state', state: 'open' })
    shell.post({ kind: 'close' })
    expect(await ended).toBe(0)
  })

  const onLinux = process.platform === 'linux' ? it : () => {}
  onLinux(
    'gives the vault no environment and no core dump, and leaves no orphan when it is killed',
    async () => {
      using place = home()
      const { face, child, ended } = relay(place.dir)
      await face.ask('vault.create', { passphrase: PASSPHRASE })
      const [vault = 0] = children(child.pid ?? 0)
      expect(fs.readFileSync(`/proc/${vault}/cmdline`, 'utf8')).toContain('vault.cjs')
      expect(fs.readFileSync(`/proc/${vault}/environ`, 'utf8')).not.toContain('not for the vault')
      expect(fs.readFileSync(`/proc/${vault}/limits`, 'utf8')).toMatch(/Max core file size\s+0\s+0/)
      child.kill('SIGKILL')
      await ended
      await expect.poll(() => fs.existsSync(`/proc/${vault}`), { timeout: 30_000 }).toBe(false)
      const again = start(place.dir)
      expect((await again.face.ask('vault.unlock', { passphrase: PASSPHRASE })).ok).toBe(true)
      await again.lock()
    },
  )

  onLinux('ends when the vault is killed, so that the shell knows', async () => {
    using place = home()
    const { face, child, ended } = relay(place.dir)
    await face.ask('vault.create', { passphrase: PASSPHRASE })
    const [vault = 0] = children(child.pid ?? 0)
    process.kill(vault, 'SIGKILL')
    expect(await ended).toBe(72)
  })
})
