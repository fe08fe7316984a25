/**
 * Returns whether a state-changing request comes from our own pages or from a program. Browsers send
 * fetch metadata (https://www.w3.org/TR/fetch-metadata/), older ones the origin. Programs send neither
 * and hold no user's cookies.
 */
export function isFromOurPages(headers: Headers, ownUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return true
  const own = ownUrl === undefined ? [] : [new URL(ownUrl).host]
  return URL.canParse(origin) && [headers.get('host'), ...own].includes(new URL(origin).host)
}
