import { decode, type JWT } from 'next-auth/jwt'
import { z } from 'zod'
import { getDb } from '@/db/client'
import { findLiveSession, type LiveSession, touchSession } from '@/db/queries/settings/sessions'
import { isSandboxEmail } from '@/domain/staff/sandbox-staff'

/** A session that nobody used for this long is over. */
const IDLE_SECONDS = 2 * 60 * 60

/** What a session's token says: which row of `staff_sessions`, and whose. Nothing else. */
const SessionToken = z.object({ sub: z.uuid(), sid: z.uuid() })
export type SessionToken = z.infer<typeof SessionToken>

/** next-auth's own names and rules: `__Secure-` wherever the portal is reached by https. */
export const sessionCookieName = (isSecure: boolean) =>
  `${isSecure ? '__Secure-' : ''}next-auth.session-token`

/** `isBackgroundRequest`: nobody asked for it, so it is no use of the session. */
type Reading = { secret: string; isSandbox: boolean; isBackgroundRequest?: boolean }

/**
 * Who a session cookie stands for, as the database says at this moment: a revoked, expired or
 * idle session, a disabled person or a sandbox one outside of the sandbox is nobody.
 */
export async function sessionOfCookie(
  cookie: string | undefined,
  { secret, isSandbox, isBackgroundRequest = false }: Reading,
): Promise<LiveSession | undefined> {
  if (!cookie) return undefined
  return liveSession(await decodeQuietly(cookie, secret), isSandbox, isBackgroundRequest)
}

/** The same for a token that next-auth decoded. */
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

/** A token that is forged, damaged or too old is none. */
async function decodeQuietly(token: string, secret: string): Promise<JWT | null> {
  try {
    return await decode({ token, secret })
  } catch {
    return null
  }
}
