/** Returns the `Content-Length` of a request, which HTTP enforces; undefined without one. */
export function declaredSize(request: Request): number | undefined {
  const length = request.headers.get('content-length')
  return length === null ? undefined : Number(length)
}

/** Returns a request's body as text; stops reading and returns undefined above `maxBytes`. */
export async function readCapped(request: Request, maxBytes: number): Promise<string | undefined> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of request.body) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
