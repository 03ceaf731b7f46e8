/** What SQLite and the disk say, in the words of the contract: once, here. */
import type { Fault } from '../../../shared/fault.ts'

const code = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/**
 * `disk-full`: nothing was lost, the transaction was rolled back. `damaged`: a page does not authenticate or does not
 * make sense. `vault-in-use`: another process holds it. `not-saved`: the disk refused for another reason.
 * Undefined when the error is none of theirs, that is, a bug.
 */
export function faultOf(error: unknown): Fault | undefined {
  const said = code(error)
  switch (said) {
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_SHMSIZE':
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full'
    case 'SQLITE_TOOBIG':
      return 'too-large'
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return 'vault-in-use'
    default:
      if (said.startsWith('SQLITE_CORRUPT') || said.startsWith('SQLITE_NOTADB')) return 'damaged'
      if (said.startsWith('SQLITE_IOERR') || said.startsWith('SQLITE_CANTOPEN')) return 'not-saved'
      if (said.startsWith('SQLITE_READONLY')) return 'not-saved'
      if (['EACCES', 'EPERM', 'EROFS', 'EIO', 'EBUSY'].includes(said)) return 'not-saved'
      // The folder went away under us, or the disk it stood on.
      if (['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE'].includes(said)) return 'not-saved'
      // Something else stands where a file or a folder should.
      if (['ELOOP', 'EISDIR', 'ERR_FS_EISDIR'].includes(said)) return 'not-saved'
      return undefined
  }
}
