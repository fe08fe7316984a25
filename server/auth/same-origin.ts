/**
 * Whether a request that changes something comes from our own pages, or from no browser at all.
 * Browsers say so themselves (https://www.w3.org/TR/fetch-metadata/); older ones name the
 * origin. Programs send neither, and have no one's cookies to abuse.
 */
export function isFromOurPages(headers: Headers, ownUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return true
  const own = ownUrl === undefined ? [] : [new URL(ownUrl).host]
  return URL.canParse(origin) && [headers.get('host'), ...own].includes(new URL(origin).host)
}
