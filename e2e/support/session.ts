import type { Role } from '../../domain/staff/permissions'
import { SANDBOX_PASSWORD } from '../../domain/staff/sandbox-staff'

/** The sandbox has one staff member for each role. */
export const sandboxEmail = (role: Role): string => `${role}@aftercart.test`

/** Signs in with next-auth's HTTP API and returns the Cookie header of the session. */
export async function sessionCookie(portalUrl: string, email: string): Promise<string> {
  const jar = new Map<string, string>()
  const storeCookies = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
  }
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  const csrf = await fetch(`${portalUrl}/api/auth/csrf`)
  storeCookies(csrf)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const response = await fetch(`${portalUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password: SANDBOX_PASSWORD, json: 'true' }),
    redirect: 'manual',
  })
  storeCookies(response)
  if (![...jar.keys()].some((name) => name.includes('session-token')))
    throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
  return cookies()
}

/** Returns the session's cookies in Playwright's format. */
export function browserCookies(cookie: string, url: string) {
  return cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin }
  })
}

/** Calls a tRPC query as a signed-in user and returns the query's data. */
export type Caller = (path: string, input: unknown) => Promise<unknown>

export async function signedInCaller(portalUrl: string, role: Role): Promise<Caller> {
  const cookie = await sessionCookie(portalUrl, sandboxEmail(role))
  return async (path, input) => {
    const query = encodeURIComponent(JSON.stringify({ json: input }))
    const response = await fetch(`${portalUrl}/api/trpc/${path}?input=${query}`, {
      headers: { cookie },
    })
    const body = (await response.json()) as { result?: { data: { json: unknown } } }
    if (!body.result)
      throw new Error(`${path} responded with status ${response.status} ${JSON.stringify(body)}`)
    return body.result.data.json
  }
}
