/** Preloaded into the relay by its test: a parentPort as Electron gives one, over the pipe to the test. */
const { MessageChannel } = require('node:worker_threads')

/** Electron's MessagePortMain has events where Node's port has bare messages. */
const electronic = port => ({
  postMessage: message => port.postMessage(message),
  on: (event, hear) => port.on(event, event === 'message' ? data => hear({ data }) : hear),
  start: () => port.start(),
  close: () => port.close(),
})

const ears = []
const ours = new Map()
process.parentPort = { on: (_event, hear) => void ears.push(hear) }
process.on('message', ({ name, message }) => {
  const known = ours.get(name)
  if (known) return known.postMessage(message)
  const { port1, port2 } = new MessageChannel()
  ours.set(name, port1)
  port1.on('message', said => process.send({ name, message: said }))
  for (const hear of ears) hear({ data: { port: name }, ports: [electronic(port2)] })
  if (message !== undefined) port1.postMessage(message)
})
