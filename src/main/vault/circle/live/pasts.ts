/** What notes said before, for the face: the note that was asked about last is kept, for the next page of it. */
import type { NoteVersionLine } from '../../../../shared/circle/circle.ts'
import type { CircleId, DocId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { Kept, type Passage } from '../past/aside.ts'
import { breath } from '../past/breath.ts'
import { version, versions } from '../past/versions.ts'
import type { CircleStore } from '../store.ts'

/** Versions at once. */
const PAGE = 10

type Named = { readonly circle: CircleId; readonly note: DocId }

export class Pasts {
  readonly #store: CircleStore
  #asked: { readonly name: string; readonly lines: Promise<NoteVersionLine[]> } | undefined

  /** The note whose set-aside words were asked for last, with all that was ever taken out of it. */
  #kept: { readonly name: string; readonly kept: Kept; last: Promise<Passage[]> } | undefined

  constructor(store: CircleStore) {
    this.#store = store
  }

  async versions(
    named: Named,
    before = Number.MAX_SAFE_INTEGER,
  ): Promise<{ lines: NoteVersionLine[]; more: boolean }> {
    const found = (await this.#lines(named)).filter(line => line.version < before)
    return { lines: found.slice(0, PAGE), more: found.length > PAGE }
  }

  version = ({ circle, note }: Named, n: number) => version(this.#store.history(circle, note), n)

  /** One after the other: each goes on where the one before it ended. */
  aside({ circle, note }: Named): Promise<Passage[]> {
    const name = `${hex(circle)} ${hex(note)}`
    if (this.#kept?.name !== name) this.forgetKept()
    this.#kept ??= { name, kept: new Kept(), last: Promise.resolve([]) }
    const it = this.#kept
    it.last = it.last.catch(() => []).then(() => this.#store.aside(circle, note, () => it.kept, breath))
    return it.last
  }

  waveOff = ({ circle, note }: Named, passage: string): void => this.#store.waveOff(circle, note, passage)

  forgetKept(): void {
    this.#kept = undefined
  }

  /** Something that counted counts no more, or again. */
  forget(): void {
    this.forgetKept()
    this.#asked = undefined
  }

  #lines({ circle, note }: Named): Promise<NoteVersionLine[]> {
    const name = `${hex(circle)} ${hex(note)} ${this.#store.newest(circle, note)}`
    if (this.#asked?.name !== name)
      this.#asked = {
        name,
        lines: versions(() => this.#store.history(circle, note)).then(all =>
          all.map(({ n, at, by, opening }) => ({ version: n, modified: at, by: [...by], opening })),
        ),
      }
    return this.#asked.lines
  }
}
