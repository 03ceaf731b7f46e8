/** The shape of the real preload script, with main's IPC where the vault's port would be. */
const { contextBridge, ipcRenderer } = require('electron')

const hub = process.argv.find(one => one.startsWith('--hub=')).slice('--hub='.length)
contextBridge.exposeInMainWorld('courier', {
  hub: () => hub,
  vault: {
    post: message => ipcRenderer.send('vault', message),
    listen: hear => void ipcRenderer.on('vault', (_event, message) => hear(message)),
  },
})
