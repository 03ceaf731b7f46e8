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

/** Before a document is named: who comes says which, and how much of it they have. */
const MOST_UNNAMED = 2 * MB
/** On their way in or out over all connections: above it the one with most of it goes. A parcel is a quarter of a MB. */
const MOST_ON_THEIR_WAY = 256 * MB

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

// Hocuspocus tells the console whose message it could not take, and the name of a document is what it takes to empty it.
for (const word of ['debug', 'error', 'info', 'log', 'warn']) console[word] = () => {}

/**
 * Bytes of a document, by what was taken; counted anew where that says there is no room, since deletions make some. What
 * waits for something that never comes is in it: Yjs keeps that and gives it to whoever comes next.
 */
const sizes = new WeakMap()
const count = document => {
  const { length } = encodeStateAsUpdate(document)
  sizes.set(document, length)
  return length
}
const hasRoom = (document, more, most) =>
  (sizes.get(document) ?? 0) + more <= most || count(document) + more <= most
/** Deletions may go beyond the quota by as much, so that there is always room to make room. */
const DELETIONS = 1.25

/** The names of all that lies here or is open. */
const places = new Set()
const isStored = name => sqlite.db?.prepare('SELECT 1 FROM documents WHERE name = ?').get(name) !== undefined

/** By TCP connection. `coming`: bytes of messages that have not come in whole, or were not heard yet. */
const callers = new Map()
const callerOf = connection => callers.get(connection.webSocket._socket)
/** What one document comes to, and what is said beside it: whoever lets more than that wait does not read. */
const mostWaiting = quota * DELETIONS + 8 * MB

function boundAll(of) {
  let all = 0
  let worst
  for (const socket of callers.keys()) {
    all += of(socket)
    if (!worst || of(socket) > of(worst)) worst = socket
  }
  if (all > MOST_ON_THEIR_WAY) worst?.destroy()
}
function boundWaiting() {
  for (const socket of callers.keys()) if (socket.writableLength > mostWaiting) socket.destroy()
  boundAll(socket => socket.writableLength)
}
function meet(socket) {
  const caller = { coming: 0, named: false }
  callers.set(socket, caller)
  socket.on('data', ({ length }) => {
    caller.coming += length
    if (!caller.named && caller.coming > MOST_UNNAMED) return socket.destroy()
    if (caller.coming > MB) boundAll(one => callers.get(one)?.coming ?? 0)
  })
  socket.once('close', () => callers.delete(socket))
}

const limits = {
  extensionName: 'limits',
  async onListen() {
    for (const { name } of sqlite.db?.prepare('SELECT name FROM documents').all() ?? []) places.add(name)
  },
  async onUpgrade({ request, socket }) {
    // A caller who hangs up in the middle is no news to anyone.
    socket.on('error', () => socket.destroy())
    // A page in somebody's browser has an Origin; no Kinfold does.
    if (request.headers.origin === undefined) return
    // An upgraded socket is half-open and has no time limit: without this, a caller who never hangs up keeps it.
    socket.once('finish', () => socket.destroy())
    socket.end('HTTP/1.1 403 No\r\nConnection: close\r\n\r\n')
    // An empty one: Hocuspocus goes no further, and says nothing.
    throw undefined
  },
  async onRequest({ response }) {
    response.writeHead(404, { connection: 'close' })
    response.end()
    throw undefined
  },
  async onAuthenticate({ documentName }) {
    if (!NAME.test(documentName)) throw { reason: 'no such document' }
  },
  async onCreateDocument({ documentName }) {
    if (!places.has(documentName) && places.size >= documents) throw { reason: 'too many documents' }
    places.add(documentName)
  },
  async connected({ connection }) {
    const caller = callerOf(connection)
    if (caller) caller.named = true
  },
  async beforeHandleMessage({ connection, update }) {
    const caller = callerOf(connection)
    // A frame's head has 14 bytes at most.
    if (caller) caller.coming = Math.max(0, caller.coming - update.length - 14)
  },
  async afterLoadDocument({ document }) {
    count(document)
  },
  async afterUnloadDocument({ documentName, instance }) {
    const isOpen = instance.documents.has(documentName) || instance.loadingDocuments.has(documentName)
    if (!isOpen && !isStored(documentName)) places.delete(documentName)
  },
  /** What would make it too large is answered with "not taken". */
  async beforeSync({ connection, document, type, payload }) {
    if (type === 0) return boundWaiting()
    const most = payload[0] === 0 ? quota * DELETIONS : quota
    connection.readOnly = !hasRoom(document, payload.length, most)
    if (!connection.readOnly) sizes.set(document, (sizes.get(document) ?? 0) + payload.length)
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
const connections = new Map()
const { httpServer } = server
httpServer.maxConnections = MOST_CONNECTIONS
httpServer.headersTimeout = 10_000
// Before anything is read, so that whoever says nothing is counted too.
httpServer.on('connection', socket => {
  const from = socket.remoteAddress ?? ''
  const many = connections.get(from) ?? 0
  if (many >= MOST_FROM_ONE) return socket.destroy()
  connections.set(from, many + 1)
  meet(socket)
  socket.once('close', () => {
    const left = (connections.get(from) ?? 1) - 1
    if (left > 0) connections.set(from, left)
    else connections.delete(from)
  })
})
setInterval(boundWaiting, 1000).unref()
await server.listen()
const { address, port: there } = server.address
const shown = address.includes(':') ? `[${address}]` : address
process.stdout.write(`The keeper listens at ws://${shown}:${there}\n`)
