/** Each room's session, walled in before any window is in it. None is written to disk. */
import { type App, type Session, session } from 'electron'
import { serveApp } from './app-protocol.ts'
import { wallIn } from './policy/network.ts'
import { denyPermissions } from './policy/permissions.ts'

export type Sessions = {
  /** Two, taken in turns: a face opened after a lock shares nothing with the one before it, not even a process. */
  readonly faces: readonly [Session, Session]
  readonly courier: Session
}

type Asker = Parameters<typeof denyPermissions>[1]

/** `root`: the folder of the built pages. `hub`: ws://127.0.0.1:port while there is one. */
export async function openSessions(app: App, root: string, hub: () => string | undefined): Promise<Sessions> {
  const named = new Map<Session, Asker>()
  const walls: Promise<void>[] = []
  const close = (each: Session): void => {
    const asker = named.get(each) ?? 'nobody'
    denyPermissions(each, asker)
    quietSpelling(each)
    each.on('will-download', event => event.preventDefault())
    walls.push(wallIn(each, asker, hub))
  }
  // A name without `persist:` lives in memory.
  const open = (partition: string, asker: Exclude<Asker, 'nobody'>): Session => {
    const made = session.fromPartition(partition, { cache: false })
    named.set(made, asker)
    close(made)
    serveApp(made, asker, root, hub)
    return made
  }
  const faces = [open('face-0', 'face'), open('face-1', 'face')] as const
  const courier = open('courier', 'courier')
  close(session.defaultSession)
  app.on('session-created', made => {
    if (!named.has(made)) close(made)
  })
  await Promise.all(walls)
  return { faces, courier }
}

/** Spelling help would fetch its word lists from a company's servers. An address that is nobody's, if it ever tries. */
function quietSpelling(each: Session): void {
  each.setSpellCheckerEnabled(false)
  if (process.platform === 'darwin') return
  each.setSpellCheckerLanguages([])
  each.setSpellCheckerDictionaryDownloadURL('app://nowhere/')
}
