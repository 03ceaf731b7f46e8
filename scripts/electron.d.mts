/** What the tests may ask of scripts/electron.mjs. */

/** Path of an Electron executable that runs on this computer. */
export function electronPath(): Promise<string>

/** The Electron to run; `carried` is true for the registry's stand-in. */
export function electron(): Promise<{ path: string; version: string; why: string; carried: boolean }>
