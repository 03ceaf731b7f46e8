/** What a page may be allowed: the face may put text on the clipboard at a person's press. Everything else is no. */
import type { Session } from 'electron'
import type { WindowRoom } from '../rooms.ts'

/** `nobody`: a session that no window of ours uses. */
export type Asker = WindowRoom | 'nobody'

const ALLOWED: Readonly<Record<Asker, readonly string[]>> = {
  face: ['clipboard-sanitized-write'],
  courier: [],
  nobody: [],
}

/**
 * What a page is told when it only looks whether it may. WebRTC offers a computer's own addresses to nobody who may not
 * use its microphone, and without a default route it then offers none at all: two computers on one cable never meet. So
 * the courier's look is answered yes; asking for the microphone itself stays no (docs/decisions/0005).
 */
export const seemsAllowed = (asker: Asker, permission: string): boolean =>
  isAllowed(asker, permission) || (asker === 'courier' && permission === 'media')

export const isAllowed = (asker: Asker, permission: string): boolean => ALLOWED[asker].includes(permission)

/** Answers all four of Electron's questions, on one session. */
export function denyPermissions(session: Session, asker: Asker): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(asker, permission)))
  session.setPermissionCheckHandler((_contents, permission) => seemsAllowed(asker, permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
