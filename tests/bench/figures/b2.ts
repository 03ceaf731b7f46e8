/**
 * B2: what it costs to keep an entry, so that a power cut does not take it, in journals of three sizes. Making the largest
 * takes longest, so it has 30,000 entries and the peer's goal there is in proportion; BENCH_WHOLE=1 makes it 100,000.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { plainText } from '../../../src/shared/writing/writing.ts'
import { dayOf, dice, idOf, prose } from '../corpus.ts'
import { compare, type Figure, inverse, LARGE, type Side, SMALL, side, type Taken, took } from '../harness.ts'
import { LARGEST, type Notebook, notebook } from '../notebook.ts'
import { type Diary, saveDiary } from '../peers/mini-diary.ts'

/** Saves in a round: one alone is too short for a clock. */
const SAVES = 40

/** Changes entries all over the notebook, each save with new words, committed and findable when it returns. */
function saving({ journal }: Notebook, entries: number): Side {
  const roll = dice(entries)
  return () => {
    const work = Array.from({ length: SAVES }, () => {
      const n = Math.floor(roll() * entries)
      return { id: idOf(n), day: dayOf(n), writing: prose(roll) }
    })
    return took(async () => {
      for (const one of work) {
        const saved = await journal['journal.save'](one)
        if (!saved.ok) throw new Error(saved.fault)
      }
    })
  }
}

/** What a save leaves for a pause: its entry's words go into the index, once, however often it was saved. */
function settling(book: Notebook, entries: number): Side {
  const save = saving(book, entries)
  return async () => {
    await save()
    return took(() => book.settle())
  }
}

/** As many pages written in place and synced: the least that durable can cost. */
function syncing(file: string): Side {
  fs.writeFileSync(file, Buffer.alloc(1 << 20))
  const fd = fs.openSync(file, 'r+')
  fs.fsyncSync(fd)
  const page = Buffer.alloc(4096, 5)
  return side(() => {
    for (let n = 0; n < SAVES; n++) {
      fs.writeSync(fd, page, 0, page.length, n * 4096)
      fs.fdatasyncSync(fd)
    }
  })
}

/** The peer saves once a round; told as if it had saved as often as we did. */
function peerSaving(file: string, entries: number): Side {
  const roll = dice(entries)
  const diary: Diary = {
    metadata: { application: 'Mini Diary', version: '3.3.0', dateUpdated: '' },
    entries: {},
  }
  // It holds one entry a day; days far beyond a life stand for the second ones.
  for (let n = 0; n < entries; n++)
    diary.entries[`${n}`] = { dateUpdated: '', title: '', text: plainText(prose(roll)) }
  const key = new Uint8Array(24).fill(1)
  const iv = new Uint8Array(16).fill(2)
  return async (): Promise<Taken> => {
    const entry = diary.entries[`${Math.floor(roll() * entries)}`]
    if (entry) entry.text = plainText(prose(roll))
    const { wall, cpu } = await took(() => saveDiary(file, diary, key, iv))
    return { wall: wall * SAVES, cpu: cpu * SAVES }
  }
}

export const figure: Figure = {
  id: 'B2',
  async take(dir, say) {
    const sync = syncing(join(dir, 'synced'))
    const sizes = [1_000, 10_000, LARGEST] as const
    using made = new DisposableStack()
    const books: Notebook[] = []
    for (const entries of sizes) {
      say(`a notebook of ${entries} entries`)
      const place = join(dir, `${entries}`)
      fs.mkdirSync(place)
      books.push(made.use(await notebook(place, entries)))
    }
    const [small, middle, large] = books.map((book, i) => saving(book, sizes[i] ?? 0)) as [Side, Side, Side]
    const durable = await compare(SMALL, middle, sync)
    const flat = await compare(SMALL, large, small)
    const settled = await compare(SMALL, settling(books[1] as Notebook, sizes[1]), middle)
    for (const book of books) book.settle()
    say('Mini Diary’s way')
    const ten = await compare(SMALL, middle, peerSaving(join(dir, 'diary-10000'), 10_000))
    const most = await compare(LARGE, large, peerSaving(join(dir, 'diary-largest'), LARGEST))
    return [
      {
        what: 'durable save at 10,000 entries, wall, over one fdatasync',
        goal: { most: 3 },
        figure: durable.wall,
      },
      {
        what: `durable save at ${LARGEST.toLocaleString('en')} entries over the same at 1,000`,
        goal: { most: 1.3 },
        figure: flat.wall,
      },
      {
        what: 'an entry’s words into the index, once a pause, over one of its saves',
        goal: { most: 40 },
        figure: settled.wall,
      },
      {
        what: 'CPU of Mini Diary’s way over ours at 10,000 entries',
        goal: { least: 100 },
        figure: inverse(ten.cpu),
      },
      {
        what: `CPU of Mini Diary’s way over ours at ${LARGEST.toLocaleString('en')} entries`,
        goal: { least: LARGEST / 100 },
        figure: inverse(most.cpu),
      },
    ]
  },
}
