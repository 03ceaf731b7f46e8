/** What is asked about a circle as a whole: agreements, hosts who are gone, its log, a circle after it, a readable copy. */
import { equal } from '../../../../shared/bytes.ts'
import type { Agreements, Succession } from '../../../../shared/circle/log.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { actCalls } from '../../../../shared/contract/acts.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers } from '../../../../shared/contract/wire.ts'
import { speakIn } from '../../../../shared/locales/languages.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { Chosen } from '../../backup/chosen.ts'
import type { CircleId, EntryId, MemberId } from '../../crypto/keys.ts'
import type { Going } from '../again.ts'
import { succession } from '../decide.ts'
import { makeFolder } from '../export/folder.ts'
import { copyOf, folderName } from '../export/pages.ts'
import { hex, unhex } from '../names/hex.ts'
import { breath } from '../past/breath.ts'
import type { CircleStore } from '../store.ts'
import { HERE, logLines } from './log-lines.ts'
import { each, type LongWork } from './long.ts'
import type { WhyNot } from './why.ts'

/** Lines of the log on one page. */
const LINES = 100

export type ActDeps = {
  /** The vault's own folder. */
  readonly dir: string
  readonly places: Pick<Chosen, 'path'>
  readonly clock: Clock
  readonly store: CircleStore
  readonly long: LongWork
  readonly known: (circle: string) => CircleId | undefined
  readonly said: (
    circle: string,
    say: (id: CircleId) => Result<Uint8Array, 'not-allowed'>,
    host?: boolean,
  ) => Result<Record<never, never>, WhyNot | 'not-found'>
  readonly spread: (circle: CircleId, entry: Uint8Array) => void
  readonly changed: (circle: CircleId) => void
  readonly listChanged: () => void
  /** A code for another computer lives no longer. */
  readonly endCode: (circle: CircleId) => void
}

export function actHandlers(deps: ActDeps): Pick<Handlers<VaultContract>, keyof typeof actCalls> {
  const { store, known, said } = deps
  return {
    'circle.signOut': ({ circle }) => {
      const gone = said(circle, store.signOut)
      const id = known(circle)
      if (gone.ok && id) deps.endCode(id)
      return gone
    },
    'circle.putAway': ({ circle, away }) => {
      const id = known(circle)
      if (!id) return err('not-found')
      store.putAway(id, away)
      deps.changed(id)
      deps.listChanged()
      return ok({})
    },
    'circle.agreements': ({ circle }) => {
      const id = known(circle)
      return id ? ok(agreementsOf(store, id)) : err('not-found')
    },
    'circle.propose': ({ circle, lines, after }) =>
      said(circle, id => store.propose(id, lines, after === null ? null : (unhex(after) as EntryId), null)),
    'circle.adopt': ({ circle, proposal }) =>
      said(circle, id => store.adoptAgreement(id, unhex(proposal) as EntryId), true),
    'circle.here': ({ circle }) =>
      said(circle, id => store.act(id, { action: HERE, doc: null, member: null, words: '' }), true),
    'circle.succession': ({ circle }) => {
      const id = known(circle)
      return id ? ok(successionIn(store, id)) : err('not-found')
    },
    'circle.succeed': ({ circle, member }) =>
      said(circle, id =>
        store.may(id).includes('succeed') ? store.succeed(id, unhex(member) as MemberId) : err('not-allowed'),
      ),
    'circle.log': ({ circle, before }) => {
      const id = known(circle)
      if (!id) return err('not-found')
      const all = logLines(store.log(id), store.me(id).member).reverse()
      const from = before === undefined ? 0 : all.findIndex(line => line.id === before) + 1
      if (before !== undefined && from === 0) return ok({ lines: [], more: false })
      return ok({ lines: all.slice(from, from + LINES), more: all.length > from + LINES })
    },
    'circle.goOn': ({ circle, name, ownName, tell }) =>
      deps.long.inTurn(async (goes, reached) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const notes: Going[] = []
        const of = store.documents(id, 'note').length
        for (const note of store.going(id)) {
          reached(notes.push(note) / of)
          await breath()
          if (!goes()) return err('locked')
          if (!store.has(id)) return err('not-found')
        }
        // From here on whole or not at all.
        const { said: entry, circle: made, ...copied } = store.goOn(id, { name, ownName, tell }, notes)
        if (entry) deps.spread(id, entry)
        deps.changed(made)
        deps.listChanged()
        return ok({ circle: hex(made), ...copied })
      }),
    'circle.export': ({ circle, to, language }) =>
      deps.long.inTurn(async (goes, reached) => {
        const path = await deps.places.path(to)
        if (!goes()) return err('locked')
        if (path === undefined) return err('export-gone')
        const id = known(circle)
        if (!id) return err('not-found')
        speakIn(language)
        const now = deps.clock.now()
        const copy = copyOf(store, id, now)
        const made = await makeFolder({
          into: path,
          name: folderName(now),
          pages: each(copy.pages, done => reached(done / copy.of)),
          dir: deps.dir,
          open: () => goes() && store.has(id),
        })
        if (!made.ok) return made
        const told = store.exported(id)
        if (told.ok) deps.spread(id, told.value)
        return ok({ name: made.value, notes: copy.notes(), left: copy.left(), told: told.ok })
      }),
  }
}

function agreementsOf(store: CircleStore, circle: CircleId): Agreements {
  const state = store.state(circle)
  const may = store.may(circle)
  const nameOf = (member: MemberId): string => state.members.get(hex(member))?.name ?? ''
  const all = [...state.agreements.values()]
  const current = state.agreement ? state.agreements.get(hex(state.agreement)) : undefined
  const waiting = [...state.pending.values()].filter(({ type }) => type === 'AGREEMENT_ADOPT')
  const waits = new Set(
    store
      .log(circle)
      .order.flatMap(({ id, payload, type }) =>
        type === 'AGREEMENT_ADOPT' && waiting.some(asked => equal(asked.id, id))
          ? [hex((payload as { proposal: Uint8Array }).proposal)]
          : [],
      ),
  )
  // Those from before the one that holds now were passed over.
  const since = current ? all.slice(all.indexOf(current) + 1) : all
  return {
    circle: store.name(circle),
    now: current?.adopted
      ? {
          id: hex(current.id),
          lines: [...current.lines],
          by: nameOf(current.by),
          at: store.said(circle, current.adopted),
        }
      : null,
    open: since
      .map(({ id, lines, by }) => ({
        id: hex(id),
        lines: [...lines],
        by: nameOf(by),
        at: store.said(circle, id),
        waits: waits.has(hex(id)),
        mayAdopt: may.includes('adopt') && !waits.has(hex(id)),
      }))
      .reverse(),
    mayPropose: may.includes('propose'),
  }
}

function successionIn(store: CircleStore, circle: CircleId): Succession {
  const state = store.state(circle)
  const me = store.me(circle)
  const active = [...state.members.values()].filter(({ status }) => status === 'active')
  const heirs = active.filter(({ rank }) => rank === null)
  return {
    circle: store.name(circle),
    hosts: active
      .filter(({ rank }) => rank !== null)
      .map(member => ({ name: member.name, heard: store.heard(circle, member) })),
    heirs: heirs.map(({ id, name }) => ({ id: hex(id), name, you: equal(id, me.member) })),
    ...succession(state),
    may: store.may(circle).includes('succeed'),
  }
}
