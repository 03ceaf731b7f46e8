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
import { type ReactNode, useState } from 'react'
import type { MessageKey } from '../../../shared/locales/en.ts'
import { t } from '../../../shared/locales/speak.ts'
import { type Place, useHere } from '../places.ts'
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
    holds: ['circles', 'found', 'join', 'circle', 'people', 'invite', 'note'],
  },
]
const FOOT: readonly Tab[] = [
  { name: 'low.title', icon: Feather, to: { at: 'low' }, holds: ['low'] },
  {
    name: 'places.settings',
    icon: SlidersHorizontal,
    to: { at: 'settings' },
    holds: ['settings', 'backup', 'moving'],
  },
]

export type DeskProps = { readonly lock: () => void; readonly where?: string; readonly children: ReactNode }

export function Desk({ lock, where, children }: DeskProps) {
  const here = useHere()
  const [unfolded, setUnfolded] = useState(false)
  const tab = ({ name, icon: Icon, to, holds }: Tab) => (
    <li key={name}>
      <PlaceLink
        to={to}
        className={styles['tab']}
        current={holds.includes(here.at) ? 'page' : undefined}
        onGo={() => setUnfolded(false)}
      >
        <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />
        {t(name)}
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
      <nav className={styles['tabs']} aria-label={t('places.label')} data-unfolded={unfolded}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          <Menu aria-hidden="true" size="1.25em" strokeWidth={1.75} />
          <span>{t(current?.name ?? 'places.journal')}</span>
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
