/**
 * Mini Diary's way of saving, re-enacted from samuelmeuli/mini-diary 3.3 (src/renderer/files/fileAccess.ts and
 * src/renderer/utils/crypto): on every save the whole diary is put into one JSON text, encrypted whole with AES-192-CBC
 * and the file is written anew, without fsync. Its key comes once from the passphrase; here it is given.
 */
import { createCipheriv } from 'node:crypto'
import { writeFileSync } from 'node:fs'

export type Diary = {
  metadata: { application: string; version: string; dateUpdated: string }
  entries: Record<string, { dateUpdated: string; title: string; text: string }>
}

export function saveDiary(file: string, diary: Diary, key: Uint8Array, iv: Uint8Array): void {
  const cipher = createCipheriv('aes-192-cbc', key, iv)
  writeFileSync(file, Buffer.concat([cipher.update(JSON.stringify(diary), 'utf8'), cipher.final()]))
}
