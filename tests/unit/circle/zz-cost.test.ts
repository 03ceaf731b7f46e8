import { it } from 'vitest'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { promote, memberOf } from './acts.ts'
import { signQuickly } from './quick.ts'
import { four, meet } from '../attackers/circle.ts'
signQuickly()
it('cost', () => {
  const { alice, bob, cleo, all, circle } = four()
  promote(alice, circle, memberOf(bob, circle, alice)); meet(all, circle)
  const start = bob.store.logHeads(circle)
  const here = payloadOf({ type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: '' })
  let last = start; const chain: Uint8Array[] = []
  for (let i = 0; i < 600; i++) { const who = i % 2 ? alice : bob
    const e = writeEntry({ circle, parents: last, type: 'HOST_ACTION', payload: here, wallTime: i }, who.store.me(circle).keys); last = [e.id]; chain.push(e.bytes) }
  let t = performance.now(); const time = (w: string) => { console.log(w, Math.round(performance.now() - t)); t = performance.now() }
  console.log(alice.store.importLog(circle, chain).added.length); time('chain')
  const type = process.env.WHAT ?? 'LEAVE'
  const leaves = Array.from({ length: 150 }, (_, i) => writeEntry({ circle, parents: start, type, payload: type === 'PROFILE' ? { name: 'x' } : type === 'DEVICE_REVOKE' ? { device: bob.store.me(circle).device, seq: 0, hash: null } as never : {} as never, wallTime: i }, bob.store.me(circle).keys).bytes)
  console.log(alice.store.importLog(circle, leaves).added.length); time('leaves')
  alice.store.rename(circle, 'A'); time('rename')
  cleo.store.importLog(circle, alice.store.missingLog(circle, [])); time('cleo')
}, 400_000)
