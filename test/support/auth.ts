import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { afterAll } from 'vitest'
import type { AuthConfig } from '@/server/auth/config'
import { authOptions } from '@/server/auth/options'

/** Starts a server on a free loopback port, stopped after the test file; returns its origin. */
export async function serve(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Serves next-auth with our options at `/api/auth`, without the rest of the portal. */
export async function serveAuth(configOf: (origin: string) => AuthConfig): Promise<string> {
  const server = createServer((request, response) => {
    answer(request, response, configOf(origin)).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  })
  const origin = await serve(server)
  process.env.NEXTAUTH_URL = origin
  return origin
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  config: AuthConfig,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://portal.test')
  if (!url.pathname.startsWith('/api/auth/')) {
    response.end()
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const form = new URLSearchParams(Buffer.concat(chunks).toString())
  const nextRequest = Object.assign(request, {
    query: {
      ...Object.fromEntries(url.searchParams),
      nextauth: url.pathname.slice('/api/auth/'.length).split('/'),
    },
    cookies: cookiesOf(request.headers.cookie ?? ''),
    body: Object.fromEntries(form),
  })
  const nextResponse = Object.assign(response, {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    json: (value: unknown) => response.end(JSON.stringify(value)),
    send: (value: unknown) =>
      response.end(typeof value === 'string' ? value : JSON.stringify(value)),
  })
  const options = authOptions(config, { address: '203.0.113.7', requestId: 'test-request' })
  await NextAuth(
    nextRequest as unknown as NextApiRequest,
    nextResponse as unknown as NextApiResponse,
    options,
  )
}

const cookiesOf = (header: string) =>
  Object.fromEntries(
    header.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, decodeURIComponent(value.join('='))]
    }),
  )

/** A minimal browser: keeps cookies by origin and does not follow redirects. */
export type Browser = {
  get(url: string): Promise<Response>
  post(url: string, form: Record<string, string>): Promise<Response>
  /** The cookies of an origin by name, with their attributes. */
  cookies(origin: string): Map<string, { value: string; attributes: string }>
}

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, { value: string; attributes: string }>>()
  const jarOf = (url: string) => {
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map()
    jars.set(origin, jar)
    return jar as Map<string, { value: string; attributes: string }>
  }
  const send = async (url: string, init: RequestInit) => {
    const jar = jarOf(url)
    const cookie = [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, ...(cookie && { cookie }) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?(.*)$/.exec(line) ?? []
      const isGone = /max-age=0|expires=thu, 01 jan 1970/i.test(attributes)
      if (isGone) jar.delete(name)
      else jar.set(name, { value, attributes })
    }
    return response
  }
  return {
    get: (url) => send(url, {}),
    post: (url, form) => send(url, { method: 'POST', body: new URLSearchParams(form) }),
    cookies: (origin) => jarOf(origin),
  }
}

/** Returns the CSRF token that next-auth requires with every form. */
export async function csrfToken(browser: Browser, origin: string): Promise<string> {
  const answer = await browser.get(`${origin}/api/auth/csrf`)
  return ((await answer.json()) as { csrfToken: string }).csrfToken
}

/** Returns next-auth's session: `{}` when no one is signed in. */
export async function sessionOf(browser: Browser, origin: string): Promise<unknown> {
  return (await browser.get(`${origin}/api/auth/session`)).json()
}
