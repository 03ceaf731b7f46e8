/** A page's script as one text, to be told to a page whose own rules let no script in from outside. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** `entry`: relative to this folder. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: { 'lib0/broadcastchannel': at('../../src/renderer/courier/broadcast-stub.ts') },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome114',
      lib: { entry: at(entry), name: 'page', formats: ['iife'] },
    },
  })
  const [made] = Array.isArray(built) ? built : [built]
  const [script] = made && 'output' in made ? made.output : []
  if (script?.type !== 'chunk') throw new Error(`${entry} did not become one script`)
  return `(() => {${script.code}})()`
}
