/** The answer to any other method than POST at a webhook's address. */
export function refuseMethod(): Response {
  const body = { error: 'A webhook is delivered by POST.' }
  return Response.json(body, { status: 405, headers: { allow: 'POST' } })
}
