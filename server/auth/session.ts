import { decode, type JWT } from 'next-auth/jwt'
import { z } from 'zod'
import { getDb } from '@/db/client'
import { findLiveSession, type LiveSession, touchSession } from '@/db/queries/settings/sessions'
import { isSandboxEmail } from '@/domain/staff/sandbox-staff'

/** A session unused for this long ends. */
const IDLE_SECONDS = 2 * 60 * 60

/** A session token's claims: the row of `staff_sessions` and the staff member. */
const SessionToken = z.object({ sub: z.uuid(), sid: z.uuid() })
export type SessionToken = z.infer<typeof SessionToken>

/** next-auth's cookie name: prefixed with `__Secure-` when the portal is served over https. */
export const sessionCookieName = (isSecure: boolean) =>
  `${isSecure ? '__Secure-' : ''}next-auth.session-token`

/** `isBackgroundRequest`: background polling, which does not extend the session. */
type Reading = { secret: string; isSandbox: boolean; isBackgroundRequest?: boolean }

/**
 * Returns the user of a session cookie, checked against the database; undefined for a revoked, expired
 * or idle session, a disabled user, or a sandbox user outside the sandbox.
 */
export async function sessionOfCookie(
  cookie: string | undefined,
  { secret, isSandbox, isBackgroundRequest = false }: Reading,
): Promise<LiveSession | undefined> {
  if (!cookie) return undefined
  return liveSession(await decodeQuietly(cookie, secret), isSandbox, isBackgroundRequest)
}

/** Returns the user of a token that next-auth has decoded. */
export async function liveSession(
  token: JWT | null,
  isSandbox: boolean,
  isBackgroundRequest = false,
): Promise<LiveSession | undefined> {
  const named = SessionToken.safeParse(token)
  if (!named.success) return undefined
  const { sub: staffId, sid: sessionId } = named.data
  const session = await findLiveSession(getDb(), { sessionId, staffId }, IDLE_SECONDS)
  if (!session || (!isSandbox && isSandboxEmail(session.email))) return undefined
  if (session.isTouchDue && !isBackgroundRequest) await touchSession(getDb(), sessionId)
  return session
}

/** Returns the token's claims, or undefined when it is forged, damaged or expired. */
async function decodeQuietly(token: string, secret: string): Promise<JWT | null> {
  try {
    return await decode({ token, secret })
  } catch {
    return null
  }
}
