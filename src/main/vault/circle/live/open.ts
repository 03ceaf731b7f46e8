/** The circles of an open vault: answers the face's circle.* and note.* calls. */
import { networkInterfaces } from 'node:os'
import type { Database } from 'better-sqlite3'
import { isNear, readAddress } from '../../../../shared/address.ts'
import { equal } from '../../../../shared/bytes.ts'
import type { Circle, Invitation } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { KeeperOut } from '../../../../shared/contract/connection.ts'
import type { NetworkWish, ToVault } from '../../../../shared/contract/shell.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers, Port } from '../../../../shared/contract/wire.ts'
import { readKeeper } from '../../../../shared/keeper-address.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { Chosen } from '../../backup/chosen.ts'
import type { CircleId, DeviceId, DocId, EntryId, MemberId } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { circleWords } from '../compared.ts'
import { takeFile } from '../file/take.ts'
import { writeCode } from '../invite/code.ts'
import { type Invited, readInvitation, writeLink } from '../invite/link.ts'
import { hex, unhex } from '../names/hex.ts'
import { type Imported, openCircles } from '../store.ts'
import { readPlace } from '../together/place.ts'
import { actHandlers } from './acts.ts'
import { INVITE_LIFE } from './answered.ts'
import { Askings } from './askings.ts'
import { computersView, pairWords } from './computers.ts'
import { fileCalls } from './files.ts'
import { Hubs } from './hubs.ts'
import { interfaces } from './interfaces.ts'
import { Joinings } from './joinings.ts'
import { kept } from './kept.ts'
import { Letters, wordsOf } from './letters.ts'
import { longWork } from './long.ts'
import { noteFiles } from './note-files.ts'
import { circleOut, Outlook } from './outlook.ts'
import { Pasts } from './pasts.ts'
import { reach, type Tell } from './reach.ts'
import { circleView, lineOf, mayWrite, questionsTo } from './view.ts'
import { type WhyNot, whyNoInvitation, whyNot } from './why.ts'

export type LiveDeps = {
  /** The vault's own folder. */
  readonly dir: string
  /** Files that the person chose, for sync files. */
  readonly places: Pick<Chosen, 'path'>
  readonly db: Database
  readonly clock: Clock
  readonly tell: Tell
  readonly network: (wish: NetworkWish) => void
  /** Others are to be dialled at once. */
  readonly again: () => void
  readonly alive: (hubs: string[]) => void
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
  /** A file that came in is in a note now (note-files.ts). */
  readonly given: (blob: string) => void
  /** Names of this computer's interfaces, as a test has them. */
  readonly interfaces?: () => readonly string[]
  /** Tests alone: how soon a keeper is brought something, in ms. */
  readonly keeping?: { readonly soon: number; readonly grace: number }
}

export type Live = {
  readonly handlers: Pick<
    Handlers<VaultContract>,
    Extract<
      keyof VaultContract['calls'],
      `circle.${string}` | `note.${string}` | `network.${string}` | `keeper.${string}`
    >
  >
  onCourier(port: Port): void
  onKeeper(port: Port): void
  onShell(message: ToVault): void
  close(): void
}

export function openLive(deps: LiveDeps): Live {
  const { db, clock, tell } = deps
  // What is made anew while the vault opens is seen by nobody yet.
  let rebuilt = (_circle: CircleId, _docs: readonly DocId[]): void => {}
  const store = openCircles(db, clock, (circle, docs) => rebuilt(circle, docs))
  const hubs = new Hubs(db, clock)
  const joinings = new Joinings(
    db,
    clock,
    joining => tell('circle.joining', joining),
    attempt => wordsOf(store, attempt),
  )
  const keeps = kept(db, clock)
  const outlook = new Outlook(clock)
  const chosen = interfaces(db, deps.interfaces ?? interfacesNow)
  const pasts = new Pasts(store)
  const notes = new Map<string, { circle: CircleId; cid: number }>()
  let open = true
  const known = (circle: string): CircleId | undefined => {
    const id = unhex(circle) as CircleId
    return store.has(id) ? id : undefined
  }
  const long = longWork(
    () => open,
    part => tell('circle.working', { part }),
  )
  const attached = noteFiles({ ...deps, store, known, open: () => open, long })
  /** Whoever left, or was let out, is told so, and tells it: a pause ends with one's place in the circle. */
  const isPaused = (circle: CircleId): boolean => {
    const { active, held } = store.me(circle)
    return (active || held) && keeps.isPaused(circle)
  }
  const around = reach({
    db,
    store,
    clock,
    hubs,
    joinings,
    tell,
    wish: deps.network,
    again: deps.again,
    alive: deps.alive,
    isPaused,
    only: chosen.only,
    entered: keeps.goOn,
    ...(deps.keeping && { keeping: deps.keeping }),
    files: attached.fetching,
    arrived: ({ accepted }) => {
      for (const { docId, update } of accepted)
        if (notes.has(hex(docId))) tell('note.arrived', { note: hex(docId), update })
    },
  })

  rebuilt = (circle, docs) => {
    pasts.forget()
    // Perhaps of words that somebody wants gone.
    deps.erased()
    for (const doc of docs) if (notes.has(hex(doc))) tell('note.rebuilt', { note: hex(doc) })
    around.changed(circle)
    attached.sweep()
  }

  const taking = {
    store,
    open: () => open,
    received: around.received,
    imported: (circle: CircleId, { added, received }: Imported) => {
      around.received(circle, received)
      if (added.length > 0) around.grown(circle)
    },
  }
  const askings = new Askings({ db, clock, store, changed: around.changed, said: around.spread })
  const letters = new Letters({
    clock,
    store,
    joinings,
    open: () => open,
    take: source => takeFile({ ...taking, source }),
    knocked: join => {
      const knock = around.knock(join)
      if (!knock || joinings.list().find(({ id }) => id === join)?.step !== 'compare') return false
      knock.match()
      return true
    },
    entered: (circle, { addresses }) => {
      keeps.goOn(circle)
      hubs.remember(circle, addresses)
      tell('circle.listChanged', {})
      around.network()
    },
  })
  const filed = (circle: CircleId, how: 'wrote' | 'took'): void => {
    keeps.file(how, circle)
    around.changed(circle)
  }
  const files = fileCalls({ ...deps, ...taking, letters, askings, long, filed })

  /** One entry of this person's, told to everybody in reach. */
  const said = (
    circle: string,
    say: (id: CircleId) => Result<Uint8Array, 'not-allowed'>,
    host = false,
  ): Result<Record<never, never>, WhyNot | 'not-found'> => {
    const id = known(circle)
    if (!id) return err('not-found')
    if (store.away(id)) return err('not-allowed')
    const entry = say(id)
    if (!entry.ok) return err(whyNot(store, id, host))
    around.spread(id, entry.value)
    return ok({})
  }
  const noteIn = (circle: string, note: string): { circle: CircleId; note: DocId } | undefined => {
    const id = known(circle)
    const doc = unhex(note) as DocId
    return id && store.kindOf(id, doc) === 'note' ? { circle: id, note: doc } : undefined
  }
  const keeperOut = (circle: CircleId): KeeperOut[] => {
    const { address, state, error } = around.keepers.read(circle)
    const rests = around.keeperRests(circle)
    return address === null ? [] : [{ circle: hex(circle), name: store.name(circle), rests, state, error }]
  }
  const view = (circle: CircleId): Circle =>
    circleView(store, circle, {
      requests: [...around.requests(circle), ...askings.requests(circle)],
      newcomers: askings.newcomers(circle),
      links: around.linked(circle),
      ways: around.ways(circle),
      files: keeps.files(circle),
      paused: isPaused(circle),
      off: store.network.of(circle).mode === 'off',
      keeper: around.keepers.read(circle),
    })

  const acts = actHandlers({
    ...deps,
    store,
    long,
    known,
    said,
    spread: around.spread,
    changed: circle => {
      around.changed(circle)
      around.network()
    },
    listChanged: () => tell('circle.listChanged', {}),
    endCode: circle => around.offers.end(circle, 'withdrawn'),
  })

  return {
    handlers: {
      ...files,
      ...attached.handlers,
      ...acts,
      'circle.list': () => ok(store.list().map(circle => lineOf(store, circle))),
      'circle.found': ({ name, ownName, history }) => {
        const circle = store.found({ name, ownName, ...(history && { history }) })
        around.network()
        tell('circle.listChanged', {})
        return ok({ circle: hex(circle) })
      },
      'circle.read': ({ circle }) => {
        const id = known(circle)
        return id ? ok(view(id)) : err('not-found')
      },
      'circle.erase': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        for (const [note, open] of notes) if (hex(open.circle) === circle) notes.delete(note)
        attached.fetching.forget(id)
        around.together.endIn(id)
        store.erase(id)
        keeps.forget(id)
        deps.erased()
        attached.sweep()
        around.part(id)
        tell('circle.listChanged', {})
        return ok({})
      },
      'circle.invite': async ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        if (store.away(id)) return err('not-allowed')
        const addresses = await around.addresses(id)
        if (!store.has(id)) return err('not-found')
        const signalling = around.signalling(id)
        const seed = random(16)
        const expires = clock.now() + INVITE_LIFE
        const made = store.invite(id, { seed, expiry: expires })
        if (!made.ok) return err(whyNoInvitation(store, id))
        around.spread(id, made.value.entry)
        const invitation: Invitation = {
          id: hex(made.value.invite),
          link: writeLink({
            seed,
            circleId: id,
            expires,
            addresses,
            signalling,
            inviteId: made.value.invite,
          }),
          code: writeCode(seed),
          addresses,
          expires,
        }
        return ok(invitation)
      },
      'circle.uninvite': ({ circle, invite }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const closed = store.uninvite(id, unhex(invite) as EntryId)
        if (!closed.ok) return closed
        around.spread(id, closed.value)
        return ok({})
      },
      'circle.questions': () =>
        ok(
          store
            .list()
            .filter(circle => !store.away(circle))
            .flatMap(circle => questionsTo(store, circle)),
        ),
      'circle.doors': () => ok([...around.waiting(), ...askings.waiting()]),
      'circle.answer': ({ circle, join, admit }) => {
        const id = known(circle)
        const answered = id && askings.answer(id, join, admit)
        if (id && answered) {
          around.changed(id)
          return answered
        }
        const door = around.door(circle, join)
        if (!door) return err('not-found')
        const answer = door.answer(admit)
        around.changed(door.circle)
        return answer === 'admitted' || answer === 'declined' ? ok({}) : err(answer)
      },
      'circle.join': ({ invitation, address, ownName }) => {
        const invited = readInvitation(invitation, address)
        if (!invited.ok) return invited
        if (isFar(invited.value, address)) return err('address-far')
        const { circleId, expires } = invited.value
        if (circleId && store.isIn(circleId as CircleId)) return err('already-a-member')
        if (expires !== undefined && expires < clock.now()) return err('invitation-expired')
        const attempt = joinings.begin(invited.value, ownName, store)
        around.network()
        const joining = joinings.list().find(({ id }) => id === hex(attempt.id))
        return joining ? ok(joining) : err('not-found')
      },
      'circle.joining': () => ok(joinings.list()),
      'circle.agree': ({ circle, waiting }) =>
        said(circle, id => store.consent(id, unhex(waiting) as EntryId)),
      'circle.promote': ({ circle, member }) =>
        said(circle, id => store.promote(id, unhex(member) as MemberId), true),
      'circle.demote': ({ circle, member }) =>
        said(circle, id => store.demote(id, unhex(member) as MemberId), true),
      'circle.remove': ({ circle, member, now }) =>
        said(circle, id => store.remove(id, unhex(member) as MemberId, now), true),
      'circle.leave': ({ circle }) => said(circle, store.leave),
      'circle.close': ({ circle }) => said(circle, store.end, true),
      'circle.rekey': ({ circle }) => said(circle, store.rekey, true),
      'circle.syncNow': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        if (isPaused(id)) return err('paused')
        around.again(id)
        return ok({})
      },
      'circle.pause': ({ circle, paused }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        if (paused) keeps.pause(id)
        else keeps.goOn(id)
        around.paused(id)
        return ok({})
      },
      'network.read': () =>
        ok({
          circles: store.list().map(circle => circleOut(store, circle, isPaused(circle), around.linked)),
          keepers: store.list().flatMap(circle => keeperOut(circle)),
          joining: joinings.attempts().some(({ byFile }) => !byFile),
          interfaces: chosen.shown(),
          ...outlook.read(),
        }),
      'network.use': ({ only }) => {
        chosen.choose(only)
        around.network()
        around.networkChanged()
        return ok({})
      },
      'circle.stopJoining': ({ join }) => {
        if (!joinings.stop(join)) return err('not-found')
        around.network()
        return ok({})
      },

      'circle.network': ({ circle }) => {
        const id = known(circle)
        return id ? ok({ circle: store.name(id), ...store.network.shown(id) }) : err('not-found')
      },
      'circle.setNetwork': ({ circle, ...wanted }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const set = store.network.set(id, wanted)
        if (set.ok) {
          deps.erased()
          around.rerouted(id)
        }
        return set
      },
      'circle.way': ({ invitation, own }) => {
        const read = readInvitation(invitation, undefined, own ? 'device' : 'join')
        return read.ok ? ok({ servers: [...(read.value.signalling ?? [])] }) : read
      },

      'circle.computers': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const { offers } = around
        return ok({ ...computersView(store, id), code: offers.code(id), asking: offers.asking(id) })
      },
      'circle.linkCode': async ({ circle }) => {
        const id = known(circle)
        return id ? around.offers.begin(id) : err('not-found')
      },
      'circle.unlink': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        around.offers.end(id, 'withdrawn')
        return ok({})
      },
      'circle.linkAnswer': ({ circle, link, same }) => {
        const id = known(circle)
        return id && around.offers.answer(id, link, same) ? ok({}) : err('not-found')
      },
      'circle.takeUp': ({ code, address }) => {
        const read = readInvitation(code, address, 'device')
        if (!read.ok) return read
        if (isFar(read.value, address)) return err('address-far')
        const { circleId, expires } = read.value
        if (circleId && store.isIn(circleId as CircleId)) return err('already-a-member')
        if (expires !== undefined && expires < clock.now()) return err('invitation-expired')
        const attempt = joinings.begin(read.value, '', store, { own: true })
        around.network()
        const joining = joinings.list().find(({ id }) => id === hex(attempt.id))
        return joining ? ok(joining) : err('not-found')
      },
      'circle.shutOut': ({ circle, device }) =>
        said(circle, id =>
          equal(unhex(device), store.me(id).device)
            ? err('not-allowed')
            : store.revoke(id, unhex(device) as DeviceId),
        ),
      'circle.pairWords': ({ circle, member }) => {
        const id = known(circle)
        const words = id && pairWords(store, id, unhex(member) as MemberId)
        return words ? ok(words) : err('not-found')
      },
      'circle.compared': ({ circle, member, words, same }) => {
        const id = known(circle)
        const now = id && pairWords(store, id, unhex(member) as MemberId)
        if (!id || !now) return err('not-found')
        if (now.halves.flatMap(half => half.words).join() !== words.join()) return err('out-of-step')
        store.markCompared(id, unhex(member) as MemberId, same)
        around.changed(id)
        return ok({})
      },
      'circle.words': ({ circle }) => {
        const id = known(circle)
        return id ? ok(circleWords(id)) : err('not-found')
      },

      'keeper.read': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const { address, state, since } = around.keepers.read(id)
        const rests = around.keeperRests(id)
        return ok({ circle: store.name(id), address, state, since, rests })
      },
      'keeper.set': ({ circle, address }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const read = address === null ? ok(null) : readKeeper(address)
        if (!read.ok) return read
        around.keepers.set(id, read.value)
        around.changed(id)
        around.network()
        return ok({})
      },

      'note.create': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        if (store.away(id)) return err('read-only')
        const made = store.create(id, 'note', doc => void doc.getMap('head').set('title', ''))
        if (!made.ok) return made
        around.sendOwn(id)
        return ok({ note: hex(made.value.docId) })
      },
      'note.open': ({ circle, note }) => {
        const id = known(circle)
        const opened = id && store.open(id, unhex(note) as DocId)
        if (!id || !opened || opened.kind !== 'note') return err('not-found')
        const cid = notes.has(note) ? (store.moveOn(id, unhex(note) as DocId) ?? opened.cid) : opened.cid
        notes.set(note, { circle: id, cid })
        const title = store.noteTitle(id, unhex(note) as DocId)
        return ok({ id: note, circle, title, state: opened.state, cid, readOnly: opened.readOnly })
      },
      'note.change': ({ note, cid, update }) => {
        const open = notes.get(note)
        if (!open) return err('not-found')
        if (store.away(open.circle)) return err('read-only')
        if (open.cid !== cid) return err('out-of-step')
        const authored = store.author(open.circle, unhex(note) as DocId, 'note', update)
        if (!authored.ok) return authored
        attached.changed()
        around.sendOwn(open.circle)
        around.announce(open.circle)
        return ok({})
      },
      'note.vector': ({ note }) => {
        const open = notes.get(note)
        const vector = open && store.vector(open.circle, unhex(note) as DocId)
        return vector ? ok({ vector }) : err('not-found')
      },
      'note.versions': async ({ circle, note, before }) => {
        const there = noteIn(circle, note)
        return there ? ok(await pasts.versions(there, before)) : err('not-found')
      },
      'note.version': async ({ circle, note, version }) => {
        const there = noteIn(circle, note)
        const stood = there && (await pasts.version(there, version))
        return stood ? ok({ version, modified: stood.at, state: stood.state }) : err('not-found')
      },
      'note.aside': async ({ circle, note }) => {
        const there = noteIn(circle, note)
        if (!there) return err('not-found')
        const passages = await pasts.aside(there)
        return ok(
          passages.map(({ id, by, text, at, ranges }) => ({
            id,
            by: [...by],
            text,
            at,
            ranges: ranges.map(([client, clock, length]): [number, number, number] => [
              client,
              clock,
              length,
            ]),
          })),
        )
      },
      'note.waveOff': ({ circle, note, passage }) => {
        const there = noteIn(circle, note)
        if (!there) return err('not-found')
        pasts.waveOff(there, passage)
        return ok({})
      },
      'note.readers': ({ circle, note }) => {
        const there = noteIn(circle, note)
        if (!there) return err('not-found')
        const { members } = store.state(there.circle)
        return ok({
          opened: store.opening(there.circle, there.note) ?? null,
          partial: store.isPartial(there.circle, there.note),
          closedTo: store
            .closedTo(there.circle, there.note)
            .map(member => members.get(hex(member))?.name ?? ''),
          mayErase: store.mayErase(there.circle, there.note),
        })
      },
      'note.openUp': ({ circle, note }) => {
        const there = noteIn(circle, note)
        if (!there) return err('not-found')
        const made = store.openToNewcomers(there.circle, there.note)
        if (!made.ok) return made
        around.sendOwn(there.circle)
        around.announce(there.circle)
        return ok({})
      },
      'note.eraseMine': ({ circle, note }) => {
        const there = noteIn(circle, note)
        if (!there) return err('not-found')
        const entry = store.eraseWords(there.circle, there.note)
        if (!entry.ok) return entry
        deps.erased()
        pasts.forget()
        around.spread(there.circle, entry.value)
        return ok({})
      },
      'note.together': ({ note, on, at }) => {
        const open = notes.get(note)
        if (!open) return err('not-found')
        const doc = unhex(note) as DocId
        if (on && at && !readPlace(at)) return err('bad-request')
        if (on && mayWrite(store, open.circle)) around.together.set(open.circle, doc, at)
        else around.together.end(doc)
        return on && !mayWrite(store, open.circle) ? err('read-only') : ok({})
      },
      'note.close': ({ note }) => {
        around.together.end(unhex(note) as DocId)
        pasts.forgetKept()
        notes.delete(note)
        return ok({})
      },
    },
    onCourier: around.onCourier,
    onKeeper: port => around.keepers.onPort(port),
    onShell: message => {
      around.onShell(message)
      if (outlook.hear(message)) around.networkChanged()
    },
    close() {
      open = false
      around.close()
      attached.close()
      store.close()
    },
  }
}

/** Those that lead out of this computer. */
const interfacesNow = (): string[] =>
  Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    list?.some(({ internal }) => !internal) ? name : [],
  )

/** Typed beside a code that names no server: on somebody else's network nothing is looked for. */
function isFar({ signalling }: Invited, typed: string | undefined): boolean {
  const address = typed?.trim() ? readAddress(typed) : undefined
  return signalling === undefined && address?.ok === true && !isNear(address.value.host)
}
