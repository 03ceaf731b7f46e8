/** A folder in which nothing can be kept: said in words, and no other folder is opened instead. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { words } from '../drive/words.ts'
import { argsFor, electron, forget } from './home.ts'

const place = mkdtempSync(join(tmpdir(), 'kinfold-profile-'))
afterAll(() => forget(place))

/** A person whose own folder for settings is `home/.config`; what the program says goes where nobody may read it, or to `pipe`. */
async function start(profile: string | undefined, home: string, pipe: boolean) {
  const said = join(home, 'said')
  const args = argsFor('').filter(arg => !arg.startsWith('--user-data-dir'))
  if (profile) args.push(`--user-data-dir=${profile}`)
  const to = pipe ? '2>&1 >/dev/null | cat >' : '2>'
  const child = spawn(
    '/bin/bash',
    ['-o', 'pipefail', '-c', `"$@" ${to} "${said}"`, 'sh', await electron(), ...args],
    {
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), LANG: 'en_US.UTF-8' },
      stdio: 'ignore',
      detached: true,
    },
  )
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  return { child, ended, said: () => (existsSync(said) ? readFileSync(said, 'utf8') : '') }
}

const home = (name: string): string => {
  const folder = join(place, name)
  mkdirSync(join(folder, '.config'), { recursive: true })
  return folder
}
const sentence = (folder: string): string =>
  `${words('profile.title')}. ${words('profile.detail', { folder })}`

it('is refused where a file stands in its place, and where its folder cannot be made', async () => {
  const file = join(place, 'a-file')
  writeFileSync(file, 'as it was')
  const ana = home('ana')
  for (const profile of [file, join(file, 'sub')]) {
    const { ended, said } = await start(profile, ana, true)
    expect(await ended).toBe(1)
    expect(said()).toContain(sentence(profile))
  }
  expect(readFileSync(file, 'utf8')).toBe('as it was')
  // Nothing was opened in the folder that is taken where none is asked for.
  const usual = join(ana, '.config/kinfold')
  expect(existsSync(usual) ? readdirSync(usual) : []).toEqual([])
})

it('is refused where the usual folder is a file; from a desktop the sentence stays until it is read', async () => {
  const ben = home('ben')
  const usual = join(ben, '.config/kinfold')
  writeFileSync(usual, 'as it was')
  const { child, ended, said } = await start(undefined, ben, false)
  let over = false
  void ended.then(() => {
    over = true
  })
  await expect.poll(said, { timeout: 20_000 }).toContain(sentence(usual))
  // The box stands until somebody presses its button.
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(over).toBe(false)
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await ended
  expect(readFileSync(usual, 'utf8')).toBe('as it was')
})
