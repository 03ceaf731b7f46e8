/**
 * Where one is in the notebook. A place has an address; back and forward work as in a book. The trail is kept in memory;
 * the last place stands in the vault (`whereabouts.ts`), and nowhere else.
 */

import { useLayoutEffect, useRef } from 'react'
import * as v from 'valibot'
import { create } from 'zustand'
import type { CircleId, DocId, Invitation, JoinId } from '../../shared/circle/circle.ts'
import type { PlaceToken } from '../../shared/contract/attachments.ts'
import { Day } from '../../shared/journal/day.ts'
import type { EntryId, Hit } from '../../shared/journal/entry.ts'
import { absurd } from '../../shared/result.ts'

/** What was looked for, what was found a page at a time, and the one that was opened. */
export type Looked = {
  readonly words: string
  readonly pages: readonly (readonly Hit[])[]
  readonly more: boolean
  readonly from?: EntryId
}
/** What was typed into a form that was not sent. */
export type Typed = Readonly<Record<string, string>>

/** A circle that goes on from another one. `left`: titles of notes that did not come along. */
export type Begun = {
  readonly circle: CircleId
  readonly name: string
  readonly notes: number
  readonly left: readonly string[]
}

export type Place =
  | { readonly at: 'journal'; readonly day?: Day; readonly entry?: string }
  | { readonly at: 'days' }
  /** `day`: the one that has the focus. */
  | { readonly at: 'calendar'; readonly day?: Day }
  /** What an entry said before. */
  | { readonly at: 'earlier'; readonly day: Day; readonly entry: EntryId }
  | { readonly at: 'search'; readonly looked?: Looked }
  | { readonly at: 'bin' }
  | { readonly at: 'circles' }
  | { readonly at: 'found'; readonly typed?: Typed }
  | { readonly at: 'join'; readonly invitation?: string; readonly join?: JoinId; readonly typed?: Typed }
  /** The same, by the code of one's other computer. */
  | { readonly at: 'own'; readonly typed?: Typed }
  | { readonly at: 'circle'; readonly circle: CircleId }
  | { readonly at: 'people'; readonly circle: CircleId }
  | { readonly at: 'computers'; readonly circle: CircleId }
  | { readonly at: 'log'; readonly circle: CircleId }
  /** How far its words have travelled. */
  | { readonly at: 'sync'; readonly circle: CircleId }
  | { readonly at: 'agreements'; readonly circle: CircleId; readonly typed?: Typed }
  | { readonly at: 'meet'; readonly circle: CircleId; readonly typed?: Typed }
  | { readonly at: 'copy'; readonly circle: CircleId }
  | { readonly at: 'succession'; readonly circle: CircleId }
  | { readonly at: 'keeper'; readonly circle: CircleId }
  /** `begun`: the circle that has begun here, so that coming back to this page begins no other. */
  | { readonly at: 'anew'; readonly circle: CircleId; readonly begun?: Begun; readonly typed?: Typed }
  /** `invitation`: the one that was made here, so that coming back to this page makes no other. */
  | { readonly at: 'invite'; readonly circle: CircleId; readonly invitation?: Invitation }
  /** `circle`: whose file may be written here; `file`: one that was opened, good for as long as the notebook is open. */
  | { readonly at: 'file'; readonly circle?: CircleId; readonly file?: PlaceToken }
  | { readonly at: 'note'; readonly circle: CircleId; readonly note: DocId }
  /** What a shared note said before. */
  | { readonly at: 'noteEarlier'; readonly circle: CircleId; readonly note: DocId }
  | { readonly at: 'settings' }
  | { readonly at: 'connection' }
  | { readonly at: 'backup'; readonly name: string }
  | { readonly at: 'moving' }
  /** `entry`: a word that is begun. */
  | { readonly at: 'low'; readonly entry?: EntryId }

/** An invitation is a secret, so it is in no address; what somebody typed or looked for is in none either. */
export function address(place: Place): string {
  switch (place.at) {
    case 'journal':
      return place.day ? `/journal/${place.day}` : '/journal'
    case 'days':
      return '/journal/days'
    case 'calendar':
      return '/journal/calendar'
    case 'earlier':
      return `/journal/${place.day}/${place.entry}`
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
    case 'own':
      return '/circles/own'
    case 'circle':
      return `/circles/${place.circle}`
    case 'people':
      return `/circles/${place.circle}/people`
    case 'computers':
    case 'log':
    case 'sync':
    case 'agreements':
    case 'meet':
    case 'copy':
    case 'succession':
    case 'keeper':
    case 'anew':
      return `/circles/${place.circle}/${place.at}`
    case 'invite':
      return `/circles/${place.circle}/invite`
    case 'file':
      return `/circles/file/${place.circle ?? ''}/${place.file ?? ''}`
    case 'note':
      return `/circles/${place.circle}/${place.note}`
    case 'noteEarlier':
      return `/circles/${place.circle}/${place.note}/earlier`
    case 'settings':
      return '/settings'
    case 'connection':
      return '/settings/connection'
    case 'backup':
      return `/settings/backups/${encodeURIComponent(place.name)}`
    case 'moving':
      return '/settings/moving'
    case 'low':
      return place.entry ? `/word/${place.entry}` : '/word'
    default:
      return absurd(place)
  }
}

/** What is worth coming back to after a restart: half a question, an invitation and a search are not. */
export function lasting(place: Place): Place {
  switch (place.at) {
    case 'join':
      return place.join ? { at: 'join', join: place.join } : { at: 'circles' }
    case 'found':
    case 'own':
      return { at: 'circles' }
    case 'invite':
    case 'copy':
    case 'succession':
    case 'keeper':
    case 'anew':
      return { at: 'circle', circle: place.circle }
    case 'agreements':
    case 'meet':
      return { at: place.at, circle: place.circle }
    case 'file':
      return place.circle ? { at: 'circle', circle: place.circle } : { at: 'circles' }
    case 'backup':
    case 'moving':
      return { at: 'settings' }
    default:
      return place
  }
}

const HEX = { 16: /^[0-9a-f]{32}$/, 32: /^[0-9a-f]{64}$/ } as const

/** The place at an address of `lasting`; null: it leads nowhere any more. */
export function placeAt(address: string): Place | null {
  const [head, ...rest] = address.split('/').slice(1)
  const [one = '', two = '', ...more] = rest
  if (more.length > 0) {
    const note = head === 'circles' && HEX[32].test(one) && HEX[32].test(two)
    return note && more.join('/') === 'earlier' ? { at: 'noteEarlier', circle: one, note: two } : null
  }
  switch (head) {
    case 'settings':
      if (two !== '') return null
      return one === '' ? { at: 'settings' } : one === 'connection' ? { at: 'connection' } : null
    case 'word':
      if (two !== '') return null
      return one === '' ? { at: 'low' } : HEX[16].test(one) ? { at: 'low', entry: one } : null
    case 'journal': {
      if (two !== '') {
        const day = v.safeParse(Day, one)
        return day.success && HEX[16].test(two) ? { at: 'earlier', day: day.output, entry: two } : null
      }
      if (one === '') return { at: 'journal' }
      for (const at of ['days', 'calendar', 'search', 'bin'] as const) if (one === at) return { at }
      const day = v.safeParse(Day, one)
      return day.success ? { at: 'journal', day: day.output } : null
    }
    case 'circles':
      if (one === '') return { at: 'circles' }
      if (one === 'join') return HEX[16].test(two) ? { at: 'join', join: two } : null
      if (!HEX[32].test(one)) return null
      if (two === '') return { at: 'circle', circle: one }
      for (const at of ['people', 'computers', 'log', 'sync', 'agreements', 'meet'] as const)
        if (two === at) return { at, circle: one }
      return HEX[32].test(two) ? { at: 'note', circle: one, note: two } : null
    default:
      return null
  }
}

type Places = {
  readonly trail: readonly Place[]
  readonly step: number
  /** One goes nowhere, because what runs has to be seen to its end. */
  readonly held: boolean
  /** Where somebody was led meanwhile. */
  readonly later: Place | null
  hold: (held: boolean) => void
  go: (place: Place) => void
  /** The same page, which knows more of itself now: no step of its own. Nothing, where one has gone on meanwhile. */
  settle: (place: Place) => void
  /** The page of this step is left; this is how it stands when one comes back. */
  leave: (step: number, place: Place) => void
  /** The notebook closes: nothing that somebody typed or looked for stays in this window. */
  forget: () => void
  /** The word that is begun, wherever One word is come to; undefined: it is kept. */
  begun: (entry: EntryId | undefined) => void
  /** Where somebody was the last time: the first page, unless they went somewhere already. */
  begin: (place: Place) => void
}

const START: Place = { at: 'journal' }

function bare(place: Place): Place {
  switch (place.at) {
    case 'search':
    case 'found':
    case 'own':
      return { at: place.at }
    case 'file':
      return place.circle ? { at: 'file', circle: place.circle } : { at: 'file' }
    case 'join':
      return place.join ? { at: 'join', join: place.join } : { at: 'join' }
    case 'invite':
    case 'anew':
      return { at: 'circle', circle: place.circle }
    case 'agreements':
    case 'meet':
      return { at: place.at, circle: place.circle }
    default:
      return place
  }
}

/**
 * The browser's own history holds the number of a step and no address, so that its back button, the mouse's and Alt with
 * the arrow keys all mean the same, and nothing of where somebody was is in it.
 */
export const usePlaces = create<Places>((set, get) => ({
  trail: [START],
  step: 0,
  held: false,
  later: null,
  hold(held) {
    const { later } = get()
    set({ held, later: null })
    if (!held && later) get().go(later)
  },
  go(place) {
    const { trail, step, held } = get()
    if (held) return set({ later: place })
    const here = trail[step]
    if (here && address(here) === address(place) && place.at !== 'journal') return
    if (here?.at === 'low' && place.at === 'low') return
    window.history.pushState({ step: step + 1 }, '')
    const there = (place.at === 'low' && trail.find(({ at }) => at === 'low')) || place
    set({ trail: [...trail.slice(0, step + 1), there], step: step + 1 })
  },
  settle: place =>
    set(({ trail, step }) => (trail[step]?.at === place.at ? { trail: trail.with(step, place) } : {})),
  leave: (step, place) =>
    set(({ trail }) => (trail[step]?.at === place.at ? { trail: trail.with(step, place) } : {})),
  forget: () => set(({ trail }) => ({ trail: trail.map(bare) })),
  begun: entry => {
    const now: Place = entry ? { at: 'low', entry } : { at: 'low' }
    const stale = (place: Place): boolean => place.at === 'low' && place.entry !== entry
    if (get().trail.some(stale))
      set(({ trail }) => ({ trail: trail.map(place => (stale(place) ? now : place)) }))
  },
  begin: place => set(({ trail }) => (trail.length === 1 ? { trail: [place] } : {})),
}))

/** Follows the browser's back and forward. Returns how to stop. */
export function followHistory(): () => void {
  const follow = ({ state }: PopStateEvent) => {
    const to = (state as { step?: unknown } | null)?.step
    const { trail, step: here, held } = usePlaces.getState()
    const step = Math.min(trail.length - 1, Math.max(0, typeof to === 'number' ? to : 0))
    if (!held) return usePlaces.setState({ step })
    if (step !== here) window.history.go(here - step)
  }
  window.addEventListener('popstate', follow)
  return () => window.removeEventListener('popstate', follow)
}

export const useHere = (): Place => usePlaces(({ trail, step }) => trail[step] ?? START)
export const settle = (place: Place): void => usePlaces.getState().settle(place)
export const go = (place: Place): void => usePlaces.getState().go(place)

/** `place` is read when this page is left, and stands there when one comes back to it. */
export function useLeaving(place: () => Place): void {
  const latest = useRef(place)
  latest.current = place
  useLayoutEffect(() => {
    const { step, leave } = usePlaces.getState()
    return () => leave(step, latest.current())
  }, [])
}
