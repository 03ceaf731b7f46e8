/** The largest file there may be, given to the real program: it goes through every process, and stays in the memory of none. */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LARGEST_FILE } from '../../src/shared/contract/attachments.ts'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { newProfile, somebody } from './home.ts'

const MB = 2 ** 20
/**
 * Bytes by which a process may grow. The vault's two: some 35 MB, and 60 where attachments/tidy.ts does nothing. Any other, a
 * window's page among them: half of the file.
 */
const MOST = { vault: 52 * MB, other: LARGEST_FILE / 2 } as const

/** Only here the system tells of processes in files. */
const onLinux: (name: string, test: () => Promise<void>, ms?: number) => void =
  process.platform === 'linux' ? it : () => {}

/** All processes of the program by what they are, those among them that the vault's relay started. */
async function processes(ana: Person): Promise<Map<number, string>> {
  const known = await ana.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name }) => [pid, name ?? type] as const),
  )
  const named = new Map(known)
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  for (const [pid = 0, parent = 0] of rows.map(row => row.trim().split(/\s+/).map(Number)))
    if (known.some(([each]) => each === parent) && named.get(parent) === 'kinfold vault')
      named.set(pid, 'the vault behind its relay')
  return named
}

/** Bytes of its own: pages of files that it shares are not counted. Zero when it has ended. */
function held(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

onLinux(
  'takes 200 MB through every process, and keeps them in none',
  async () => {
    const { person: ana } = await somebody()
    await ana.sitDown()
    await ana.makeVault('lamplight and rain')
    await ana.typeToday('Begun. ')
    const place = newProfile()
    const film = join(place, 'film.bin')
    // No two pieces are alike.
    const piece = Buffer.alloc(MB)
    const fd = fs.openSync(film, 'w')
    for (let at = 0; at < LARGEST_FILE; at += MB) {
      for (let i = 0; i < MB; i += 64) piece.writeUInt32LE((at + i) >>> 0, i)
      fs.writeSync(fd, piece)
    }
    fs.closeSync(fd)

    const all = await processes(ana)
    const begun = new Map([...all.keys()].map(pid => [pid, held(pid)]))
    const most = new Map(begun)
    const look = setInterval(() => {
      for (const pid of all.keys()) most.set(pid, Math.max(most.get(pid) ?? 0, held(pid)))
    }, 20)
    const sheet = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
    const slip = sheet.getByRole('button', { name: words('attached.file').replace('{name}', 'film.bin') })
    const started = performance.now()
    await ana.page.locator('input[type="file"]').setInputFiles(film)
    await slip.waitFor({ timeout: 180_000 })
    clearInterval(look)
    const grew = [...all].map(([pid, what]) => ({
      what,
      mb: Math.round(((most.get(pid) ?? 0) - (begun.get(pid) ?? 0)) / MB),
    }))
    console.log(`200 MB in ${Math.round(performance.now() - started)} ms; grew by ${JSON.stringify(grew)}`)
    expect(grew.filter(({ what }) => /vault/.test(what)).length).toBeGreaterThan(0)
    for (const { what, mb } of grew)
      expect(mb * MB, what).toBeLessThan(MOST[/vault/.test(what) ? 'vault' : 'other'])
    fs.rmSync(place, { recursive: true })
    await ana.getUp()
  },
  240_000,
)
