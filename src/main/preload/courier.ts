/** All that the courier's page can reach: the address of its hub, and the vault as functions that take plain data. */
import { contextBridge } from 'electron'
import { ready, vaultPipe } from './pipe.ts'

// The shell puts the hub's address, with its token, behind the page's `#`: a command line could be read by others.
const hub = decodeURIComponent(location.hash.slice(1))

contextBridge.exposeInMainWorld('courier', Object.freeze({ hub: () => hub, vault: vaultPipe() }))
ready()
