/** What was built: no address that anybody would be asked at, and no file of ours that a page may not have. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { files, program } from './home.ts'

const built = (room: string): string =>
  files(join(program, 'out', room))
    .filter(({ path }) => /\.(c?js|html|css)$/.test(path))
    .map(({ bytes }) => bytes.toString('utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|[^:]\/\/ .*$/gm, '')

/** Names of namespaces and of pages with explanations, which nobody fetches. */
const SPOKEN_OF = [
  'www.w3.org',
  // A kind of old pages, by which HTML is told how to be read.
  'www.ibm.com',
  'react.dev',
  'prosemirror.net',
  'docs.yjs.dev',
  'github.com',
  'feross.org',
  'rolldown.rs',
]

describe('the bundles', () => {
  it('name no server in the shell, the preloads and the face', () => {
    const hosts = ['main', 'preload', 'renderer/face', 'renderer/assets'].flatMap(room =>
      [...built(room).matchAll(/\bhttps?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map(([, host]) => host ?? ''),
    )
    expect([...new Set(hosts)].filter(host => !SPOKEN_OF.includes(host)).sort()).toEqual([])
  })

  it('name no server for calls or signalling at all', () => {
    const hosts = ['main', 'preload', 'renderer'].flatMap(room =>
      [
        ...built(room).matchAll(/\b(?:wss?:\/\/|stuns?:|turns?:)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})/gi),
      ].map(([, host]) => host ?? ''),
    )
    // Sentences show what an address looks like by names that nobody can have (RFC 2606).
    const real = hosts.filter(host => !host.endsWith('.example'))
    expect([...new Set(real)].sort()).toEqual([])
  })

  it('hold one module for each preload, since a sandboxed one can load no other', () => {
    expect(readdirSync(join(program, 'out/preload')).sort()).toEqual(['courier.cjs', 'face.cjs'])
    for (const name of ['courier.cjs', 'face.cjs']) {
      const text = readFileSync(join(program, 'out/preload', name), 'utf8')
      expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, module]) => module)).toEqual(['electron'])
    }
  })

  it('have pages without a line of script or style in them', () => {
    for (const room of ['face', 'courier']) {
      const page = readFileSync(join(program, `out/renderer/${room}/index.html`), 'utf8')
      expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=|style=/i)
    }
  })
})
