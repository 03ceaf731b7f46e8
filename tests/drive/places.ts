/**
 * Every place of the notebook: by which stop of tests/screens/story.ts it is shown, and, where it lies within another one, how
 * somebody comes to it. One list for all who walk. A place without a picture does not compile.
 */
import type { Place } from '../../src/renderer/face/places.ts'
import type { MessageKey } from '../../src/shared/locales/en.ts'
import type { Person } from './person.ts'
import { words } from './words.ts'

export type At = Place['at']

/** By the name of its picture. */
export const PICTURES: Readonly<Record<At, string>> = {
  journal: 'today',
  days: 'days',
  calendar: 'calendar',
  earlier: 'earlier-words',
  search: 'search-found',
  bin: 'bin',
  circles: 'circles',
  found: 'found',
  join: 'join',
  own: 'own',
  circle: 'circle',
  people: 'people',
  computers: 'computers',
  log: 'circle-log',
  sync: 'sync',
  agreements: 'agreements',
  meet: 'meet',
  copy: 'copy',
  succession: 'succession',
  keeper: 'keeper',
  anew: 'anew',
  invite: 'invite',
  file: 'by-file',
  note: 'note',
  noteEarlier: 'note-earlier',
  settings: 'settings',
  connection: 'connection',
  backup: 'backup',
  moving: 'moving',
  low: 'one-word',
}

/** What can be done with a circle as a whole, from its home. */
export async function more(
  person: Person,
  what: 'agreements' | 'log' | 'meet' | 'keeper' | 'copy' | 'putAway' | 'succeed' | 'goOn' | 'close',
  circle: string,
): Promise<void> {
  await person.button(words('circle.more.of', { circle })).click()
  await person.page.getByRole('menuitem', { name: words(`circle.${what}`) }).click()
}

type Inner = {
  readonly at: At
  readonly title: MessageKey
  /** Hosts have no way there. */
  readonly hostsNot?: true
  /** From the home of a circle. */
  readonly go: (person: Person, circle: string) => Promise<unknown>
}

/** The places within a circle. */
export const INNER: readonly Inner[] = [
  { at: 'sync', title: 'sync.title', go: person => person.button(words('sync.look')).click() },
  {
    at: 'connection',
    title: 'connection.title',
    go: async person => {
      await person.go('places.settings')
      await person.page.getByRole('link', { name: words('sync.connection') }).click()
    },
  },
  { at: 'agreements', title: 'agree.title', go: (person, circle) => more(person, 'agreements', circle) },
  { at: 'log', title: 'log.title', go: (person, circle) => more(person, 'log', circle) },
  { at: 'meet', title: 'meet.title', go: (person, circle) => more(person, 'meet', circle) },
  { at: 'keeper', title: 'keeper.title', go: (person, circle) => more(person, 'keeper', circle) },
  { at: 'copy', title: 'export.title', go: (person, circle) => more(person, 'copy', circle) },
  {
    at: 'succession',
    title: 'next.title',
    hostsNot: true,
    go: (person, circle) => more(person, 'succeed', circle),
  },
  { at: 'anew', title: 'anew.title', go: (person, circle) => more(person, 'goOn', circle) },
  { at: 'file', title: 'file.title', go: person => person.button(words('circle.file')).click() },
  {
    at: 'computers',
    title: 'computers.title',
    go: async person => {
      await person.button(words('circle.people.look')).click()
      await person.button(words('computers.title')).click()
    },
  },
]

/** Goes there from the circle's home, and answers when its heading stands there. */
export async function visit({ title, go }: Inner, person: Person, circle: string): Promise<void> {
  await go(person, circle)
  await person.page.getByRole('heading', { name: words(title), level: 1 }).waitFor()
}
