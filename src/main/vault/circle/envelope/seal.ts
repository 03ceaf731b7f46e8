/**
 * A sealed envelope: what the network may carry and nobody on it can read. `[header, signature, body]`, body =
 * `nonce | ciphertext` of the padded content, or null where it was erased or stays behind. The signature covers the
 * header alone and the header the body's hash: a chain holds without bodies.
 */
import { equal } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { open, seal } from '../../crypto/aead.ts'
import { hash } from '../../crypto/hash.ts'
import { type EnvId, type Hash, SIGNATURE, type Signature, type SignPublic } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import type { DeviceKeys } from '../names/device.ts'
import { type Header, MAX_HEADER, type NewerHeader, readHeader, writeHeader } from './header.ts'
import { padded, unpadded } from './pad.ts'

export const MAX_UPDATE = 4 * 1024 * 1024
export const MAX_CHECKPOINT = 16 * 1024 * 1024
const SEALING = 4096
/** A body, a header and what holds them together. */
export const MAX_ENVELOPE = MAX_CHECKPOINT + SEALING + MAX_HEADER

export type Envelope = {
  readonly id: EnvId
  readonly header: Header | NewerHeader
  readonly headerBytes: Uint8Array
  readonly signature: Signature
  readonly body: Uint8Array | null
}

export const envId = (header: Uint8Array, signature: Uint8Array): EnvId =>
  hash('kinfold/envelope/1', signature, header) as Uint8Array as EnvId

export const bodyHash = (body: Uint8Array): Hash => hash('kinfold/body/1', body)

/** What the body is bound to beside its key: the header without the hash of the body itself. */
const bound = (header: Omit<Header, 'bodyHash'>): Uint8Array =>
  writeHeader({ ...header, bodyHash: new Uint8Array(0) as Hash })

/** `key`: the writing key of `fields.epochHeads`. */
export function sealEnvelope(
  fields: Omit<Header, 'bodyHash'>,
  content: Uint8Array,
  key: Uint8Array,
  keys: DeviceKeys,
): Envelope & { readonly header: Header; readonly body: Uint8Array } {
  const body = seal(padded(content), bound(fields), key)
  const header = { ...fields, bodyHash: bodyHash(body) }
  const headerBytes = writeHeader(header)
  const signature = sign('kinfold/header/1', headerBytes, keys.sign.secretKey)
  return { id: envId(headerBytes, signature), header, headerBytes, signature, body }
}

export const writeEnvelope = ({
  headerBytes,
  signature,
  body,
}: Pick<Envelope, 'headerBytes' | 'signature' | 'body'>): Uint8Array => encode([headerBytes, signature, body])

const mostOf = (header: Header | NewerHeader): number =>
  header.kind !== null && header.type !== 'checkpoint' ? MAX_UPDATE : MAX_CHECKPOINT

/** Form, and that the body is the one the header names. Nothing is believed yet. */
export function readEnvelope(bytes: Uint8Array): Result<Envelope, 'too-large' | 'malformed' | 'body'> {
  const decoded = decode(bytes, { maxBytes: MAX_ENVELOPE, maxDepth: 1 })
  if (!decoded.ok) return err(decoded.fault === 'too-large' ? 'too-large' : 'malformed')
  if (!Array.isArray(decoded.value) || decoded.value.length !== 3) return err('malformed')
  const [headerBytes, signature, body] = decoded.value as Cbor[]
  if (!(headerBytes instanceof Uint8Array && signature instanceof Uint8Array)) return err('malformed')
  if (signature.length !== SIGNATURE || (body !== null && !(body instanceof Uint8Array)))
    return err('malformed')
  const header = readHeader(headerBytes)
  if (!header.ok) return header
  if (body && body.length > mostOf(header.value) + SEALING) return err('too-large')
  if (body && header.value.kind !== null && !equal(bodyHash(body), header.value.bodyHash)) return err('body')
  return ok({
    id: envId(headerBytes, signature),
    header: header.value,
    headerBytes,
    signature: signature as Signature,
    body: body as Uint8Array | null,
  })
}

export const signedBy = ({ headerBytes, signature }: Envelope, key: SignPublic): boolean =>
  verify('kinfold/header/1', headerBytes, signature, key)

/** The content. Undefined when it does not open under this key, or its padding is not the one the rule gives. */
export function openEnvelope(header: Header, body: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  const plain = open(body, bound(header), key)
  return plain && unpadded(plain)
}
