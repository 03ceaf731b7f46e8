/** app://: the app's own files, from the build and from nowhere else, each with its type and its policy. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Protocol, type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron'
import { type AppFile, type AppFiles, find, list } from './app-files.ts'
import { courierPolicy, facePolicy, filePolicy, write, writeForMeta } from './policy/csp.ts'
import type { WindowRoom } from './rooms.ts'

/** Before the app is ready: app: is an origin like any other, and may be fetched from by its own pages. */
export function registerApp(schemes: Pick<Protocol, 'registerSchemesAsPrivileged'> = protocol): void {
  schemes.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

const NOTHING: ProtocolResponse = {
  statusCode: 404,
  headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
  data: Buffer.alloc(0),
}

/**
 * `root`: the folder the build put the pages in. `hub`: where the courier may connect, asked at each load. Bytes as they
 * are: the newer `protocol.handle` answers with Node's `Response`, and whoever starts Kinfold waits for its whole HTTP
 * client to be read.
 */
export function serveApp(
  session: Session,
  room: WindowRoom,
  root: string,
  hub: () => string | undefined,
): void {
  let files: AppFiles | undefined
  const answers = async ({ method, url }: ProtocolRequest): Promise<ProtocolResponse> => {
    files ??= list(root, room)
    const file = method === 'GET' ? find(files, room, withoutHash(url)) : undefined
    return file ? answer(file, room, hub()) : NOTHING
  }
  session.protocol.registerBufferProtocol('app', (request, reply) => {
    void answers(request).then(reply, () => reply(NOTHING))
  })
}

/** The page's own business, which some versions of Electron pass on. */
const withoutHash = (address: string): string => address.replace(/#.*$/s, '')

async function answer(file: AppFile, room: WindowRoom, hub: string | undefined): Promise<ProtocolResponse> {
  const bytes = await readFile(file.path)
  const page = file.type.startsWith('text/html')
  const nonce = randomBytes(16).toString('base64')
  const policy = !page ? filePolicy : room === 'face' ? facePolicy(nonce) : courierPolicy(hub)
  const meta = `<meta http-equiv="Content-Security-Policy" content="${writeForMeta(policy)}">`
  const body = (): Buffer =>
    Buffer.from(
      bytes
        .toString('utf8')
        .replaceAll('__CSP_NONCE__', nonce)
        .replace(/<head>/i, head => head + meta),
    )
  return {
    data: page ? body() : bytes,
    headers: {
      'content-type': file.type,
      'content-security-policy': write(policy),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  }
}
