/** A `kinfold:` link opened from outside: it may carry an invitation and nothing else, and it acts only when a person says so. */

/** Characters; the contract's own limit for an invitation. */
const LENGTH = 4096

/**
 * The invitation, if this is one: `kinfold:` and letters, digits and `- . _ ~ : / ? = & % [ ] , @ +`, as the links of
 * this app are made of. Whether it can be read is for the vault to say.
 */
export function invitationIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LENGTH) return undefined
  return /^kinfold:[A-Za-z0-9\-._~:/?=&%[\],@+#]+$/.test(value) ? value : undefined
}

/** The one invitation on a command line; none if there are two, since then somebody plays games. */
export function invitationAmong(argv: readonly string[]): string | undefined {
  const found = argv.slice(1).flatMap(word => invitationIn(word) ?? [])
  return found.length === 1 ? found[0] : undefined
}
