/** The lock file pins every package by hash and names no address to fetch it from; package.json pins exactly. */
import { readFileSync } from 'node:fs'

const read = file => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const wrong = []
const packages = Object.entries(JSON.parse(read('package-lock.json')).packages).filter(
  ([path]) => path !== '',
)
if (packages.length < 100) wrong.push(`the lock names only ${packages.length} packages`)
for (const [path, { resolved, integrity, link, inBundle }] of packages) {
  if (resolved !== undefined) wrong.push(`${path} names an address: ${resolved}`)
  if (integrity === undefined && !link && !inBundle) wrong.push(`${path} has no hash`)
}
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
for (const [name, range] of Object.entries({
  ...dependencies,
  ...devDependencies,
  ...optionalDependencies,
})) {
  if (!/^(npm:[\w@./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)) wrong.push(`${name} is not pinned: ${range}`)
}

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`read ${packages.length} packages\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
