/** Threads of this page: the page's rules let a script start one only through a policy that knows its address. */

type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** How the thread at `address` is started. `policy` is named in src/main/shell/policy/csp.ts, and made once. */
export function threadsOf(policy: string, address: string): () => Worker {
  const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(policy, {
    createScriptURL: url => {
      if (url !== address) throw new Error('no such thread')
      return url
    },
  })
  return () => new Worker(trusted?.createScriptURL(address) ?? address)
}
