/**
 * A vault in memory behind the real wire, for component tests and looking at the face. It is in no bundle; e2e uses the
 * real one. It answers as the contract says, can be made to refuse, to die and to come back with what it had committed.
 */
import * as Y from 'yjs'
import { toHex } from '../../src/shared/bytes.ts'
import type {
  AsidePassage,
  Circle,
  CircleId,
  Computers,
  DocId,
  FileCame,
  FileOpened,
  Invitation,
  Joining,
  JoinRequest,
  Member,
  NoteReaders,
  NoteVersion,
  NoteVersionLine,
  SyncState,
} from '../../src/shared/circle/circle.ts'
import type { Agreements, LogLine, Succession } from '../../src/shared/circle/log.ts'
import type { Chosen } from '../../src/shared/commands.ts'
import type { Connection } from '../../src/shared/contract/connection.ts'
import { CARE, type Care } from '../../src/shared/contract/erasing.ts'
import type { Keeper } from '../../src/shared/contract/keeping.ts'
import type { CircleNetwork } from '../../src/shared/contract/network.ts'
import { shellContract } from '../../src/shared/contract/shell.ts'
import { type VaultContract, vaultContract } from '../../src/shared/contract/vault.ts'
import { type Handlers, serve } from '../../src/shared/contract/wire.ts'
import type { Fault } from '../../src/shared/fault.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import type { EntryLine } from '../../src/shared/journal/entry.ts'
import { err, ok } from '../../src/shared/result.ts'
import type { SharedFileState } from '../../src/shared/writing/shared-file.ts'
import { plainText, type Writing } from '../../src/shared/writing/writing.ts'
import { fakeAttachments } from './fake-attachments.ts'
import { fakeBackups } from './fake-backups.ts'
import { type FakeEntry, fakeDays, whole } from './fake-days.ts'
import { fakeKeys } from './fake-keys.ts'

/** What crossing between processes does to a message; plain, so that bytes stay bytes in every test environment. */
function copy(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.slice()
  if (Array.isArray(value)) return value.map(copy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)]))
}

/** Says itself wherever this file is bundled: the fake carries it, and a test looks for it in what is shipped. */
const MARK = 'a stand-in for the vault, for component tests alone'

/** How a circle stands that nobody else is in. */
export const NOBODY: SyncState = {
  people: 1,
  reached: 1,
  coming: 0,
  computers: { others: 0, reached: 0 },
  links: 0,
  ways: [],
  heard: null,
  waiting: null,
  files: { wrote: null, took: null },
  paused: false,
  off: false,
}

type Hear = (message: unknown) => void
export type FakeNote = { readonly circle: CircleId; readonly doc: Y.Doc; cid: number; readonly: boolean }

export function makeFakeVault({ now = () => 1_795_000_000_000 }: { now?: () => number } = {}) {
  let made = false
  let open = false
  let alive = true
  let refuse: Partial<Record<string, { readonly fault: Fault; readonly when: (args: object) => boolean }>> =
    {}
  let serial = 0
  const id = (bytes: number): string =>
    toHex(
      new Uint8Array(bytes)
        .fill(++serial, 0, 1)
        .fill(serial >> 8, 1, 2)
        .fill(7, 2),
    )
  const entries = new Map<string, FakeEntry>()
  const care: { -readonly [K in keyof Care]: Care[K] } = { ...CARE }
  let asks: Day | null = null
  const desk: { place: string | null } = { place: null }
  const shortcuts: { chosen: Chosen } = { chosen: {} }
  const spelling = { on: false, words: new Set<string>() }
  const circles = new Map<CircleId, Circle>()
  const readersOf = new Map<DocId, NoteReaders>()
  const joinings = new Map<string, Joining>()
  const notes = new Map<DocId, FakeNote>()
  const noteVersions: (NoteVersion & NoteVersionLine & { note: DocId })[] = []
  const aside = new Map<DocId, AsidePassage[]>()
  const keepNote = (note: DocId, { doc }: FakeNote): void =>
    void noteVersions.push({
      note,
      version: noteVersions.length + 1,
      modified: now(),
      by: ['Juniper', 'Moss'],
      opening: (
        doc
          .getXmlFragment('body')
          .toString()
          .match(/[^<>]+(?=<\/)/g) ?? []
      ).join(' '),
      state: Y.encodeStateAsUpdateV2(doc),
    })
  /** Bytes; a change of a note above it is refused for its size. */
  const most = { change: Number.POSITIVE_INFINITY }
  const calls: { name: string; args: unknown }[] = []
  /** What the next file turns out to be: words, or another kind. */
  const came: { file: FileCame | null; other: FileOpened | null } = { file: null, other: null }
  const copied: string[] = []
  const marked: boolean[] = []
  const delay: { ms: number; until?: Promise<void> } = { ms: 0 }

  const vaultHears: Hear[] = []
  const shellHears: Hear[] = []
  let toVault: Hear = () => {}
  let toShell: Hear = () => {}

  const lineOf = (one: FakeEntry): EntryLine => {
    const { writing, tags: _, ...line } = whole(one)
    return { ...line, opening: plainText(writing).trim().slice(0, 140) }
  }
  /** Every change keeps one: when is for the real vault to judge. */
  const versions: { entry: string; version: number; modified: number; writing: Writing }[] = []
  const keepVersion = ({ id: entry, modified, writing }: FakeEntry): number =>
    versions.push({ entry, version: versions.length + 1, modified, writing })
  const versionsOf = (entry: string) => versions.filter(one => one.entry === entry).toReversed()
  const live = () => [...entries.values()].filter(({ binned }) => !binned)
  const circleOf = (circle: CircleId) => {
    const found = circles.get(circle)
    return found ? ok(found) : err('not-found' as const)
  }
  const changeCircle = (circle: CircleId, change: Partial<Circle>) => {
    const found = circles.get(circle)
    if (!found) return
    circles.set(circle, { ...found, ...change })
    news.tell('circle.changed', { circle })
  }
  const changeMember = (circle: CircleId, member: string, change: Partial<Member>) => {
    const found = circles.get(circle)
    if (!found) return err('not-found' as const)
    changeCircle(circle, {
      members: found.members.map(one => (one.id === member ? { ...one, ...change } : one)),
    })
    return ok({})
  }
  /** This person's computers, in whichever circle. */
  let computers: Computers | undefined
  const setComputers = (circle: CircleId, change: Partial<Computers>) => {
    const none = { circle: circles.get(circle)?.name ?? '', computers: [], hosts: 0, code: null, asking: [] }
    computers = { mayLink: true, ...none, ...computers, ...change }
    news.tell('circle.changed', { circle })
  }
  /** What the network is like; the circles are the ones that are here. */
  let connection: Omit<Connection, 'circles'> = {
    joining: false,
    hub: 'up',
    courier: 'up',
    keepers: [],
    interfaces: { here: [], only: null, harmed: false },
    seen: { interfaces: [], listening: [], multicast: 'off', hubs: [], signalling: [] },
    told: false,
  }
  const setConnection = (change: Partial<Omit<Connection, 'circles'>>) => {
    connection = { ...connection, ...change }
    news.tell('network.changed', {})
  }
  /** How circles meet, whichever. */
  const network: { now: Omit<CircleNetwork, 'circle'>; way: string[] } = {
    now: { mode: 'local', signalling: [], ice: [], relay: false, harmed: false },
    way: [],
  }
  /** What is asked about a circle as a whole, of whichever circle. */
  const acts: {
    agreements: Agreements
    succession: Succession
    log: LogLine[]
    left: string[]
    told: boolean
  } = {
    agreements: { circle: 'Thursday table', now: null, open: [], mayPropose: true },
    succession: { circle: 'Thursday table', hosts: [], heirs: [], needed: 2, people: 0, may: false },
    log: [],
    left: [],
    told: true,
  }
  const titleOf = (doc: Y.Doc): string => String(doc.getMap('head').get('title') ?? '')

  const attachments = fakeAttachments((kind, part) => news.tell(kind, part))
  let kept: Omit<Keeper, 'circle'> = { address: null, state: null, since: null, rests: null }
  const keys = fakeKeys()
  const backups = fakeBackups({
    now,
    passphrase: () => keys.state.passphrase,
    entries,
    lineOf,
    put: () => {
      made = true
    },
  })
  const handlers: Handlers<VaultContract> = {
    ...attachments.handlers,
    ...fakeDays(entries).handlers,
    ...backups.handlers,
    ...keys.handlers(rekeying => news.tell('keys.rekeying', rekeying)),
    'vault.state': () => ok({ state: open ? 'open' : made ? 'closed' : 'none' }),
    'vault.create': ({ passphrase: chosen }) => {
      if (made) return err('vault-exists')
      if ([...chosen].length < 8) return err('passphrase-too-short')
      made = true
      open = true
      keys.state.passphrase = chosen
      return ok({})
    },
    'vault.unlock': key => {
      if (!made) return err('no-vault')
      const proof = keys.opens(key)
      if (!proof.ok) return proof
      open = true
      return ok({ notices: [] })
    },
    'journal.save': ({ id: entry, day, writing, begun: { journal, ...moment } = {} }) => {
      const before = entries.get(entry)
      if (before?.locked) return err('entry-locked')
      const at = now()
      entries.set(entry, {
        ...moment,
        ...(journal === undefined ? {} : { journal }),
        ...before,
        id: entry,
        day,
        writing,
        created: before?.created ?? at,
        modified: at,
        binned: before?.binned ?? false,
      })
      if (before && JSON.stringify(before.writing) !== JSON.stringify(writing)) keepVersion(before)
      return ok({ saved: at })
    },
    'journal.read': ({ id: entry }) => {
      const found = entries.get(entry)
      return found ? ok(whole(found)) : err('not-found')
    },
    'journal.day': ({ day }) =>
      ok(
        live()
          .filter(entry => entry.day === day)
          .map(whole),
      ),
    'journal.month': ({ from, to }) => {
      const named = [...new Set(live().map(({ day }) => day))].sort()
      const inside = (day: Day) =>
        new Set(
          live()
            .map(whole)
            .filter(one => one.day === day)
            .map(one => one.journal),
        )
      return ok(
        named.filter(day => day >= from && day <= to).map(day => ({ day, journals: [...inside(day)] })),
      )
    },
    'journal.sameDay': ({ day, journal }) =>
      ok(
        live()
          .map(lineOf)
          .filter(one => one.day !== day && one.day.slice(4) === day.slice(4))
          .filter(one => journal === undefined || one.journal === journal)
          .sort((a, b) => (a.day < b.day ? 1 : -1)),
      ),
    'journal.days': ({ from, to }) => {
      const named = [...new Set(live().map(({ day }) => day))].sort()
      return ok({
        days: named.filter(day => day >= from && day <= to),
        earlier: named.filter(day => day < from).at(-1) ?? null,
      })
    },
    'shortcuts.read': () => ok(shortcuts),
    'shortcuts.keep': ({ chosen }) => {
      shortcuts.chosen = chosen
      return ok({})
    },
    'desk.read': () => ok({ place: desk.place }),
    'desk.keep': ({ place }) => {
      desk.place = place
      return ok({})
    },
    'journal.timeline': ({ before, days, journal }) => {
      const all = live()
        .filter(entry => !before || entry.day < before)
        .filter(entry => journal === undefined || whole(entry).journal === journal)
      const named = [...new Set(all.map(({ day }) => day))].sort().reverse()
      const taken = new Set<Day>(named.slice(0, days))
      return ok({
        lines: all
          .filter(({ day }) => taken.has(day))
          .sort((a, b) => (a.day < b.day ? 1 : -1))
          .map(lineOf),
        more: named.length > days,
      })
    },
    'journal.search': ({ words, after }) => {
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
      if (wanted.length === 0) return ok([])
      const newest = live().sort((a, b) => (a.day < b.day ? 1 : -1))
      const from = after === undefined ? 0 : newest.findIndex(({ id: hit }) => hit === after) + 1
      return ok(
        newest
          .slice(from)
          .map(entry => ({ entry, text: plainText(entry.writing) }))
          .filter(({ text }) => wanted.every(word => text.toLowerCase().includes(word)))
          .map(({ entry, text }) => ({
            id: entry.id,
            day: entry.day,
            created: entry.created,
            excerpt: text.slice(0, 140),
            matches: wanted.map((word): [number, number] => {
              const at = text.toLowerCase().indexOf(word)
              return [at, at + word.length]
            }),
          }))
          .slice(0, 20),
      )
    },
    'journal.bin': ({ id: entry }) => {
      const found = entries.get(entry)
      if (!found) return err('not-found')
      found.binned = true
      return ok({})
    },
    'journal.unbin': ({ id: entry }) => {
      const found = entries.get(entry)
      if (!found) return err('not-found')
      found.binned = false
      return ok({})
    },
    'spelling.read': () => ok({ on: spelling.on, words: [...spelling.words] }),
    'spelling.choose': ({ on }) => {
      spelling.on = on
      return ok({})
    },
    'spelling.learn': ({ word }) => {
      spelling.words.add(word)
      return ok({})
    },
    'spelling.forget': ({ word }) => {
      spelling.words.delete(word)
      return ok({})
    },
    'care.read': () => ok({ ...care, asks }),
    'care.choose': change => {
      Object.assign(care, Object.fromEntries(Object.entries(change).filter(([, one]) => one !== undefined)))
      return ok({})
    },
    'care.today': ({ today, right }) => {
      if (right && today === asks) asks = null
      return ok({})
    },
    'bin.erase': ({ id: entry }) => {
      if (!entries.get(entry)?.binned) return err('not-found')
      entries.delete(entry)
      return ok({})
    },
    'bin.count': () => ok({ entries: [...entries.values()].filter(({ binned }) => binned).length }),
    'bin.empty': () => {
      const gone = [...entries.values()].filter(({ binned }) => binned)
      for (const { id: entry } of gone) entries.delete(entry)
      return ok({ erased: gone.length })
    },
    'circle.erase': ({ circle }) => {
      if (!circles.delete(circle)) return err('not-found')
      news.tell('circle.listChanged', {})
      return ok({})
    },
    'vault.erase': () => {
      made = false
      open = false
      entries.clear()
      circles.clear()
      return ok({})
    },
    'journal.binned': ({ after }) => {
      const all = [...entries.values()].filter(({ binned }) => binned).map(lineOf)
      const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
      return ok(after !== undefined && from === 0 ? [] : all.slice(from, from + 20))
    },
    'journal.versions': ({ id: entry, before = Number.MAX_SAFE_INTEGER }) => {
      if (!entries.has(entry)) return err('not-found')
      const found = versionsOf(entry).filter(({ version }) => version < before)
      const lines = found.slice(0, 10).map(({ version, modified, writing }) => ({
        version,
        modified,
        opening: plainText(writing).trim().slice(0, 140),
      }))
      return ok({ lines, more: found.length > 10 })
    },
    'journal.version': ({ id: entry, version }) => {
      const found = versionsOf(entry).find(one => one.version === version)
      return found ? ok(found) : err('not-found')
    },
    'journal.putBack': ({ id: entry, version }) => {
      const found = versionsOf(entry).find(one => one.version === version)
      const before = entries.get(entry)
      if (!found || !before) return err('not-found')
      entries.set(entry, { ...before, writing: found.writing, modified: now() })
      return ok({ before: keepVersion(before) })
    },

    'circle.list': () =>
      ok(
        [...circles.values()].map(({ id: circle, name, away, standing }) => ({
          id: circle,
          name,
          away,
          standing,
        })),
      ),
    'circle.found': ({ name, ownName, history = 'everything' }) => {
      const circle = id(32)
      const you: Member = {
        id: id(16),
        name: ownName,
        you: true,
        facilitator: true,
        seat: 0,
        compared: null,
        may: [],
      }
      circles.set(circle, {
        id: circle,
        name,
        history,
        members: [you],
        notes: [],
        closedNotes: 0,
        requests: [],
        newcomers: [],
        invitations: [],
        waiting: [],
        standing: 'in',
        away: false,
        newer: false,
        may: ['close', 'keys', 'propose', 'adopt'],
        goesOn: { by: [], from: false },
        keyless: false,
        shutOut: [],
        two: false,
        refusals: [],
        sync: { ...NOBODY },
      })
      news.tell('circle.listChanged', {})
      return ok({ circle })
    },
    'circle.read': ({ circle }) => circleOf(circle),
    'circle.invite': ({ circle }): ReturnType<typeof ok<Invitation>> | ReturnType<typeof err<Fault>> => {
      const of = circles.get(circle)
      if (!of) return err('not-found')
      const [invite, made, expires] = [id(32), now(), now() + 24 * 3600 * 1000]
      changeCircle(circle, { invitations: [{ id: invite, made, expires }, ...of.invitations] })
      return ok({
        id: invite,
        link: `kinfold:join/${id(32)}`,
        code: 'K7QF-2M9X-TB4H-0WZD-P6RN-8VCE-J1A5',
        addresses: ['192.168.1.20:48132'],
        expires,
      })
    },
    'circle.uninvite': ({ circle, invite }) => {
      const invitations = circles.get(circle)?.invitations.filter(({ id }) => id !== invite) ?? []
      changeCircle(circle, { invitations })
      return ok({})
    },
    'circle.doors': () =>
      ok(
        [...circles.values()].flatMap(({ id: circle, requests }) =>
          requests.map(({ id: join }) => ({ circle, join })),
        ),
      ),
    'circle.questions': () =>
      ok(
        [...circles.values()].flatMap(({ id: circle, waiting }) =>
          waiting
            .filter(({ mayAgree, votes }) => mayAgree || votes?.mayEnd)
            .map(({ id }) => ({ circle, waiting: id })),
        ),
      ),
    'circle.answer': ({ circle, join, admit }) => {
      const found = circles.get(circle)
      const request = found?.requests.find(({ id: asked }) => asked === join)
      if (!found || !request) return err('not-found')
      changeCircle(circle, {
        requests: found.requests.filter(({ id: asked }) => asked !== join),
        members: admit
          ? [
              ...found.members,
              {
                id: id(16),
                name: request.name,
                you: false,
                facilitator: false,
                seat: 1,
                compared: 'yes',
                may: ['promote', 'remove'],
              },
            ]
          : found.members,
      })
      return ok({})
    },
    'circle.join': ({ invitation }) => {
      if (!/^(kinfold:|[0-9A-Z -]{20,})/i.test(invitation)) return err('invitation-unreadable')
      const joining: Joining = { id: id(16), step: 'looking', words: [], own: false }
      joinings.set(joining.id, joining)
      return ok(joining)
    },
    'circle.joinByFile': ({ invitation }) => {
      if (!/^kinfold:/i.test(invitation)) return err('join-link')
      const words = ['anchor', 'bamboo', 'candle', 'dolphin', 'ember', 'fabric']
      const joining: Joining = { id: id(16), step: 'file', words, own: false }
      joinings.set(joining.id, joining)
      return ok(joining)
    },
    'circle.joinFile': ({ join }) => (joinings.has(join) ? ok({}) : err('not-found')),
    'circle.joining': () => ok([...joinings.values()]),
    'circle.wordsMatch': ({ join }) => {
      const joining = joinings.get(join)
      if (!joining) return err('not-found')
      if (joining.step === 'file' || joining.step === 'answered') {
        const agreed: Joining = { ...joining, step: joining.step === 'file' ? 'agreed' : 'joined' }
        joinings.set(join, agreed)
        news.tell('circle.joining', agreed)
      }
      return ok({})
    },
    'circle.agree': ({ circle, waiting }) => {
      const found = circles.get(circle)
      if (!found?.waiting.some(({ id }) => id === waiting)) return err('not-allowed')
      changeCircle(circle, { waiting: found.waiting.filter(({ id }) => id !== waiting) })
      return ok({})
    },
    'circle.promote': ({ circle, member }) =>
      changeMember(circle, member, { facilitator: true, may: ['demote', 'remove'] }),
    'circle.demote': ({ circle, member }) =>
      changeMember(circle, member, { facilitator: false, may: ['promote', 'remove'] }),
    'circle.remove': ({ circle, member, now: atOnce }) => {
      const found = circles.get(circle)
      if (!found) return err('not-found')
      if (found.two && !atOnce) return ok({})
      changeCircle(circle, { members: found.members.filter(({ id }) => id !== member) })
      return ok({})
    },
    'circle.leave': ({ circle }) => {
      changeCircle(circle, { standing: 'left' })
      return ok({})
    },
    'circle.close': ({ circle }) => {
      changeCircle(circle, { standing: 'closed', may: [] })
      return ok({})
    },
    'circle.signOut': ({ circle }) => {
      changeCircle(circle, { standing: 'signedOut', may: [] })
      return ok({})
    },
    'circle.putAway': ({ circle, away }) => {
      changeCircle(circle, { away })
      return ok({})
    },
    'circle.syncNow': ({ circle }) => (circles.get(circle)?.sync.paused ? err('paused') : ok({})),
    'circle.pause': ({ circle, paused }) => {
      const found = circles.get(circle)
      if (!found) return err('not-found')
      changeCircle(circle, { sync: { ...found.sync, paused } })
      return ok({})
    },
    'network.read': () =>
      ok({
        ...connection,
        circles: [...circles.values()].map(({ id: circle, name, sync }) => ({
          id: circle,
          name,
          state: sync.paused
            ? ('paused' as const)
            : sync.people > 1
              ? ('meets' as const)
              : ('alone' as const),
          links: sync.links,
        })),
      }),
    'network.use': ({ only }) => {
      setConnection({ interfaces: { ...connection.interfaces, only, harmed: false } })
      return ok({})
    },
    'circle.agreements': () => ok(acts.agreements),
    'circle.propose': ({ circle, lines }) => {
      const proposal = { id: id(32), lines, by: 'Juniper', at: now(), waits: false, mayAdopt: true }
      acts.agreements = { ...acts.agreements, open: [proposal, ...acts.agreements.open] }
      changeCircle(circle, {})
      return ok({})
    },
    'circle.adopt': ({ circle, proposal }) => {
      const taken = acts.agreements.open.find(one => one.id === proposal)
      if (!taken) return err('not-allowed')
      acts.agreements = { ...acts.agreements, now: taken, open: [] }
      changeCircle(circle, {})
      return ok({})
    },
    'circle.here': ({ circle }) => {
      changeCircle(circle, { waiting: [] })
      return ok({})
    },
    'circle.succession': () => ok(acts.succession),
    'circle.succeed': () => ok({}),
    'keeper.read': ({ circle }) => {
      const name = circles.get(circle)?.name
      if (name === undefined) return err('not-found')
      return ok({ circle: name, ...kept })
    },
    'keeper.set': ({ address }) => {
      kept = {
        rests: null,
        address,
        state: address === null ? null : 'up',
        since: address === null ? null : Date.UTC(2026, 10, 22, 12),
      }
      return ok({})
    },
    'circle.log': ({ before }) => {
      const from = before === undefined ? 0 : acts.log.findIndex(line => line.id === before) + 1
      return ok({ lines: acts.log.slice(from, from + 3), more: acts.log.length > from + 3 })
    },
    'circle.goOn': ({ circle: from, name, ownName }) => {
      const found = circles.get(from)
      if (!found) return err('not-found')
      const circle = id(32)
      const you = found.members.filter(({ you }) => you).map(one => ({ ...one, name: ownName }))
      circles.set(circle, { ...found, id: circle, name, members: you, goesOn: { by: [], from: true } })
      return ok({ circle, notes: 2, left: acts.left })
    },
    'circle.export': () =>
      ok({ name: 'Kinfold circle 2026-11-22', notes: 2, left: acts.left, told: acts.told }),
    'circle.rekey': () => ok({}),
    'circle.stopWork': () => ok({}),
    'circle.fileWrite': ({ to }) => ok({ bytes: 9000, updates: 2, people: Math.max(1, to.length) }),
    'circle.fileRead': () => {
      if (came.other) return ok(came.other)
      return came.file ? ok({ is: 'words', came: came.file }) : err('sync-unreadable')
    },
    'circle.stopJoining': ({ join }) => {
      joinings.delete(join)
      return ok({})
    },
    'circle.network': ({ circle }) => ok({ circle: circles.get(circle)?.name ?? '', ...network.now }),
    'circle.setNetwork': ({ circle, ice, ...wanted }) => {
      network.now = { ...wanted, ice: ice.map(({ url, username }) => ({ url, username })), harmed: false }
      changeCircle(circle, {})
      return ok({})
    },
    'circle.way': () => ok({ servers: network.way }),
    'circle.computers': () => (computers ? ok(computers) : err('not-found')),
    'circle.linkCode': ({ circle }) => {
      const code = {
        link: `kinfold:device#${id(32)}`,
        code: 'K7QF-2M9X-TB4H-0WZD-P6RN-8VCE-J1A5',
        addresses: ['192.168.1.20:48132'],
        expires: now() + 3600_000,
      }
      setComputers(circle, { code })
      return ok(code)
    },
    'circle.unlink': ({ circle }) => {
      setComputers(circle, { code: null, asking: [] })
      return ok({})
    },
    'circle.linkAnswer': ({ circle, link, same }) => {
      const asking = (computers?.asking ?? []).map(one => (one.id === link ? { ...one, agreed: same } : one))
      setComputers(circle, same ? { asking } : { code: null, asking: [] })
      return ok({})
    },
    'circle.takeUp': ({ code }) => {
      if (!/^(kinfold:device|[0-9A-Z -]{20,})/i.test(code)) return err('invitation-unreadable')
      const joining: Joining = { id: id(16), step: 'looking', words: [], own: true }
      joinings.set(joining.id, joining)
      return ok(joining)
    },
    'circle.shutOut': () => ok({}),
    'circle.pairWords': () =>
      ok({
        halves: [
          { name: 'Juniper', you: true, words: ['bark', 'lake', 'owl', 'pine', 'tide'] },
          { name: 'Moss', you: false, words: ['amber', 'brook', 'cliff', 'dune', 'elm'] },
        ],
        state: 'no',
      }),
    'circle.compared': ({ circle, member, same }) =>
      changeMember(circle, member, { compared: same ? 'yes' : 'no' }),
    'circle.words': () => ok(['fern', 'gale', 'hill', 'iron', 'jade', 'kelp']),
    'note.create': ({ circle }) => {
      const found = circles.get(circle)
      if (!found) return err('not-found')
      const note = id(32)
      notes.set(note, { circle, doc: new Y.Doc(), cid: 4_000_000_000_000 + serial, readonly: false })
      changeCircle(circle, {
        notes: [{ id: note, title: '', modified: now(), readOnly: false }, ...found.notes],
      })
      return ok({ note })
    },
    'note.open': ({ circle, note }) => {
      const found = notes.get(note)
      if (!found) return err('not-found')
      return ok({
        id: note,
        circle,
        title: titleOf(found.doc),
        state: Y.encodeStateAsUpdateV2(found.doc),
        cid: found.cid,
        readOnly: found.readonly,
      })
    },
    'note.change': ({ note, cid, update }) => {
      const found = notes.get(note)
      if (!found) return err('not-found')
      if (update.byteLength > most.change) return err('too-large')
      if (cid !== found.cid) return err('out-of-step')
      // The gate: every struct under this client id alone, none missing before it.
      const { structs } = Y.decodeUpdateV2(update)
      if (structs.some(struct => struct.id.client !== cid)) return err('out-of-step')
      const at = Y.getState(found.doc.store, cid)
      const first = structs[0]
      if (first && first.id.clock > at) return err('out-of-step')
      keepNote(note, found)
      Y.applyUpdateV2(found.doc, update)
      const circle = circles.get(found.circle)
      if (circle)
        changeCircle(found.circle, {
          notes: circle.notes.map(line =>
            line.id === note ? { ...line, title: titleOf(found.doc), modified: now() } : line,
          ),
        })
      return ok({})
    },
    'note.vector': ({ note }) => {
      const found = notes.get(note)
      return found ? ok({ vector: Y.encodeStateVector(found.doc) }) : err('not-found')
    },
    'note.versions': ({ note, before = Number.MAX_SAFE_INTEGER }) => {
      if (!notes.has(note)) return err('not-found')
      const found = noteVersions.filter(one => one.note === note && one.version < before).toReversed()
      return ok({ lines: found.slice(0, 10), more: found.length > 10 })
    },
    'note.version': ({ note, version }) => {
      const found = noteVersions.find(one => one.note === note && one.version === version)
      return found ? ok(found) : err('not-found')
    },
    'note.aside': ({ note }) => ok(aside.get(note) ?? []),
    'note.waveOff': ({ note, passage }) => {
      aside.set(
        note,
        (aside.get(note) ?? []).filter(({ id }) => id !== passage),
      )
      return ok({})
    },
    'note.readers': ({ note }) =>
      readersOf.has(note)
        ? ok(readersOf.get(note)!)
        : ok({ opened: null, partial: false, closedTo: [], mayErase: false }),
    'note.openUp': () => ok({}),
    'note.eraseMine': () => ok({}),
    'note.together': ({ note }) => (notes.has(note) ? ok({}) : err('not-found')),
    'note.close': () => ok({}),
  }

  const ALWAYS = new Set([
    ...['vault.state', 'vault.create', 'vault.unlock'],
    ...['backup.stop', 'backup.found', 'backup.newest', 'backup.restore', 'backup.salvage'],
  ])
  const guarded = Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (args: never) => {
        calls.push({ name, args })
        const refused = refuse[name]
        if (refused?.when(args)) return err(refused.fault)
        if (!open && !ALWAYS.has(name)) return err('locked')
        const answer = (handle as (args: never) => unknown)(args)
        if (delay.until) await delay.until
        if (delay.ms > 0) await new Promise(done => setTimeout(done, delay.ms))
        return answer
      },
    ]),
  ) as unknown as Handlers<VaultContract>

  const news = serve(
    vaultContract,
    guarded,
    {
      post: message => {
        if (alive) for (const hear of vaultHears) hear(copy(message))
      },
      listen: receive => {
        toVault = receive
      },
      close: () => {},
    },
    (name, error) => {
      throw new Error(`the fake vault has a bug in ${name}`, { cause: error })
    },
  )
  let locked = 0
  let harmed = false
  let flushed = 0
  let unsaid = 0
  let hidden = 0
  let writesDown = false
  const closed: string[] = []
  const shellNews = serve(
    shellContract,
    {
      'shell.lock': asked => {
        locked++
        open = false
        harmed ||= asked.harmed === true
        return ok({})
      },
      'shell.harmed': () => ok({ harmed }),
      'shell.flushed': ({ unsent }) => {
        flushed++
        if (unsent) unsaid++
        return ok({})
      },
      'shell.hide': () => {
        hidden++
        return ok({})
      },
      'shell.holds': () => ok({}),
      'shell.writesDown': ({ on }) => {
        writesDown = on
        return ok({})
      },
      'shell.close': ({ how }) => {
        closed.push(how)
        return ok({})
      },
      'shell.look': () => ok({}),
      'shell.shortcuts': () => ok({}),
      'shell.about': () => ok({ version: '0.1.0', electron: '25.1.1', chromium: '114', testRuntime: true }),
      'shell.marked': ({ on }) => {
        marked.push(on)
        return ok({})
      },
      'shell.copy': ({ text }) => {
        copied.push(text)
        return ok({})
      },
      'shell.openExternal': () => ok({}),
      'shell.chooseFile': () => ok({ file: attachments.state.dialog }),
      'shell.choosePlace': () => ok({ place: attachments.state.dialog }),
      'shell.chooseFolder': () => ok({ folder: backups.state.dialog }),
    },
    {
      post: message => {
        for (const hear of shellHears) hear(message)
      },
      listen: receive => {
        toShell = receive
      },
      close: () => {},
    },
    () => {},
  )

  return {
    mark: MARK,
    /** What the preload would put on the window. */
    kinfold: {
      vault: {
        post: (message: unknown) => {
          if (alive) toVault(copy(message))
        },
        listen: (hear: Hear) => {
          vaultHears.push(hear)
        },
      },
      shell: {
        post: (message: unknown) => toShell(message),
        listen: (hear: Hear) => {
          shellHears.push(hear)
        },
      },
      platform: 'linux',
      look: '{}',
    },
    entries,
    attachments: attachments.state,
    backups: backups.state,
    keys: keys.state,
    circles,
    acts,
    notes,
    aside,
    joinings,
    calls,
    copied,
    /** What was said of words that were marked. */
    marked,
    delay,
    locked: () => locked,
    /** The window before this one closed the notebook since a part of it cannot be read. */
    wasHarmed() {
      harmed = true
    },
    harmed: () => harmed,
    /** The window was asked to close, and what was answered. */
    closing: () => shellNews.tell('closing', {}),
    closedHow: closed,
    desk,
    most,
    shortcuts,
    flushed: () => flushed,
    /** How often the face said that this window alone has some words. */
    unsent: () => unsaid,
    hidden: () => hidden,
    /** The shell takes it that somebody is there, who copies words by hand. */
    writesDown: () => writesDown,
    veil: (drawn: boolean) => shellNews.tell('veil', { drawn }),
    /** A vault that is there and open. */
    opened() {
      made = true
      open = true
      keys.state.passphrase = 'lamplight and rain'
    },
    closed() {
      made = true
      open = false
      keys.state.passphrase = 'lamplight and rain'
    },
    /** `when`: of some of these calls alone. */
    refuse(
      name: keyof VaultContract['calls'],
      fault: Fault | null,
      when: (args: object) => boolean = () => true,
    ) {
      const { [name]: _before, ...others } = refuse
      refuse = fault ? { ...others, [name]: { fault, when } } : others
    },
    die() {
      alive = false
      open = false
      shellNews.tell('vault', { there: false })
    },
    comeBack() {
      alive = true
      shellNews.tell('vault', { there: true })
    },
    keeperState: (state: Keeper['state']) => {
      kept = { ...kept, state }
    },
    flush: () => shellNews.tell('flush', {}),
    invitation: (link: string) => shellNews.tell('invitation', { link }),
    /** A sync file is opened from outside. */
    file: (file: string) => shellNews.tell('file', { file }),
    /** What the next sync file brings; null: it is none. */
    came,
    tell: news.tell,
    care,
    /** The date jumped. */
    asksFor(today: Day) {
      asks = today
      news.tell('care.asks', { today })
    },
    changeCircle,
    readersOf,
    setConnection,
    setComputers,
    network,
    knock(circle: CircleId, request: JoinRequest) {
      const found = circles.get(circle)
      if (found) changeCircle(circle, { requests: [...found.requests, request] })
    },
    /** Somebody else writes: the change reaches the vault, and is told to the face. */
    arrive(note: DocId, write: (doc: Y.Doc) => void) {
      const found = notes.get(note)
      if (!found) throw new Error('no such note')
      keepNote(note, found)
      const theirs = new Y.Doc()
      Y.applyUpdateV2(theirs, Y.encodeStateAsUpdateV2(found.doc))
      const before = Y.encodeStateVector(theirs)
      write(theirs)
      const update = Y.encodeStateAsUpdateV2(theirs, before)
      Y.applyUpdateV2(found.doc, update)
      news.tell('note.arrived', { note, update })
    },
    /** How far a file of a note is. */
    fileIs(circle: CircleId, blob: string, state: SharedFileState, bytes: Uint8Array | null = null) {
      attachments.state.shared.set(blob, { state, bytes })
      news.tell('note.file', { circle, blob, ...state })
    },
    joinStep(join: string, change: Partial<Joining>) {
      const found = joinings.get(join)
      if (!found) return
      const next = { ...found, ...change }
      joinings.set(join, next)
      news.tell('circle.joining', next)
    },
  }
}
export type FakeVault = ReturnType<typeof makeFakeVault>
