/** Shopify's own payloads stay far below it. */
export const LARGEST_BODY = 5 * 1024 * 1024

/** The bytes of a request's body; undefined when there are more than `LARGEST_BODY` of them. */
export async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const announced = request.headers.get('content-length')
  if (announced === null) return readStream(request)
  if (!(Number(announced) <= LARGEST_BODY)) return undefined
  const body = new Uint8Array(await request.arrayBuffer())
  return body.length <= LARGEST_BODY ? body : undefined
}

/** Nothing says how long it is going to be: reading stops at the limit. */
async function readStream(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return Buffer.concat(chunks, length)
    length += chunk.value.length
    if (length > LARGEST_BODY) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(chunk.value)
  }
}
