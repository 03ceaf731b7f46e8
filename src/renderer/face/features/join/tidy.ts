/** What people type and paste, made plain: capitals, spaces and dashes never matter. */

/** A link is taken as it is, without what surrounds it in a message; a code without anything but its characters. */
export function tidyInvitation(typed: string): { readonly text: string; readonly isLink: boolean } {
  const link = /kinfold:\S+/i.exec(typed)?.[0]?.replace(/[.,;)>\]”"']+$/, '')
  if (link) return { text: link, isLink: true }
  return { text: typed.replace(/[\s\u2010-\u2015_-]+/g, '').toUpperCase(), isLink: false }
}

/** `192.168.1.20 : 48132` and `ws://192.168.1.20:48132/` are the same place. */
export const tidyAddress = (typed: string): string =>
  typed
    .replace(/\s+/g, '')
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/+$/, '')
