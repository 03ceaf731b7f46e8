/**
 * Who wants to hear of which topic, and who is told: the hub without its sockets.
 *
 * What a local client publishes goes to the other local clients and, one hop, to the hubs that asked for that topic. What
 * comes from a hub goes to local clients alone. Topics are never logged.
 */
import { absurd } from '../../shared/result.ts'
import { type FromClient, type FromHub, LIMITS, type ToClient } from './message.ts'
import { randomTag } from './tag.ts'

/** A place at the hub. `hear` answers false when the one who spoke asked for too much and must go. */
export type Seat<Message> = { readonly hear: (message: Message) => boolean; readonly leave: () => void }

export type Hub = {
  readonly seatClient: (tell: (message: ToClient) => void) => Seat<FromClient>
  /** `tagOf` names a topic on this one link, equally on both ends. */
  readonly seatHub: (tell: (message: FromHub) => void, tagOf: (topic: string) => string) => Seat<FromHub>
}

type Client = { readonly tell: (message: ToClient) => void; readonly topics: Set<string> }
type Remote = {
  readonly tell: (message: FromHub) => void
  readonly tagOf: (topic: string) => string
  /** What our clients want, by its tag here. */
  readonly ours: Map<string, string>
  /** What the other hub's clients want. */
  readonly theirs: Set<string>
}

/** Messages remembered so that one that came by two ways is passed on once. */
const REMEMBERED = 1024

export function openHub(): Hub {
  const clients = new Set<Client>()
  const remotes = new Set<Remote>()
  const seen = new Set<string>()

  const wanted = (topic: string): boolean => [...clients].some(client => client.topics.has(topic))

  function tellClients(message: ToClient & { topic: string }, except?: Client): void {
    for (const client of clients)
      if (client !== except && client.topics.has(message.topic)) client.tell(message)
  }

  function want(remote: Remote, topics: readonly string[]): void {
    for (const topic of topics) remote.ours.set(remote.tagOf(topic), topic)
    // Several clients together may want more than one message holds.
    for (let i = 0; i < topics.length; i += LIMITS.topics)
      remote.tell({ kind: 'want', tags: topics.slice(i, i + LIMITS.topics).map(remote.tagOf) })
  }

  function subscribe(client: Client, topics: readonly string[]): boolean {
    const fresh = [...new Set(topics)].filter(topic => !client.topics.has(topic))
    if (client.topics.size + fresh.length > LIMITS.topics) return false
    const news = fresh.filter(topic => !wanted(topic))
    for (const topic of fresh) client.topics.add(topic)
    if (news.length > 0) for (const remote of remotes) want(remote, news)
    return true
  }

  function unsubscribe(client: Client, topics: readonly string[]): void {
    for (const topic of topics) client.topics.delete(topic)
    const gone = topics.filter(topic => !wanted(topic))
    if (gone.length === 0) return
    for (const remote of remotes) {
      const tags = gone.map(remote.tagOf).filter(tag => remote.ours.delete(tag))
      if (tags.length > 0) remote.tell({ kind: 'unwant', tags })
    }
  }

  function publish(from: Client, topic: string, data: string): void {
    tellClients({ type: 'publish', topic, data }, from)
    const id = randomTag()
    for (const remote of remotes) {
      const tag = remote.tagOf(topic)
      if (remote.theirs.has(tag)) remote.tell({ kind: 'publish', id, tag, data })
    }
  }

  function isNew(id: string): boolean {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
    return true
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

    seatHub(tell, tagOf) {
      const remote: Remote = { tell, tagOf, ours: new Map(), theirs: new Set() }
      remotes.add(remote)
      const topics = new Set([...clients].flatMap(client => [...client.topics]))
      if (topics.size > 0) want(remote, [...topics])
      return {
        hear(message) {
          switch (message.kind) {
            case 'want':
              for (const tag of message.tags) {
                if (remote.theirs.has(tag)) continue
                remote.theirs.add(tag)
                const topic = remote.ours.get(tag)
                if (topic !== undefined) tellClients({ type: 'arrived', topic })
              }
              return remote.theirs.size <= LIMITS.tags
            case 'unwant':
              for (const tag of message.tags) remote.theirs.delete(tag)
              return true
            case 'publish': {
              const topic = remote.ours.get(message.tag)
              if (topic !== undefined && isNew(message.id))
                tellClients({ type: 'publish', topic, data: message.data })
              return true
            }
            default:
              return absurd(message)
          }
        },
        leave: () => void remotes.delete(remote),
      }
    },
  }
}
