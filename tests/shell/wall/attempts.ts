/** Everything a page can try to reach another computer. It runs inside the page: no imports, no closure. */

export type Aim = {
  /** An address on the wire, one on this computer, and a name that would have to be asked for. */
  readonly far: string
  readonly near: string
  readonly name: string
  readonly tcp: number
  readonly udp: number
  /** A namespace of its own, with a wire on which every packet is seen. */
  readonly wired: boolean
}

/** Tries it all at once and takes about `patience` ms. Answers what got through as far as the page can tell. */
export async function attempts([aim, patience]: readonly [Aim, number]): Promise<string[]> {
  const through: string[] = []
  const hosts = [`${aim.far}:${aim.tcp}`, `${aim.near}:${aim.tcp}`, `${aim.name}:${aim.tcp}`]
  const note = (what: string) => () => void through.push(what)
  const make = (tag: string, set: Record<string, string>): void => {
    try {
      const element = document.createElement(tag)
      for (const [key, value] of Object.entries(set)) element.setAttribute(key, value)
      document.head.append(element)
    } catch {}
  }
  const connections: RTCPeerConnection[] = []
  const gather = (server: RTCIceServer): void => {
    try {
      const connection = new RTCPeerConnection({ iceServers: [server] })
      connections.push(connection)
      connection.onicecandidate = event => {
        if (event.candidate) through.push(`candidate ${event.candidate.candidate}`)
      }
      connection.createDataChannel('x')
      connection
        .createOffer()
        .then(offer => connection.setLocalDescription(offer))
        .catch(() => {})
    } catch {}
  }
  for (const host of hosts) {
    for (const scheme of ['http', 'https']) {
      fetch(`${scheme}://${host}/`, { mode: 'no-cors' }).then(note(`fetch ${host}`), () => {})
      const image = new Image()
      image.onload = note(`image ${host}`)
      image.src = `${scheme}://${host}/x.png`
    }
    try {
      const socket = new WebSocket(`ws://${host}/`)
      socket.onopen = note(`socket ${host}`)
    } catch {}
    try {
      new EventSource(`http://${host}/`).onopen = note(`events ${host}`)
    } catch {}
    try {
      navigator.sendBeacon(`http://${host}/`, 'x')
    } catch {}
    for (const rel of ['stylesheet', 'prefetch', 'preconnect', 'dns-prefetch', 'preload', 'icon'])
      make('link', { rel, href: `http://${host}/`, as: 'image' })
    make('script', { src: `http://${host}/x.js` })
    make('iframe', { src: `http://${host}/` })
    make('video', { src: `http://${host}/x.webm`, autoplay: '' })
  }
  const call = async (): Promise<void> => {
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()]
    connections.push(here, there)
    here.createDataChannel('x')
    await here.setLocalDescription(await here.createOffer())
    await there.setRemoteDescription(here.localDescription as RTCSessionDescription)
    await there.setLocalDescription(await there.createAnswer())
    await here.setRemoteDescription(there.localDescription as RTCSessionDescription)
    for (const host of [aim.far, aim.near, aim.name, 'a1b2c3d4-0000-4000-8000-000000000000.local'])
      for (const how of [
        `udp 2122260223 ${host} ${aim.udp} typ host`,
        `tcp 1518280447 ${host} ${aim.tcp} typ host tcptype passive`,
      ])
        await here.addIceCandidate({ candidate: `candidate:1 1 ${how}`, sdpMLineIndex: 0 }).catch(() => {})
  }
  call().catch(() => {})
  const login = { username: 'u', credential: 'p' }
  for (const host of [aim.far, aim.near, aim.name]) {
    gather({ urls: `stun:${host}:${aim.udp}` })
    gather({ urls: `turn:${host}:${aim.udp}?transport=udp`, ...login })
    gather({ urls: `turn:${host}:${aim.tcp}?transport=tcp`, ...login })
    gather({ urls: `turns:${host}:${aim.tcp}?transport=tcp`, ...login })
  }
  await new Promise(resolve => setTimeout(resolve, patience))
  for (const connection of connections) connection.close()
  return through
}
