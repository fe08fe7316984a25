import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { clientAddress } from '@/server/auth/client-address'
import { authConfig } from '@/server/auth/config'
import { authOptions } from '@/server/auth/options'
import { withRequestId } from '@/server/log'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'
import { limitedBody } from '../../limited-body'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** The rest of next-auth's endpoints (client logs, session updates) is closed: nothing uses it. */
const OPEN = {
  GET: ['providers', 'csrf', 'session', 'signin', 'callback', 'signout', 'error'],
  POST: ['signin', 'callback', 'signout'],
}
const MAX_BYTES = 16 * 1024

export async function GET(request: NextRequest, context: RouteContext): Promise<Response> {
  return answer(request, context, OPEN.GET)
}

export async function POST(request: NextRequest, context: RouteContext): Promise<Response> {
  const { url, method, headers } = request
  const body = await limitedBody(request, MAX_BYTES)
  if (!body) return new Response('Too long.', { status: 413 })
  return answer(new NextRequest(url, { method, headers, body }), context, OPEN.POST)
}

async function answer(
  request: NextRequest,
  context: RouteContext,
  open: string[],
): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!open.includes(action)) return new Response(null, { status: 404 })
  const requestId = requestIdOf(request.headers)
  const config = authConfig()
  const options = authOptions(config, {
    address: clientAddress(request.headers, config),
    requestId,
  })
  const response: Response = await withRequestId(requestId, () =>
    NextAuth(request, context, options),
  )
  response.headers.set(REQUEST_ID_HEADER, requestId)
  response.headers.set('Cache-Control', 'no-store')
  return response
}
