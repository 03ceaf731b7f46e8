/** The gallery of parts is in a development build, and in nothing that anybody is given. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import config from '../../electron.vite.config.ts'
import { files, program } from './home.ts'

/** The gallery says its name in a string that it carries, so that no minifier can take it out. */
function nameOfTheGallery(): string {
  const source = readFileSync(join(program, 'src/renderer/face/gallery/Gallery.tsx'), 'utf8')
  return /const NAME = '([^']+)'/.exec(source)?.[1] ?? ''
}

it('is not in what is shipped', () => {
  const name = nameOfTheGallery()
  expect(name.length).toBeGreaterThan(20)
  const shipped = files(join(program, 'out/renderer'))
  expect(shipped.length).toBeGreaterThan(5)
  for (const { path, bytes } of shipped) expect(bytes.includes(name), path).toBe(false)
  expect(existsSync(join(program, 'out/renderer/face/gallery'))).toBe(false)
})

const inputs = async (mode: string): Promise<string[]> => {
  const { renderer } = await config({ command: 'build', mode })
  return Object.keys((renderer?.build?.rollupOptions?.input ?? {}) as Record<string, string>)
}

it('would be seen there, had somebody shipped it', async () => {
  expect(await inputs('production')).toEqual(['face', 'courier'])
  expect(await inputs('development')).toContain('gallery')
  const { renderer } = await config({ command: 'build', mode: 'development' })
  const bundle = (await build({
    ...renderer,
    configFile: false,
    logLevel: 'silent',
    build: {
      ...renderer?.build,
      write: false,
      rollupOptions: { input: join(program, 'src/renderer/face/gallery/index.html') },
    },
  })) as Rolldown.RolldownOutput
  const code = bundle.output.flatMap(one => (one.type === 'chunk' ? [one.code] : []))
  expect(code.some(text => text.includes(nameOfTheGallery()))).toBe(true)
})
