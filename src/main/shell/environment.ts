/** What a room's process is told of the world: language and time zone, and what a system cannot start without. */

const KEPT: readonly string[] = ['LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'SYSTEMROOT', 'WINDIR']

type Environment = Readonly<Record<string, string | undefined>>

/** Everything else stays behind: options for Node, loaders, proxies, tokens. */
export function environment(from: Environment): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && KEPT.includes(name.toUpperCase())) kept[name] = value
  }
  return kept
}
