/**
 * Where y-webrtc's loose promises end. A stranger who knows a topic but not its password makes messages that cannot be
 * opened, and y-webrtc lets the failure go unhandled; so do signals that come late, for a connection that has gone.
 */

/** Failures that a stranger's or a late message causes, and nothing else. */
const EXPECTED: readonly RegExp[] = [
  /^OperationError/, // AES-GCM: not sealed with this password
  /^InvalidCharacterError/, // not base64
  /^RangeError: .*(length|offset|Invalid typed array)/, // cut short
  /'decode' on 'TextDecoder'/, // no text where a word should stand
  /Unexpected end of array|Integer out of Range|Unknown encryption algorithm/, // lib0 on garbage
  /(glareToken|reading 'type'|reading 'signal')/, // an answer to a connection that has gone
  /cannot (signal|negotiate|send) after peer is destroyed/,
]

export const isExpected = (reason: unknown): boolean =>
  EXPECTED.some(pattern =>
    pattern.test(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)),
  )

export function hush(realm: Pick<EventTarget, 'addEventListener'>): void {
  realm.addEventListener('unhandledrejection', event => {
    if (isExpected((event as PromiseRejectionEvent).reason)) event.preventDefault()
  })
  realm.addEventListener('error', event => {
    if (isExpected((event as ErrorEvent).error)) event.preventDefault()
  })
}
