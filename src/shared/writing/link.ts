/** Where a link may lead, in whatever is written here: https: and mailto: alone. Anything else is not a link. */
export const goodLink = (href: string | null): string | null =>
  href && href.length <= 2048 && /^(https:\/\/|mailto:)/i.test(href.trim()) ? href.trim() : null
