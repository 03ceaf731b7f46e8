/** The one door to the other rooms: what the preload put on the window, made into typed asking. */
import { type ShellContract, shellContract } from '../../../shared/contract/shell.ts'
import { type VaultContract, vaultContract } from '../../../shared/contract/vault.ts'
import { type Asking, ask, type Contract, type Port } from '../../../shared/contract/wire.ts'

/** One half of window.kinfold: plain data in both directions. */
export type Half = {
  readonly post: (message: unknown) => void
  readonly listen: (hear: (message: unknown) => void) => void
}
export type Kinfold = {
  readonly vault: Half
  readonly shell: Half
  readonly platform: string
  /** JSON: shared/look.ts. */
  readonly look: string
}

declare global {
  interface Window {
    readonly kinfold: Kinfold
  }
}

export type Rooms = {
  readonly vault: Asking<VaultContract>
  readonly shell: Asking<ShellContract>
  /** A call found a part of the open notebook that cannot be read, whichever call it was. Returns how to hear no more of it. */
  readonly onDamage: (hear: () => void) => () => void
  readonly platform: string
}

/** More calls than one vault is ever asked. */
const LIFE = 2 ** 32

/**
 * Asking that outlives its other end. The vault may die and come back on the same half: what waits is answered
 * `vault-gone` at once, and who listens to news goes on listening to the next vault.
 */
export function lasting<C extends Contract>(contract: C, half: Half) {
  let hear: (message: unknown) => void = () => {}
  // A call that was on its way when the vault went may be answered by the next one: its number says whom it belongs to.
  let life = 0
  half.listen(message => {
    const { id } = message as { id?: unknown }
    if (typeof id !== 'number') return hear(message)
    if (Math.floor(id / LIFE) === life) hear({ ...(message as object), id: id % LIFE })
  })
  const port: Port = {
    post: message => half.post({ ...(message as object), id: (message as { id: number }).id + life * LIFE }),
    listen: receive => {
      hear = receive
    },
    close: () => {
      hear = () => {}
    },
  }
  let inner = ask(contract, port)
  const ears = new Set<{ bind: () => void; leave: () => void }>()

  const asking: Asking<C> = {
    ask: (name, args) => inner.ask(name, args),
    on(news, receive) {
      let off = inner.on(news, receive)
      const ear = {
        bind: () => {
          off = inner.on(news, receive)
        },
        leave: () => off(),
      }
      ears.add(ear)
      return () => {
        ears.delete(ear)
        ear.leave()
      }
    },
    end: () => inner.end(),
  }
  return {
    asking,
    /** The other end is gone. */
    lose: () => inner.end(),
    /** Another one is there. */
    find: () => {
      inner.end()
      life++
      inner = ask(contract, port)
      for (const ear of ears) ear.bind()
    },
  }
}

/** Asked before the notebook is open, and answered where they are asked. */
const ON_THE_COVER: ReadonlySet<string> = new Set([
  ...['vault.state', 'vault.create', 'vault.unlock'],
  ...['backup.found', 'backup.newest', 'backup.restore', 'backup.salvage'],
])

/** The same asking; `damaged` tells of every answer that an open notebook is. */
function noticing(vault: Asking<VaultContract>, damaged: () => void): Asking<VaultContract> {
  return {
    ...vault,
    async ask(name, args) {
      const answer = await vault.ask(name, args)
      if (!answer.ok && answer.fault === 'damaged' && !ON_THE_COVER.has(name)) damaged()
      return answer
    },
  }
}

/** Both rooms. The shell tells when the vault went and came back. */
export function openRooms(kinfold: Kinfold): Rooms {
  const vault = lasting<VaultContract>(vaultContract, kinfold.vault)
  const shell = ask<ShellContract>(shellContract, {
    post: kinfold.shell.post,
    listen: kinfold.shell.listen,
    close: () => {},
  })
  shell.on('vault', ({ there }) => (there ? vault.find() : vault.lose()))
  const ears = new Set<() => void>()
  return {
    vault: noticing(vault.asking, () => {
      for (const hear of ears) hear()
    }),
    shell,
    onDamage(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    platform: kinfold.platform,
  }
}
