/** The floor of the intake benchmark: reads the body, does nothing. Only under `npm run bench`. */
export async function POST(request: Request): Promise<Response> {
  if (process.env.AFTERCART_BENCH !== '1') return new Response(null, { status: 404 })
  const body = await request.arrayBuffer()
  return Response.json({ bytes: body.byteLength })
}
