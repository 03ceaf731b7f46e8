/** Where one is in the notebook. A place has an address; back and forward work as in a book. Kept in memory only. */
import { create } from 'zustand'
import type { CircleId, DocId, JoinId } from '../../shared/circle/circle.ts'
import type { Day } from '../../shared/journal/day.ts'
import { absurd } from '../../shared/result.ts'

export type Place =
  | { readonly at: 'journal'; readonly day?: Day; readonly entry?: string }
  | { readonly at: 'search' }
  | { readonly at: 'bin' }
  | { readonly at: 'circles' }
  | { readonly at: 'found' }
  | { readonly at: 'join'; readonly invitation?: string; readonly join?: JoinId }
  | { readonly at: 'circle'; readonly circle: CircleId }
  | { readonly at: 'note'; readonly circle: CircleId; readonly note: DocId }
  | { readonly at: 'settings' }
  | { readonly at: 'backup'; readonly name: string }
  | { readonly at: 'moving' }

/** An invitation is a secret, so it is in no address. */
export function address(place: Place): string {
  switch (place.at) {
    case 'journal':
      return place.day ? `/journal/${place.day}` : '/journal'
    case 'search':
      return '/journal/search'
    case 'bin':
      return '/journal/bin'
    case 'circles':
      return '/circles'
    case 'found':
      return '/circles/new'
    case 'join':
      return place.join ? `/circles/join/${place.join}` : '/circles/join'
    case 'circle':
      return `/circles/${place.circle}`
    case 'note':
      return `/circles/${place.circle}/${place.note}`
    case 'settings':
      return '/settings'
    case 'backup':
      return `/settings/backups/${encodeURIComponent(place.name)}`
    case 'moving':
      return '/settings/moving'
    default:
      return absurd(place)
  }
}

type Places = {
  readonly trail: readonly Place[]
  readonly step: number
  go: (place: Place) => void
}

const START: Place = { at: 'journal' }

/**
 * The browser's own history holds the number of a step and no address, so that its back button, the mouse's and Alt with
 * the arrow keys all mean the same, and nothing of where somebody was is in it.
 */
export const usePlaces = create<Places>((set, get) => ({
  trail: [START],
  step: 0,
  go(place) {
    const { trail, step } = get()
    const here = trail[step]
    if (here && address(here) === address(place) && place.at !== 'journal') return
    window.history.pushState({ step: step + 1 }, '')
    set({ trail: [...trail.slice(0, step + 1), place], step: step + 1 })
  },
}))

/** Follows the browser's back and forward. Returns how to stop. */
export function followHistory(): () => void {
  const follow = ({ state }: PopStateEvent) => {
    const to = (state as { step?: unknown } | null)?.step
    const last = usePlaces.getState().trail.length - 1
    const step = typeof to === 'number' ? to : 0
    usePlaces.setState({ step: Math.min(last, Math.max(0, step)) })
  }
  window.addEventListener('popstate', follow)
  return () => window.removeEventListener('popstate', follow)
}

export const useHere = (): Place => usePlaces(({ trail, step }) => trail[step] ?? START)
export const go = (place: Place): void => usePlaces.getState().go(place)
