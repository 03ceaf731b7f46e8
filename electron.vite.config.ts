import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * The servers that two libraries would ask if nobody told them otherwise. The courier always does, and its guard throws
 * on others; but what is not in the program at all cannot be asked by mistake. A change in the libraries stops the build.
 */
function withoutTheirServers(): Plugin {
  const theirs: Readonly<Record<string, readonly string[]>> = {
    'y-webrtc/src/y-webrtc.js': ["'wss://y-webrtc-eu.fly.dev'"],
    'simple-peer/simplepeer.min.js': [
      '"stun:stun.l.google.com:19302",',
      '"stun:global.stun.twilio.com:3478"',
    ],
  }
  return {
    name: 'kinfold:without-their-servers',
    enforce: 'pre',
    transform(code, id) {
      const module = Object.keys(theirs).find(path => id.split('?')[0]?.endsWith(`node_modules/${path}`))
      if (!module) return null
      return (theirs[module] ?? []).reduce((text, server) => {
        if (!text.includes(server))
          throw new Error(`${module} no longer names ${server}: look what it names instead`)
        return text.replace(server, '')
      }, code)
    },
  }
}

/**
 * The vault alone keeps a dependency outside its bundle: the database's native module. Everything else is bundled, so
 * that no room loads a file that the build did not see. CommonJS, since an older Electron cannot start from a module.
 */
export default defineConfig(({ mode }) => ({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node18',
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          lan: at('src/main/lan/index.ts'),
          relay: at('src/main/vault/relay.ts'),
          vault: at('src/main/vault/index.ts'),
        },
        external: ['electron', 'better-sqlite3', /^node:/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      isolatedEntries: true,
      target: 'node18',
      rollupOptions: {
        input: { face: at('src/main/preload/face.ts'), courier: at('src/main/preload/courier.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), withoutTheirServers()],
    // y-webrtc also talks between windows of one computer, over a channel that no room of ours may use.
    resolve: { alias: { 'lib0/broadcastchannel': at('src/renderer/courier/broadcast-stub.ts') } },
    build: {
      target: 'chrome114',
      // Read at each start, by a person who waits.
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          face: at('src/renderer/face/index.html'),
          courier: at('src/renderer/courier/index.html'),
          // Every part on one page, for those who build them: in no build that anybody is given.
          ...(mode === 'development' ? { gallery: at('src/renderer/face/gallery/index.html') } : {}),
        },
      },
    },
  },
}))
