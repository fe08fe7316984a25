import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { BACKGROUND_REQUEST_HEADER } from '@/domain/staff/background-request'
import type { Role } from '@/domain/staff/permissions'
import { signInPathWith } from '@/paths/callback-path'
import { authConfig } from './auth/config'
import { sessionCookieName, sessionOfCookie } from './auth/session'
import { PATH_HEADER } from './security-headers'

/** The signed-in user, as currently stored. */
export type Staff = { id: string; name: string; email: string; role: Role; sessionId: string }

/**
 * Returns the signed-in user, checked against the database on every request (once per request in
 * pages); undefined when no one is signed in. Access control is here, not in proxy.ts.
 */
export const currentStaff = cache(async (): Promise<Staff | undefined> => {
  const config = authConfig()
  const cookie = (await cookies()).get(sessionCookieName(config.isSecure))?.value
  const isBackgroundRequest = (await headers()).has(BACKGROUND_REQUEST_HEADER)
  const session = await sessionOfCookie(cookie, { ...config, isBackgroundRequest })
  if (!session) return undefined
  const { id, name, email, role, sessionId } = session
  return { id, name, email, role, sessionId }
})

/** For pages: returns the signed-in user, or redirects to the sign-in page and back afterwards. */
export async function requireStaff(): Promise<Staff> {
  const staff = await currentStaff()
  if (staff) return staff
  redirect(signInPathWith((await headers()).get(PATH_HEADER) ?? ''))
}
