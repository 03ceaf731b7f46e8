/** Electron and a window for each `--window=<url>` on the command line; nothing else. Once a window has painted it says so. */
const { app, BrowserWindow, session } = require('electron')

app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns')
app.whenReady().then(() => {
  const urls = process.argv.flatMap(arg =>
    arg.startsWith('--window=') ? [arg.slice('--window='.length)] : [],
  )
  urls.forEach((url, i) => {
    const window = new BrowserWindow({
      width: 1180,
      height: 780,
      show: false,
      webPreferences: { session: session.fromPartition(`${i}`), backgroundThrottling: false },
    })
    window.once('ready-to-show', () => window.show())
    window.loadURL(url)
  })
})
app.on('window-all-closed', () => app.quit())
