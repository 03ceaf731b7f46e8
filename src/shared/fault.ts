import * as v from 'valibot'

/** Every way in which a call may fail as expected. A code is a word; the sentence for it stands in locales. */
export const FAULTS = [
  // the vault
  'locked',
  'no-vault',
  'vault-exists',
  'wrong-passphrase',
  'wrong-words',
  'words-unreadable',
  'words-differ',
  'rekeying',
  'passphrase-too-short',
  'damaged',
  'linked',
  'newer-version',
  'vault-in-use',
  'disk-full',
  'not-saved',
  'not-erased',
  'partly-erased',
  'moved-away',
  'nothing-there',
  // backups
  'no-folder',
  'folder-gone',
  'folder-refuses',
  'folder-full',
  'backup-damaged',
  'nothing-readable',
  // attached files
  'file-empty',
  'file-too-large',
  'file-changed',
  'too-many',
  'copy-refused',
  'copy-full',
  // any call
  'not-found',
  'too-large',
  'bad-request',
  'vault-gone',
  // circles
  'invitation-unreadable',
  'invitation-expired',
  'invitation-used',
  'invitation-of-another-circle',
  'address-unreadable',
  'already-a-member',
  'not-allowed',
  'read-only',
  'out-of-step',
] as const
export const Fault = v.picklist(FAULTS)
export type Fault = v.InferOutput<typeof Fault>
