/** All that the face's page can reach: the vault and the shell, as functions that take plain data; and how it looks. */
import { contextBridge } from 'electron'
import { takeDrops } from './drop.ts'
import { ready, shellPipe, vaultPipe } from './pipe.ts'

/** JSON that the shell wrote, parsed where it is used. */
const look = process.argv.find(arg => arg.startsWith('--kinfold-look='))?.slice('--kinfold-look='.length)

contextBridge.exposeInMainWorld(
  'kinfold',
  Object.freeze({ platform: process.platform, look: look ?? '{}', shell: shellPipe(), vault: vaultPipe() }),
)
takeDrops()
ready()
