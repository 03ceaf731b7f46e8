/** libsodium is WebAssembly and wakes up once: await `sodiumReady` before anything else of this folder runs. */
import sodium from 'libsodium-wrappers'

export { sodium }
/** No top-level await here: the vault is bundled as CommonJS. */
export const sodiumReady: Promise<void> = sodium.ready
