/** The floor of the intake benchmark: reads the body and stores nothing. */
export async function POST(request) {
  const body = await request.arrayBuffer()
  return Response.json({ bytes: body.byteLength })
}
