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

export const isAllowed = (asker: Asker, permission: string): boolean => ALLOWED[asker].includes(permission)

/** Answers all four of Electron's questions, on one session. */
export function denyPermissions(session: Session, asker: Asker): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(asker, permission)))
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(asker, permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
