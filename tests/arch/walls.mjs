/** The type of a room is a wall: shared and the vault know no DOM, shared and the windows know no Node. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** What must not compile in which room, one line each. */
const strangers = {
  'src/shared': ['document.title', 'process.pid', 'new WebSocket("")'],
  'src/main/vault': ['document.title', 'window.name'],
  'src/main': ['document.title', 'window.name'],
  'src/renderer/face': ['process.pid', 'Buffer.alloc(1)'],
  'src/renderer/courier': ['process.pid', 'Buffer.alloc(1)'],
}

const wrong = []
let tried = 0
for (const [room, lines] of Object.entries(strangers)) {
  const folder = join(root, 'out/walls')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const config = { extends: join(root, room, 'tsconfig.json'), include: ['*.ts'], references: [] }
  config.compilerOptions = {
    composite: false,
    noEmit: true,
    emitDeclarationOnly: false,
    tsBuildInfoFile: null,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'home.ts'), 'export const home: readonly number[] = [1]\n')
  lines.forEach((line, i) => {
    writeFileSync(join(folder, `stranger-${i}.ts`), `export const stranger: unknown = ${line}\n`)
  })
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  })
  lines.forEach((line, i) => {
    tried++
    if (!stdout.includes(`stranger-${i}.ts`)) wrong.push(`${room} lets \`${line}\` compile`)
  })
  if (stdout.includes('home.ts') || /error TS(5|6|18)\d{3}:/.test(stdout))
    wrong.push(`${room}: ${stdout.trim()}`)
  rmSync(folder, { recursive: true, force: true })
}

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`tried ${tried} strangers at ${Object.keys(strangers).length} doors\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
