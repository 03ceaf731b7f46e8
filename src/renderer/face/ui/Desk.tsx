/** The desk: tabs at the left, one page, Help now always top right. Narrow, the tabs fold into one button. */
import {
  BookOpen,
  ChevronDown,
  CircleDashed,
  Feather,
  Lock,
  type LucideIcon,
  Menu,
  SlidersHorizontal,
} from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { MessageKey } from '../../../shared/locales/en.ts'
import { t } from '../../../shared/locales/speak.ts'
import { type Place, useHere, usePlaces } from '../places.ts'
import styles from './Desk.module.css'
import { HelpButton } from './HelpButton.tsx'
import { PlaceLink } from './PlaceLink.tsx'

type Tab = {
  readonly name: MessageKey
  readonly icon: LucideIcon
  readonly to: Place
  readonly holds: readonly Place['at'][]
}

const TABS: readonly Tab[] = [
  {
    name: 'places.journal',
    icon: BookOpen,
    to: { at: 'journal' },
    holds: ['journal', 'days', 'calendar', 'earlier', 'search', 'bin'],
  },
  {
    name: 'places.circles',
    icon: CircleDashed,
    to: { at: 'circles' },
    holds: [
      'circles',
      'found',
      'join',
      'own',
      'circle',
      'people',
      'computers',
      'log',
      'sync',
      'agreements',
      'meet',
      'copy',
      'succession',
      'keeper',
      'anew',
      'invite',
      'note',
      'noteEarlier',
      'file',
    ],
  },
]
const FOOT: readonly Tab[] = [
  { name: 'low.title', icon: Feather, to: { at: 'low' }, holds: ['low'] },
  {
    name: 'places.settings',
    icon: SlidersHorizontal,
    to: { at: 'settings' },
    holds: ['settings', 'connection', 'backup', 'moving'],
  },
]

export type DeskProps = {
  readonly lock: () => void
  readonly where?: string
  /** Said at the way to the circles; empty: nobody and nothing waits there. */
  readonly waits?: string
  readonly children: ReactNode
}

export function Desk({ lock, where, waits, children }: DeskProps) {
  const here = useHere()
  const step = usePlaces(state => state.step)
  const [unfoldedAt, setUnfoldedAt] = useState<number | null>(null)
  const fold = useRef<HTMLButtonElement>(null)
  // However one comes to another place, by the list, by a key or back: there the list is folded.
  const unfolded = unfoldedAt === step
  const foldAgain = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !unfolded) return
    setUnfoldedAt(null)
    fold.current?.focus()
  }
  const tab = ({ name, icon: Icon, to, holds }: Tab) => (
    <li key={name}>
      <PlaceLink
        to={to}
        className={styles['tab']}
        current={holds.includes(here.at) ? 'page' : undefined}
        onGo={() => setUnfoldedAt(null)}
      >
        <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />
        {waits && to.at === 'circles' ? <Named name={t(name)} waits={waits} /> : t(name)}
      </PlaceLink>
    </li>
  )
  const current = [...TABS, ...FOOT].find(({ holds }) => holds.includes(here.at))
  return (
    <div className={styles['desk']}>
      <header className={styles['header']}>
        <p className={styles['mark']}>{t('app.name')}</p>
        <div className={styles['top']}>
          <p className={styles['where']}>{where}</p>
          <HelpButton />
        </div>
      </header>
      <nav
        className={styles['tabs']}
        aria-label={t('places.label')}
        data-unfolded={unfolded}
        onKeyDown={foldAgain}
      >
        <button
          ref={fold}
          type="button"
          className={styles['fold']}
          aria-expanded={unfolded}
          onClick={() => setUnfoldedAt(unfolded ? null : step)}
        >
          <Menu aria-hidden="true" size="1.25em" strokeWidth={1.75} />
          <Named name={t(current?.name ?? 'places.journal')} waits={waits} />
          <ChevronDown aria-hidden="true" size="1.25em" strokeWidth={1.75} />
        </button>
        <ul>{TABS.map(tab)}</ul>
        <ul className={styles['foot']}>
          {FOOT.map(tab)}
          <li>
            <button type="button" className={styles['tab']} onClick={lock}>
              <Lock aria-hidden="true" size="1.25em" strokeWidth={1.75} />
              {t('places.lock')}
            </button>
          </li>
        </ul>
      </nav>
      <main className={styles['page']}>{children}</main>
    </div>
  )
}

/** A place, and below it that somebody or something waits. */
function Named({ name, waits }: { readonly name: string; readonly waits: string | undefined }) {
  return (
    <span>
      {name}
      {waits && <span className={styles['waits']}> {waits}</span>}
    </span>
  )
}
