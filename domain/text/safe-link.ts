/**
 * A link that came from outside, when it is one that a person may follow: http or https.
 * Anything else (`javascript:`, `data:` ...) gives undefined.
 */
export function safeLink(url: string | null | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
