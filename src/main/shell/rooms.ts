/** The rooms with a window: where each lives under app://, and what may be served to it. */

export type WindowRoom = 'face' | 'courier'

/** The host of each room's origin: `app://kinfold` for the face, `app://courier` for the courier. */
export const HOST = { face: 'kinfold', courier: 'courier' } as const satisfies Record<WindowRoom, string>

/** The one page of each room. Nothing else is ever the address of a window. */
export const PAGE = {
  face: 'app://kinfold/face/index.html',
  courier: 'app://courier/courier/index.html',
} as const satisfies Record<WindowRoom, string>

/** Whether this address is the room's own page; what follows a `#` is the page's own business. */
export function isPageOf(room: WindowRoom, address: unknown): boolean {
  if (typeof address !== 'string') return false
  const hash = address.indexOf('#')
  return (hash < 0 ? address : address.slice(0, hash)) === PAGE[room]
}
