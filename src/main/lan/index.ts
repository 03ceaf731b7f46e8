/** The lan process: the hub, its two doors, and the hubs it keeps dialled, as the shell configures them. */
import * as v from 'valibot'
import { isLoopback, readAddress } from '../../shared/address.ts'
import { type FromLan, ToLan } from '../../shared/contract/lan.ts'
import { absurd } from '../../shared/result.ts'
import { type Dialling, dial } from './dial.ts'
import { openHub } from './hub.ts'
import { openKeepers } from './keeper/keepers.ts'
import { networkNow, openListening, ownAddresses } from './listen.ts'
import { openLocal } from './local.ts'
import { openPort } from './port.ts'
import type { Ourselves } from './remote.ts'
import { randomTag } from './tag.ts'

type Configuration = Extract<ToLan, { kind: 'configure' }>

/** Milliseconds between looks at this computer's addresses: cables are pulled and networks joined without a word. */
const LOOK = 2000

const port = openPort()
const tell = (message: FromLan): void => port.post(message)
const now = (): number => performance.now()
const ourselves: Ourselves = { hub: openHub(), id: randomTag(), now }
const listening = openListening(ourselves, fixedPort(process.argv))
const dialled = new Map<string, Dialling>()
let wanted: Configuration = {
  kind: 'configure',
  listen: false,
  interfaces: 'loopback',
  only: null,
  discover: false,
  dial: [],
  signalling: [],
}
let keepers: ReturnType<typeof openKeepers> | undefined
let told = '[]'
let network = ''

async function look(): Promise<void> {
  const hosts = wanted.listen ? ownAddresses(networkNow(), wanted.interfaces) : []
  const addresses = await listening.be(hosts)
  const news = JSON.stringify(addresses)
  if (news === told) return
  told = news
  tell({ kind: 'listening', addresses })
}

function redial(): void {
  for (const [text, dialling] of dialled) {
    if (wanted.dial.includes(text)) continue
    dialling.stop()
    dialled.delete(text)
  }
  for (const text of wanted.dial) {
    if (dialled.has(text)) continue
    const address = readAddress(text)
    const allowed = address.ok && (wanted.interfaces === 'all' || isLoopback(address.value.host))
    if (!allowed) tell({ kind: 'dialled', address: text, state: 'refused' })
    else
      dialled.set(
        text,
        dial(address.value, ourselves, state => tell({ kind: 'dialled', address: text, state })),
      )
  }
}

function configure(configuration: Configuration): void {
  if (configuration.interfaces !== wanted.interfaces) {
    for (const dialling of dialled.values()) dialling.stop()
    dialled.clear()
  }
  if (!configuration.listen || configuration.interfaces !== wanted.interfaces) listening.end()
  wanted = configuration
  redial()
  void look()
}

function fixedPort(argv: readonly string[]): number | undefined {
  const text = argv.find(one => one.startsWith('--hub-port='))?.slice('--hub-port='.length)
  const wish = Number(text)
  return text && Number.isInteger(wish) && wish > 0 && wish <= 65_535 ? wish : undefined
}

setInterval(() => {
  const seen = JSON.stringify(ownAddresses(networkNow(), 'all'))
  if (seen !== network) for (const dialling of dialled.values()) dialling.again()
  network = seen
  if (wanted.listen) void look()
}, LOOK)

port.listen(message => {
  const parsed = v.safeParse(ToLan, message)
  if (!parsed.success) return
  switch (parsed.output.kind) {
    case 'stop':
      return port.close()
    case 'configure':
      return configure(parsed.output)
    case 'vault':
      return
    default:
      absurd(parsed.output)
  }
})
port.onHanded((message, vault) => {
  const parsed = v.safeParse(ToLan, message)
  if (!parsed.success || parsed.output.kind !== 'vault') return vault.close()
  keepers?.end()
  keepers = openKeepers(vault, () => wanted.interfaces)
})

void openLocal(ourselves.hub, now).then(local => tell({ kind: 'ready', url: local.url }))
