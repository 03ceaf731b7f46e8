/** What each page may load: nothing but its own files, and the courier its own hub. Sent as a header with every page. */

/** A policy as directives and sources; written out in this order. */
type Policy = Readonly<Record<string, readonly string[]>>

const closed = {
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
  'require-trusted-types-for': ["'script'"],
} as const

/**
 * The face: no connection of any kind. `nonce` is fresh for each load; react-aria's own `<style>` elements carry it.
 * The editor's clipboard parser is the one maker of trusted markup; spelling, thumbnails and
 * pictures of invitations start the three threads there are.
 */
export const facePolicy = (nonce: string): Policy => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", `'nonce-${nonce}'`],
  'img-src': ["'self'", 'blob:'],
  // What somebody recorded and keeps here is heard from memory, never from an address.
  'media-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'none'"],
  ...closed,
  'trusted-types': ['ProseMirrorClipboard', 'kinfold-spelling', 'kinfold-thumbnail', 'kinfold-picture'],
})

/** The courier: its own hub's address and nothing else. Without a hub, not even that. `hub`: ws://127.0.0.1:port */
export const courierPolicy = (hub: string | undefined): Policy => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'connect-src': [hub ?? "'none'"],
  ...closed,
  'trusted-types': ["'none'"],
})

/** What goes with a file that is no page: if it is ever opened as one, it may do nothing. */
export const filePolicy: Policy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], sandbox: [] }

export const write = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')

/** The same policy for a `<meta>` element, which cannot say who may frame the page. */
export function writeForMeta(policy: Policy): string {
  const { 'frame-ancestors': _, ...rest } = policy
  return write(rest)
}
