/** Circles for tests of everything else: there are none. */
import type { CircleHandlers, OpenCircles } from '../../src/main/vault/session.ts'
import { vaultContract } from '../../src/shared/contract/vault.ts'
import { err } from '../../src/shared/result.ts'

const calls = Object.keys(vaultContract.calls).filter(name => /^(circle|keeper|note)\./.test(name))

export const noCircles: OpenCircles = () => ({
  handlers: Object.fromEntries(
    calls.map(name => [name, () => err('not-found')]),
  ) as unknown as CircleHandlers,
  onCourier() {},
  onKeeper() {},
  onShell() {},
  close() {},
})
