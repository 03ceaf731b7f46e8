import type { NetworkSeen } from '../../../../shared/contract/lan.ts'
import { addressKind } from './kinds.ts'

/** Whether it leads out of this computer. */
export const isOut = ({ addresses }: NetworkSeen['interfaces'][number]): boolean =>
  addresses.some(address => addressKind(address) !== 'loopback')
