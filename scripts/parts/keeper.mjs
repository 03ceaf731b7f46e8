/**
 * Starts a keeper: Hocuspocus as it is published, with its SQLite extension as it is published. What is ours are the limits,
 * all by its own hooks. Nothing that comes or goes is written down but the documents themselves.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { encodeStateAsUpdate } from 'yjs'

const MB = 1024 * 1024
/** A document's name: 32 bytes in base64url, the last of which leave two bits over. */
const NAME = /^[A-Za-z0-9_-]{43}$/
/** A document of 32 MiB in one message, and what its deletions come to. */
const MOST_MESSAGE = 40 * MB
const MOST_CONNECTIONS = 512
const MOST_FROM_ONE = 64

const usage = `npm run keeper -- --data DIR [--port 48133] [--host 127.0.0.1] [--quota 32] [--documents 1000]
  --data       folder for the one file keeper.sqlite
  --host       beyond this computer: an address of it; put TLS in front (docs/keeper.md)
  --quota      MB that one document may hold
  --documents  how many documents may lie here
`

const options = /** @type {const} */ ({
  data: { type: 'string' },
  port: { type: 'string', default: '48133' },
  host: { type: 'string', default: '127.0.0.1' },
  quota: { type: 'string', default: '32' },
  documents: { type: 'string', default: '1000' },
  help: { type: 'boolean', default: false },
})

function given() {
  try {
    const { values } = parseArgs({ options })
    const numbers = [values.port, values.quota, values.documents].map(Number)
    if (!values.help && values.data && numbers.every(n => Number.isInteger(n) && n >= 0))
      return { ...values, port: numbers[0], quota: numbers[1] * MB, documents: numbers[2] }
  } catch {}
  process.stderr.write(usage)
  process.exit(64)
}

const { data, port, host, quota, documents } = given()
mkdirSync(data, { recursive: true, mode: 0o700 })
const sqlite = new SQLite({ database: join(data, 'keeper.sqlite') })

/** Bytes of a document, by what came; counted anew where that says there is no room, since deletions make some. */
const sizes = new WeakMap()
const count = document => {
  const { length } = encodeStateAsUpdate(document)
  sizes.set(document, length)
  return length
}
const hasRoom = (document, more) =>
  (sizes.get(document) ?? 0) + more <= quota || count(document) + more <= quota

const connections = new Map()

const limits = {
  extensionName: 'limits',
  async onUpgrade({ request, socket }) {
    const from = request.socket.remoteAddress ?? ''
    const all = [...connections.values()].reduce((sum, n) => sum + n, 0)
    const many = all >= MOST_CONNECTIONS || (connections.get(from) ?? 0) >= MOST_FROM_ONE
    // A page in somebody's browser has an Origin; no Kinfold does.
    if (request.headers.origin !== undefined || many) {
      socket.end(`HTTP/1.1 ${many ? 503 : 403} No\r\nConnection: close\r\n\r\n`)
      // An empty one: Hocuspocus goes no further, and says nothing.
      throw undefined
    }
    connections.set(from, (connections.get(from) ?? 0) + 1)
    socket.once('close', () => {
      const left = (connections.get(from) ?? 1) - 1
      if (left > 0) connections.set(from, left)
      else connections.delete(from)
    })
  },
  async onRequest({ response }) {
    response.writeHead(404)
    response.end()
    throw undefined
  },
  async onAuthenticate({ documentName }) {
    if (!NAME.test(documentName)) throw { reason: 'no such document' }
    const known = sqlite.db?.prepare('SELECT 1 FROM documents WHERE name = ?').get(documentName)
    const count = sqlite.db?.prepare('SELECT count(*) AS n FROM documents').get().n ?? 0
    if (!known && count >= documents) throw { reason: 'too many documents' }
  },
  async afterLoadDocument({ document }) {
    count(document)
  },
  /** What would make it too large is answered with "not taken". To take something away is always possible. */
  async beforeSync({ connection, document, type, payload }) {
    const adds = type !== 0 && payload[0] !== 0
    connection.readOnly = adds && !hasRoom(document, payload.length)
  },
  async onChange({ document, update }) {
    sizes.set(document, (sizes.get(document) ?? 0) + update.length)
  },
  async beforeHandleAwareness({ states }) {
    // Presence is no business of a keeper's.
    states.clear()
  },
}

const server = new Server({
  port,
  address: host,
  quiet: true,
  extensions: [sqlite, limits],
  websocketOptions: { maxPayload: MOST_MESSAGE },
})
await server.listen()
const { address, port: there } = server.address
const shown = address.includes(':') ? `[${address}]` : address
process.stdout.write(`The keeper listens at ws://${shown}:${there}\n`)
