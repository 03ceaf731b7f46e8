/** The arrows between the rooms (docs/architecture.md): down only, and only through the doors named here. */

const rooms = {
  vault: '^src/main/vault/',
  shell: '^src/main/(shell/|index\\.ts)',
  lan: '^src/main/lan/',
  preload: '^src/main/preload/',
  face: '^src/renderer/face/',
  courier: '^src/renderer/courier/',
}

/** A room may import itself and src/shared, never another room. */
const apart = Object.entries(rooms).map(([name, path]) => ({
  name: `${name}-stays-in-its-room`,
  comment:
    'Rooms talk through the contract in src/shared/contract and the ports, not by importing each other.',
  severity: 'error',
  from: { path },
  to: { path: Object.entries(rooms).flatMap(([other, there]) => (other === name ? [] : [there])) },
}))

/** How somebody felt, and what speaks of it. */
const FEELINGS = '^src/(shared/(feelings/|journal/looking\\.ts|contract/feelings\\.ts)|main/vault/feelings/)'

module.exports = {
  forbidden: [
    ...apart,
    {
      name: 'feelings-stay-home',
      comment:
        'How somebody felt never travels: what speaks to others, and what others speak to, cannot name it. Only the journal, its imports and copies, and the face may.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/shared/(feelings/|journal/looking\\.ts|contract/(feelings|importing|journal|vault)\\.ts)',
          '^src/main/vault/(feelings|import|journal|backup)/|^src/main/vault/session\\.ts',
          '^src/renderer/face/',
        ],
      },
      to: { path: FEELINGS },
    },
    {
      name: 'no-feeling-in-what-is-sent',
      comment: 'The same along every way: from the bytes of the wire no chain of imports leads to them.',
      severity: 'error',
      from: {
        path: '^src/(main/vault/circle/(?!live/)|main/lan/|renderer/courier/|shared/circle/)',
      },
      to: { path: FEELINGS, reachable: true },
    },
    {
      name: 'shared-imports-nothing-above',
      comment: 'src/shared is what the rooms have in common; it knows none of them.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'shared-runs-anywhere',
      comment: 'No Node, no Electron, no package but valibot and Lingui: shared runs in every room.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/', '(^|/)node_modules/(valibot|@lingui)/'] },
    },
    {
      name: 'electron-in-the-shell-alone',
      comment: 'vault and lan speak through their port.ts; face and courier through their preload.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/(index\\.ts|shell/|preload/)' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'no-node-in-windows',
      comment: 'A window has no Node; what needs it belongs to the vault or the shell.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'parts-know-no-places',
      comment: 'Places are made of parts: face/ui, its theme and the editor know none of the features.',
      severity: 'error',
      from: { path: '^src/renderer/face/(ui|theme|editor)/' },
      to: { path: '^src/renderer/face/features/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-app',
      comment: 'Fakes and fixtures stay in tests/; nothing of them reaches a bundle.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'everything-is-found',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|inline)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'default', 'require', 'node', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
