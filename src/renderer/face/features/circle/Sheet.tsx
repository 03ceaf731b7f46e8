/** A question that says plainly what will happen, and does it once. */
import { type ReactNode, useRef, useState } from 'react'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Args } from '../../../../shared/contract/wire.ts'
import { faultWords } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'

type Call =
  | 'circle.promote'
  | 'circle.demote'
  | 'circle.remove'
  | 'circle.leave'
  | 'circle.close'
  | 'circle.rekey'
  | 'circle.putAway'
  | 'circle.signOut'
  | 'circle.shutOut'
export type SheetDeed = {
  readonly words: string
  readonly call: { readonly [N in Call]: readonly [N, Args<VaultContract, N>] }[Call]
  readonly done: string
  readonly after?: () => void
}
export type SheetProps = {
  readonly title: string
  readonly keep: string
  readonly close: () => void
  readonly deed: SheetDeed
  /** For when there is no time: it stands apart. */
  readonly urgent?: SheetDeed
  readonly children: ReactNode
}

export function Sheet({ title, keep, close, deed, urgent, children }: SheetProps) {
  const { vault } = useHouse()
  const given = useRef(false)
  const [busy, setBusy] = useState(false)
  const act = async ({ call, done, after }: SheetDeed) => {
    if (given.current) return
    given.current = true
    setBusy(true)
    const answer = await vault.ask(...(call as ['circle.leave', Args<VaultContract, 'circle.leave'>]))
    given.current = false
    setBusy(false)
    close()
    // Another place clears what was said in the one before.
    if (answer.ok) after?.()
    say(answer.ok ? done : faultWords(answer.fault))
  }
  return (
    <Dialog title={title} open close={close} ask>
      {children}
      <div className={plain['row']}>
        <Button busy={busy} onPress={() => void act(deed)}>
          {deed.words}
        </Button>
        <Button onPress={close}>{keep}</Button>
        {urgent && (
          <Button look="quiet" busy={busy} onPress={() => void act(urgent)}>
            {urgent.words}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
