/** An expected failure is a value. A bug throws. */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const err = <F>(fault: F): { ok: false; fault: F } => ({ ok: false, fault })

/** The end of a switch that has named every case. */
export function absurd(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
