import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { clientAddress } from '@/server/auth/client-address'
import { authConfig } from '@/server/auth/config'
import { authOptions } from '@/server/auth/options'
import { withRequestId } from '@/server/log'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'
import { limitedBody } from '../../limited-body'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** The allowed endpoints. next-auth's other endpoints (client logs, session updates) are unused and return 404. */
const ALLOWED_ACTIONS = {
  GET: ['providers', 'csrf', 'session', 'signin', 'callback', 'signout', 'error'],
  POST: ['signin', 'callback', 'signout'],
}
const MAX_BYTES = 16 * 1024

export async function GET(request: NextRequest, context: RouteContext): Promise<Response> {
  return handle(request, context, ALLOWED_ACTIONS.GET)
}

export async function POST(request: NextRequest, context: RouteContext): Promise<Response> {
  const { url, method, headers } = request
  const body = await limitedBody(request, MAX_BYTES)
  if (!body) return new Response('The request body is too large.', { status: 413 })
  return handle(new NextRequest(url, { method, headers, body }), context, ALLOWED_ACTIONS.POST)
}

async function handle(
  request: NextRequest,
  context: RouteContext,
  allowedActions: string[],
): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!allowedActions.includes(action)) return new Response(null, { status: 404 })
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
