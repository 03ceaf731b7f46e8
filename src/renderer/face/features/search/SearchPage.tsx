/** Finding one's own words: as one types, newest first, on this computer alone. */
import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { Hit } from '../../../../shared/journal/entry.ts'
import { dayOf, nameAmong } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { type Looked, useLeaving } from '../../places.ts'
import { Field } from '../../ui/Field.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { type NextPage, type Pages, usePages } from '../../ui/pages.ts'
import { Stuck } from '../../ui/Stuck.tsx'
import styles from './SearchPage.module.css'

const PAUSE = 120
/** Hits the vault answers at once. */
const PAGE = 20
/** rem: a day with three lines below it. */
const ROW = 8
/** px of what was found that are seen at least: a day, and a line of it. */
const ROW_SEEN = 80

const saidOf = ({ pages }: Pages<Hit>): string => t(pages[0]?.length ? 'search.some' : 'search.none')

/** `looked`: what stood here when this page was left. */
export function SearchPage({ looked }: { readonly looked?: Looked | undefined }) {
  const { vault, clock } = useHouse()
  const [words, setWords] = useState(looked?.words ?? '')
  const ask = useCallback(
    async (last?: Hit) => {
      const after = last?.id
      const answer = await vault.ask('journal.search', {
        words: words.slice(0, 400),
        ...(after ? { after } : {}),
      })
      if (!answer.ok) return answer
      return { ok: true as const, value: { rows: answer.value, more: answer.value.length === PAGE } }
    },
    [vault, words],
  )
  const next: NextPage<Hit> = ask
  const { list: found, lay, further, again } = usePages(next, looked?.pages.length ? looked : null)
  const [answer, setAnswer] = useState(() => (looked?.pages.length ? saidOf(looked) : ''))
  /** What is spoken of it: nothing while words change, so that the same sentence is heard for the next ones, too. */
  const [spoken, setSpoken] = useState(answer)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  /** The hit that had the focus last. */
  const from = useRef(looked?.from)
  const form = useRef<HTMLDivElement>(null)
  const today = dayOf(clock.now())
  useLeaving(() => ({
    at: 'search',
    looked: {
      words,
      pages: found?.pages ?? [],
      more: found?.more ?? false,
      ...(from.current ? { from: from.current } : {}),
    },
  }))
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`[data-hit="${from.current}"] a`)
    const at = link ?? field.current
    at?.focus()
    if (!link) return
    // After the page has gone to its top, as every page does.
    const timer = setTimeout(() => link.scrollIntoView({ block: 'center' }))
    return () => clearTimeout(timer)
  }, [])

  /** As many pages as stood here: what was found may have changed meanwhile. */
  const pagesWanted = useRef(looked?.pages.length ?? 1)
  useEffect(() => {
    let left = false
    const tell = (pages: Pages<Hit> | null, sentence: string) => {
      lay(pages)
      setAnswer(sentence)
      setSpoken(sentence)
    }
    setSpoken('')
    const timer = setTimeout(async () => {
      if (words.trim() === '') return tell(null, '')
      const pages: (readonly Hit[])[] = []
      let more = true
      do {
        const answered = await ask(pages.at(-1)?.at(-1))
        if (left) return
        if (!answered.ok) return tell(null, faultWords(answered.fault))
        const { rows } = answered.value
        if (rows.length > 0 || pages.length === 0) pages.push(rows)
        more = answered.value.more
      } while (more && pages.length < pagesWanted.current)
      pagesWanted.current = 1
      tell({ pages, more }, saidOf({ pages, more }))
    }, PAUSE)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [ask, lay, words])
  // What had the focus is not found any more.
  useEffect(() => {
    if (found && document.activeElement === document.body) field.current?.focus()
  }, [found])

  const [begin] = useState(
    () => looked?.pages.findIndex(hits => hits.some(({ id }) => id === looked.from)) ?? 0,
  )
  // Where the window is only a few lines high, the line one types on goes to its top, and what was found comes in sight.
  useEffect(() => {
    const top = found && list.current ? list.current.getBoundingClientRect().top : 0
    if (top <= window.innerHeight - ROW_SEEN) return
    form.current?.scrollIntoView()
    list.current?.querySelector('a')?.scrollIntoView({ block: 'nearest' })
  }, [found])
  const pages = found?.pages
  const page = useCallback((n: number) => <Hits hits={pages?.[n] ?? []} today={today} />, [pages, today])

  /** Arrow keys walk between the field and what was found. Escape empties no field (practice.md X5). */
  const walk = (event: { key: string; preventDefault: () => void }) => {
    if (event.key === 'Escape') event.preventDefault()
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links: Element[] = Array.from(list.current?.querySelectorAll('a') ?? [])
    const at = document.activeElement ? links.indexOf(document.activeElement) : -1
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1
    event.preventDefault()
    if (next < 0) field.current?.focus()
    else (links[Math.min(next, links.length - 1)] as HTMLElement | undefined)?.focus()
  }

  return (
    <PlainPage
      title={t('search.title')}
      lead={t('search.hint')}
      aside={<PlaceLink to={{ at: 'journal' }}>{t('places.back')}</PlaceLink>}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between what is inside */}
      <div ref={form} className={plain['form']} onKeyDown={walk}>
        <Field
          type="search"
          label={t('search.field')}
          value={words}
          onChange={setWords}
          inputRef={field}
          autoComplete="off"
          spellCheck="false"
        />
        <p aria-hidden="true">{answer}</p>
        <p role="status" className="unseen">
          {spoken}
        </p>
        {found && (found.pages[0]?.length ?? 0) > 0 && (
          // biome-ignore lint/a11y/noStaticElementInteractions: only notes where one is
          <div
            ref={list}
            className={styles['hits']}
            onFocus={({ target }) => {
              from.current = target.closest<HTMLElement>('[data-hit]')?.dataset['hit'] ?? from.current
            }}
          >
            <LongList
              label={t('search.results')}
              pages={found.pages.length}
              page={page}
              height={PAGE * ROW}
              begin={Math.max(0, begin)}
              onEnd={further}
            />
            <Stuck list={found} again={again} />
          </div>
        )}
      </div>
    </PlainPage>
  )
}

const Hits = memo(function Hits({ hits, today }: { readonly hits: readonly Hit[]; readonly today: Day }) {
  return hits.map((hit, i) => (
    <Row key={hit.id} data-hit={hit.id} className={styles['hit']}>
      <PlaceLink to={{ at: 'journal', day: hit.day, entry: hit.id }} className={plain['named']}>
        {nameAmong(hit, [hits[i - 1], hits[i + 1]], today)}
      </PlaceLink>
      <p dir="auto" className={plain['excerpt']}>
        {marked(hit)}
      </p>
    </Row>
  ))
})

/** The excerpt with what matched marked; ranges that make no sense are left out. */
export function marked({ excerpt, matches }: Hit): ReactNode[] {
  const out: ReactNode[] = []
  let at = 0
  for (const [start, end] of [...matches].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > excerpt.length) continue
    out.push(excerpt.slice(at, start), <mark key={start}>{excerpt.slice(start, end)}</mark>)
    at = end
  }
  out.push(excerpt.slice(at))
  return out
}
