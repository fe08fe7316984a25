import { type NextRequest, NextResponse } from 'next/server'
import { REQUEST_ID_HEADER, requestIdOf } from './server/request-id'
import {
  contentSecurityPolicy,
  NONCE_HEADER,
  PATH_HEADER,
  pageHeaders,
} from './server/security-headers'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Sets the headers of every page. Not access control: pages and procedures check the session. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce, isDevelopment)
  const requestId = requestIdOf(request.headers)

  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set(NONCE_HEADER, nonce)
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set(REQUEST_ID_HEADER, requestId)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set(REQUEST_ID_HEADER, requestId)
  const isSecure = process.env.NEXTAUTH_URL
    ? process.env.NEXTAUTH_URL.startsWith('https:')
    : Boolean(process.env.VERCEL)
  for (const [name, value] of Object.entries(pageHeaders(isSecure)))
    response.headers.set(name, value)
  return response
}

export const config = {
  // Pages only: the API sets its headers in next.config.js, and the webhook intake must stay fast.
  matcher: ['/((?!api/|_next/static/|_next/image|favicon\\.ico$).*)'],
}
