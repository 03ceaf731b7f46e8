/** The arrows between the rooms point down only: none is broken in src, and every rule goes red for a planted breach. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const rules = join(root, '.dependency-cruiser.cjs')

/** One breach a rule: `[rule, file, what it imports]`. */
const breaches = [
  ['vault-stays-in-its-room', 'src/main/vault/breach.ts', '../lan/door.ts'],
  ['shell-stays-in-its-room', 'src/main/shell/breach.ts', '../vault/door.ts'],
  ['shell-stays-in-its-room', 'src/main/index.ts', './vault/door.ts'],
  ['lan-stays-in-its-room', 'src/main/lan/breach.ts', '../shell/door.ts'],
  ['preload-stays-in-its-room', 'src/main/preload/breach.ts', '../vault/door.ts'],
  ['face-stays-in-its-room', 'src/renderer/face/breach.tsx', '../courier/door.ts'],
  ['courier-stays-in-its-room', 'src/renderer/courier/breach.ts', '../../main/vault/door.ts'],
  ['feelings-stay-home', 'src/main/vault/circle/felt.ts', '../../../shared/feelings/door.ts'],
  ['feelings-stay-home', 'src/main/vault/circle/envelope/felt.ts', '../../feelings/door.ts'],
  ['feelings-stay-home', 'src/shared/circle/felt.ts', '../contract/feelings.ts'],
  ['feelings-stay-home', 'src/main/lan/felt.ts', '../../shared/journal/looking.ts'],
  [
    'no-feeling-in-what-is-sent',
    'src/main/vault/circle/envelope/far.ts',
    '../../../../shared/contract/vault.ts',
  ],
  ['shared-imports-nothing-above', 'src/shared/breach.ts', '../main/vault/door.ts'],
  ['shared-runs-anywhere', 'src/shared/node.ts', 'node:fs'],
  ['shared-runs-anywhere', 'src/shared/yjs.ts', 'yjs'],
  ['electron-in-the-shell-alone', 'src/main/vault/electron.ts', 'electron'],
  ['electron-in-the-shell-alone', 'src/main/lan/electron.ts', 'electron'],
  ['no-node-in-windows', 'src/renderer/face/node.ts', 'node:fs'],
  ['no-node-in-windows', 'src/renderer/courier/node.ts', 'node:net'],
  ['parts-know-no-places', 'src/renderer/face/ui/part.tsx', '../features/place.tsx'],
  ['no-circles', 'src/main/lan/round.ts', './door.ts'],
  ['no-tests-in-the-app', 'src/renderer/face/fake.ts', '../../../tests/face/fake.ts'],
  ['everything-is-found', 'src/main/vault/lost.ts', './nowhere.ts'],
]

function cruise(folder) {
  const args = [cruiser, 'src', '--config', rules, '--output-type', 'json']
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }
  let out
  try {
    out = execFileSync(process.execPath, args, options)
  } catch (cause) {
    // Breaches end it with a number; the report is whole all the same.
    out = cause.stdout
  }
  return JSON.parse(out).summary
}

function plant() {
  const folder = join(root, 'out/planted')
  rmSync(folder, { recursive: true, force: true })
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const room of ['main/vault', 'main/shell', 'renderer/courier', 'renderer/face']) {
    put(`src/${room}/door.ts`, 'export const door = 1\n')
  }
  put('src/renderer/face/features/place.tsx', 'export const place = 1\n')
  put('src/main/lan/door.ts', "import './round.ts'\nexport const door = 1\n")
  for (const room of [
    'shared/feelings/door',
    'main/vault/feelings/door',
    'shared/contract/feelings',
    'shared/journal/looking',
  ])
    put(`src/${room}.ts`, 'export const door = 1\n')
  put('src/shared/contract/vault.ts', "import './feelings.ts'\nexport const door = 1\n")
  put('tests/face/fake.ts', 'export const fake = 1\n')
  put('package.json', '{"name":"planted","type":"module","dependencies":{"electron":"*","yjs":"*"}}\n')
  for (const [, file, target] of breaches) put(file, `import '${target}'\n`)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

const wrong = []
const seen = cruise(root)
for (const { rule, from, to } of seen.violations) wrong.push(`${rule.name}: ${from} imports ${to}`)
if (seen.totalCruised <= 50)
  wrong.push(`only ${seen.totalCruised} modules were seen, so this check saw next to nothing`)

const planted = plant()
const caught = new Set(cruise(planted).violations.map(({ rule, from }) => `${rule.name} ${from}`))
for (const [rule, file, target] of breaches) {
  // A circle has no first file: the cruiser names any one of it.
  const seenIt =
    rule === 'no-circles' ? [...caught].some(line => line.startsWith(rule)) : caught.has(`${rule} ${file}`)
  if (!seenIt) wrong.push(`${rule} did not see a planted breach: ${file} imports ${target}`)
}
rmSync(planted, { recursive: true, force: true })

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`saw ${seen.totalCruised} modules and ${breaches.length} planted breaches\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
