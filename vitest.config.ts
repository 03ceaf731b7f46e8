/** How tests run: one project a folder, each with the time and the company its rooms need. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const minute = 60_000
// What is awaited comes at once or not at all; a second is no patience on a busy computer.
const patience = { poll: { timeout: 20_000 } }
// What takes many minutes is named so, and runs by `npm run net -- --long`.
const long = process.env['KINFOLD_LONG'] === '1'
const files = (name: string) => [
  `tests/${name}/**/*.test.ts`,
  `tests/${name}/**/*.test.tsx`,
  ...(long ? [`tests/${name}/**/*.long.ts`] : []),
]

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: { name: 'unit', include: files('unit'), pool: 'forks', testTimeout: minute, expect: patience },
      },
      {
        test: {
          name: 'vault',
          include: files('vault'),
          pool: 'forks',
          testTimeout: 4 * minute,
          hookTimeout: 4 * minute,
          expect: patience,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'face',
          include: files('face'),
          pool: 'forks',
          environment: 'jsdom',
          testTimeout: minute,
          expect: patience,
        },
      },
      // These start windows, servers and network namespaces: one after the other, since they share a clipboard and a display, and with patience.
      ...['shell', 'net', 'e2e'].map(name => ({
        test: {
          name,
          include: files(name),
          setupFiles: name === 'shell' ? ['tests/shell/setup.ts'] : [],
          pool: 'forks' as const,
          fileParallelism: false,
          testTimeout: 5 * minute,
          hookTimeout: 5 * minute,
          expect: patience,
        },
      })),
    ],
  },
})
