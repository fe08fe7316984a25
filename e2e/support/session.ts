import type { Role } from '../../domain/staff/permissions'
import { SANDBOX_PASSWORD } from '../../domain/staff/sandbox-staff'

/** Every role has one person in the sandbox. */
export const sandboxEmail = (role: Role): string => `${role}@aftercart.test`

/** Signs in by next-auth's own HTTP calls and returns the Cookie header of the session. */
export async function sessionCookie(portalUrl: string, email: string): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
  }
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  const csrf = await fetch(`${portalUrl}/api/auth/csrf`)
  keep(csrf)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${portalUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password: SANDBOX_PASSWORD, json: 'true' }),
    redirect: 'manual',
  })
  keep(answer)
  if (![...jar.keys()].some((name) => name.includes('session-token')))
    throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookies()
}

/** The session's cookies as a browser takes them. */
export function browserCookies(cookie: string, url: string) {
  return cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin }
  })
}

/** Asks tRPC queries as the browser would, signed in; each resolves to the query's data. */
export type Caller = (path: string, input: unknown) => Promise<unknown>

export async function signedInCaller(portalUrl: string, role: Role): Promise<Caller> {
  const cookie = await sessionCookie(portalUrl, sandboxEmail(role))
  return async (path, input) => {
    const query = encodeURIComponent(JSON.stringify({ json: input }))
    const answer = await fetch(`${portalUrl}/api/trpc/${path}?input=${query}`, {
      headers: { cookie },
    })
    const body = (await answer.json()) as { result?: { data: { json: unknown } } }
    if (!body.result) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(body)}`)
    return body.result.data.json
  }
}
