/** A hub's address as a person may type it: a host and a port, the port being optional. */
import { err, ok, type Result } from '../../../../shared/result.ts'

export const DEFAULT_PORT = 48132

/** `host:port` in one spelling, IPv6 in brackets; `address-unreadable` when it is neither an IP address nor a host name. */
export function readAddress(typed: string): Result<string, 'address-unreadable'> {
  const text = typed.trim().toLowerCase()
  const bracketed = /^\[([0-9a-f:.]+(?:%[0-9a-z]+)?)\](?::(\d{1,5}))?$/.exec(text)
  const bare6 = /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/.test(text) ? [text, text, undefined] : undefined
  const plain = /^([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?$/.exec(text)
  const found = bracketed ?? bare6 ?? plain
  if (!found?.[1]) return err('address-unreadable')
  const port = found[2] === undefined ? DEFAULT_PORT : Number(found[2])
  if (port < 1 || port > 65535) return err('address-unreadable')
  if (found === plain && /^[\d.]+$/.test(found[1]) && !isIPv4(found[1])) return err('address-unreadable')
  return ok(found === plain ? `${found[1]}:${port}` : `[${found[1]}]:${port}`)
}

const isIPv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every(part => Number(part) <= 255)
