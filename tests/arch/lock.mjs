/** The lock file pins every package by hash and names no address to fetch it from; package.json pins exactly. */
import { readFileSync } from 'node:fs'

const read = file => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const wrong = []

/** Tools for other computers that our registry does not carry (docs/decisions/0004): named and pinned, without a hash. */
const unseen = /^node_modules\/(@biomejs\/cli-|@oxc-parser\/binding-)/
const here = ({ os, cpu, libc }) => os?.includes('linux') && cpu?.includes('x64') && !libc?.includes('musl')

const packages = Object.entries(JSON.parse(read('package-lock.json')).packages).filter(
  ([path]) => path !== '',
)
if (packages.length < 100) wrong.push(`the lock names only ${packages.length} packages`)
for (const [path, entry] of packages) {
  const { resolved, integrity, link, inBundle, optional } = entry
  if (resolved !== undefined) wrong.push(`${path} names an address: ${resolved}`)
  const excused = link || inBundle || (optional && unseen.test(path) && !here(entry))
  if (integrity === undefined && !excused) wrong.push(`${path} has no hash`)
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
