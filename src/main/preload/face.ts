/** All that the face's page can reach: the vault and the shell, as functions that take plain data. */
import { contextBridge } from 'electron'
import { ready, shellPipe, vaultPipe } from './pipe.ts'

contextBridge.exposeInMainWorld(
  'kinfold',
  Object.freeze({ platform: process.platform, shell: shellPipe(), vault: vaultPipe() }),
)
ready()
