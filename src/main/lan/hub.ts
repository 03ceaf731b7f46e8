/**
 * Who wants to hear of which topic, and who is told: the hub without its sockets.
 *
 * What a local client publishes goes to the other local clients and, one hop, to the hubs that asked for that topic and the
 * servers that may hear of it. What comes from a hub or a server goes to local clients alone. Topics are never logged.
 */
import { createHash } from 'node:crypto'
import { absurd } from '../../shared/result.ts'
import {
  type FromClient,
  type FromHub,
  type FromServer,
  LIMITS,
  type ToClient,
  type ToServer,
} from './message.ts'
import { randomTag } from './tag.ts'

/** A place at the hub. `hear` answers false when the one who spoke asked for too much and must go. */
export type Seat<Message> = { readonly hear: (message: Message) => boolean; readonly leave: () => void }

export type Hub = {
  readonly seatClient: (tell: (message: ToClient) => void) => Seat<FromClient>
  /** `may`: whether that hub may hear of it now. */
  readonly seatHub: (
    tell: (message: FromHub) => void,
    tags: Tags,
    may?: (topic: string) => boolean,
    met?: () => void,
  ) => HubSeat
  /** Hubs may hear of other topics now. */
  readonly look: () => void
  readonly seatServer: (tell: (message: ToServer) => void) => ServerSeat
}

/** What a topic is called on one link: by us, and by the other hub. */
export type Tags = Readonly<Record<'ours' | 'theirs', (topic: string) => string>>

/** `hasMet`: there has been a topic that both ends wanted. */
export type HubSeat = Seat<FromHub> & { readonly hasMet: () => boolean }

/** `be`: the topics that this server may hear of, from now on; none to begin with. */
export type ServerSeat = Omit<Seat<FromServer>, 'hear'> & {
  readonly hear: (message: FromServer) => void
  readonly be: (topics: readonly string[]) => void
}

type Client = { readonly tell: (message: ToClient) => void; readonly topics: Set<string> }
type Remote = {
  readonly tell: (message: FromHub) => void
  readonly tags: Tags
  readonly may: (topic: string) => boolean
  /** What our clients want, by what the other hub calls it. */
  readonly ours: Map<string, string>
  /** What the other hub's clients want, by what it calls them. */
  readonly theirs: Set<string>
  readonly onMet: () => void
  met: boolean
}

type Server = { readonly tell: (message: ToServer) => void; listed: ReadonlySet<string> }

/** Messages remembered so that one that came by two ways is passed on once. */
const REMEMBERED = 1024

/** The newest few: true the first time. */
function remember(): (id: string) => boolean {
  const seen = new Set<string>()
  return id => {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
    return true
  }
}

/** What is sealed anew each time is never twice the same, so a word that is has come by two ways. */
const digestOf = (topic: string, data: string): string =>
  createHash('sha256').update(topic).update('\0').update(data).digest('base64url')

export function openHub(): Hub {
  const clients = new Set<Client>()
  const remotes = new Set<Remote>()
  const servers = new Set<Server>()
  const isNewId = remember()
  const isNewWord = remember()

  const wanted = (topic: string): boolean => [...clients].some(client => client.topics.has(topic))

  const allWanted = (): string[] => [...new Set([...clients].flatMap(client => [...client.topics]))]

  function tellClients(message: ToClient & { topic: string }, except?: Client): void {
    for (const client of clients)
      if (client !== except && client.topics.has(message.topic)) client.tell(message)
  }

  function meet(remote: Remote): void {
    if (remote.met) return
    remote.met = true
    remote.onMet()
  }

  function want(remote: Remote, all: readonly string[]): void {
    const topics = all.filter(remote.may)
    for (const topic of topics) {
      const tag = remote.tags.theirs(topic)
      remote.ours.set(tag, topic)
      if (remote.theirs.has(tag)) meet(remote)
    }
    // Several clients together may want more than one message holds.
    for (let i = 0; i < topics.length; i += LIMITS.topics)
      remote.tell({ kind: 'want', tags: topics.slice(i, i + LIMITS.topics).map(remote.tags.ours) })
  }

  function subscribe(client: Client, topics: readonly string[]): boolean {
    const fresh = [...new Set(topics)].filter(topic => !client.topics.has(topic))
    if (client.topics.size + fresh.length > LIMITS.topics) return false
    const news = fresh.filter(topic => !wanted(topic))
    for (const topic of fresh) client.topics.add(topic)
    if (news.length === 0) return true
    for (const remote of remotes) want(remote, news)
    for (const server of servers) tellServer(server, 'subscribe', news)
    return true
  }

  function tellServer(server: Server, type: 'subscribe' | 'unsubscribe', topics: readonly string[]): void {
    const ours = topics.filter(topic => server.listed.has(topic))
    for (let i = 0; i < ours.length; i += LIMITS.topics)
      server.tell({ type, topics: ours.slice(i, i + LIMITS.topics) })
  }

  function unsubscribe(client: Client, topics: readonly string[]): void {
    for (const topic of topics) client.topics.delete(topic)
    const gone = topics.filter(topic => !wanted(topic))
    if (gone.length === 0) return
    for (const server of servers) tellServer(server, 'unsubscribe', gone)
    for (const remote of remotes) unwant(remote, gone)
  }

  function unwant(remote: Remote, topics: readonly string[]): void {
    const tags = topics.filter(topic => remote.ours.delete(remote.tags.theirs(topic))).map(remote.tags.ours)
    if (tags.length > 0) remote.tell({ kind: 'unwant', tags })
  }

  function publish(from: Client, topic: string, data: string): void {
    tellClients({ type: 'publish', topic, data }, from)
    // A server gives it back to whoever listens there, us too.
    isNewWord(digestOf(topic, data))
    for (const server of servers) if (server.listed.has(topic)) server.tell({ type: 'publish', topic, data })
    const id = randomTag()
    for (const { tell, tags, may, theirs } of remotes)
      if (may(topic) && theirs.has(tags.theirs(topic)))
        tell({ kind: 'publish', id, tag: tags.ours(topic), data })
  }

  return {
    seatClient(tell) {
      const client: Client = { tell, topics: new Set() }
      clients.add(client)
      return {
        hear(message) {
          switch (message.type) {
            case 'subscribe':
              return subscribe(client, message.topics)
            case 'unsubscribe':
              unsubscribe(client, message.topics)
              return true
            case 'publish':
              publish(client, message.topic, message.data)
              return true
            case 'ping':
              tell({ type: 'pong' })
              return true
            default:
              return absurd(message)
          }
        },
        leave() {
          if (!clients.delete(client)) return
          unsubscribe(client, [...client.topics])
        },
      }
    },

    look() {
      const topics = allWanted()
      for (const remote of remotes) {
        const known = new Set(remote.ours.values())
        unwant(
          remote,
          [...known].filter(topic => !remote.may(topic)),
        )
        want(
          remote,
          topics.filter(topic => !known.has(topic)),
        )
      }
    },

    seatHub(tell, tags, may = () => true, onMet = () => {}) {
      const remote: Remote = { tell, tags, may, onMet, ours: new Map(), theirs: new Set(), met: false }
      remotes.add(remote)
      want(remote, allWanted())
      return {
        hear(message) {
          switch (message.kind) {
            case 'want':
              for (const tag of message.tags) {
                if (remote.theirs.has(tag)) continue
                remote.theirs.add(tag)
                const topic = remote.ours.get(tag)
                if (topic === undefined) continue
                meet(remote)
                tellClients({ type: 'arrived', topic })
              }
              return remote.theirs.size <= LIMITS.tags
            case 'unwant':
              for (const tag of message.tags) remote.theirs.delete(tag)
              return true
            case 'publish': {
              const topic = remote.ours.get(message.tag)
              if (topic !== undefined && isNewId(message.id) && isNewWord(digestOf(topic, message.data)))
                tellClients({ type: 'publish', topic, data: message.data })
              return true
            }
            default:
              return absurd(message)
          }
        },
        hasMet: () => remote.met,
        leave: () => void remotes.delete(remote),
      }
    },

    seatServer(tell) {
      const server: Server = { tell, listed: new Set() }
      servers.add(server)
      return {
        be(topics) {
          const before = server.listed
          const next = new Set(topics)
          tellServer(
            server,
            'unsubscribe',
            [...before].filter(topic => !next.has(topic) && wanted(topic)),
          )
          server.listed = next
          const fresh = [...next].filter(topic => !before.has(topic) && wanted(topic))
          tellServer(server, 'subscribe', fresh)
          // A server tells nobody that we came: those there hear of it when our clients announce themselves.
          for (const topic of fresh) tellClients({ type: 'arrived', topic })
        },
        hear(message) {
          if (message.type === 'pong' || !server.listed.has(message.topic)) return
          const { topic, data } = message
          if (wanted(topic) && isNewWord(digestOf(topic, data))) tellClients({ type: 'publish', topic, data })
        },
        leave: () => void servers.delete(server),
      }
    },
  }
}
