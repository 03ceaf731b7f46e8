/** The one way out to the person's browser or mail program: two kinds of address, and the person is asked first. */

const LENGTH = 2048
const KINDS: readonly string[] = ['https:', 'mailto:']

/**
 * The address, if it is one that may be handed to another program: https: with a host and without a name or password
 * in it, or mailto:. Anything else is `undefined`.
 */
export function externalUrl(value: unknown): URL | undefined {
  if (typeof value !== 'string' || value.length > LENGTH) return undefined
  // Control characters and spaces are dropped or escaped by parsers, each in its own way: an address has none.
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(value)) return undefined
  const url = parse(value)
  if (!url || !KINDS.includes(url.protocol)) return undefined
  if (url.protocol === 'https:' && (url.hostname === '' || url.username !== '' || url.password !== ''))
    return undefined
  if (url.protocol === 'mailto:' && !/^[^@/?#]+@[^@/?#]+$/.test(url.pathname)) return undefined
  return url
}

// URL.canParse is younger than the oldest Node this runs on.
function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** What the person is shown before they agree: where it leads, and nothing of the rest. */
export const shownHost = (url: URL): string => (url.protocol === 'mailto:' ? url.pathname : url.host)

export type Asking = {
  /** Shows the host; true if the person agrees. */
  readonly confirm: (shown: string) => Promise<boolean>
  readonly open: (address: string) => Promise<void>
}

/** `false`: not an address that may leave. A person who says no is no failure. */
export async function openExternal(value: unknown, { confirm, open }: Asking): Promise<boolean> {
  const url = externalUrl(value)
  if (!url) return false
  if (await confirm(shownHost(url))) await open(url.href)
  return true
}
