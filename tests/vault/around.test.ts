/** What the network looked like before the notebook was open is not lost on it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { NetworkSeen } from '../../src/shared/contract/lan.ts'
import type { ToVault } from '../../src/shared/contract/shell.ts'
import { noCircles } from './alone.ts'
import { room } from './room.ts'

it('tells a notebook that opens later where its hub is and what it sees, the newest of each', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-around-'))
  const told: ToVault[] = []
  const one = room(join(dir, 'vault'), {
    openCircles: deps => ({ ...noCircles(deps), onShell: message => void told.push(message) }),
  })
  const seen = (multicast: NetworkSeen['multicast']): ToVault => ({
    kind: 'seen',
    network: { interfaces: [], listening: [], multicast, hubs: [], signalling: [] },
  })
  one.onShell({ kind: 'hub', addresses: ['127.0.0.1:1'] })
  one.onShell(seen('silent'))
  one.onShell({ kind: 'dialled', address: '127.0.0.1:2', state: 'up' })
  one.onShell({ kind: 'hub', addresses: ['127.0.0.1:3'] })
  one.onShell(seen('heard'))
  expect(await one.ask['vault.create']({ passphrase: 'lamplight and rain' })).toMatchObject({ ok: true })
  expect(told).toEqual([{ kind: 'hub', addresses: ['127.0.0.1:3'] }, seen('heard')])
  one.close()
  rmSync(dir, { recursive: true, force: true })
})
