import type { NextAuthOptions, User } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import { getDb } from '@/db/client'
import { findSignInCandidate } from '@/db/queries/settings/staff'
import { personActor } from '@/domain/staff/actor'
import type { Role } from '@/domain/staff/permissions'
import { isSandboxEmail } from '@/domain/staff/sandbox-staff'
import { safeCallbackPath } from '@/paths/callback-path'
import { signInPath } from '@/paths/routes'
import { logger } from '../log'
import { closeSession } from '../modules/staff/close-session'
import { openSession, SESSION_LIFETIME_SECONDS } from '../modules/staff/open-session'
import { signInWithPassword } from '../modules/staff/sign-in-with-password'
import type { AuthConfig } from './config'
import { oidcProvider } from './oidc'
import { liveSession } from './session'

/** The current request: its client address and the id it is logged under. */
export type AuthRequest = { address: string; requestId: string }

type Admitted = { id: string; name: string; role: Role }

/** Returns next-auth's options for one request. */
export function authOptions(config: AuthConfig, request: AuthRequest): NextAuthOptions {
  const { secret, isSecure, isSandbox, oidc } = config
  const admission = admit(config, request)
  return {
    secret,
    useSecureCookies: isSecure,
    session: { strategy: 'jwt', maxAge: SESSION_LIFETIME_SECONDS },
    pages: { signIn: signInPath(), signOut: signInPath(), error: signInPath() },
    providers: [oidc ? oidcProvider(oidc) : admission.passwordProvider],
    callbacks: {
      signIn: ({ user, account }) => account?.type === 'credentials' || admission.bySso(user),
      redirect: ({ url, baseUrl }) => `${baseUrl}${safeCallbackPath(url, baseUrl)}`,
      jwt: async ({ token, account }) => {
        if (account) return admission.openToken(account.type)
        // next-auth's session endpoint must not return an ended session either.
        const live = await liveSession(token, isSandbox)
        if (!live) throw new Error('The session has ended.')
        return { sub: live.id, sid: live.sessionId }
      },
      session: async ({ session, token }) => {
        const live = await liveSession(token, isSandbox)
        const user = live && { name: live.name, email: live.email }
        return { ...(user && { user }), expires: session.expires }
      },
    },
    events: {
      signOut: async ({ token }) => {
        const session = await liveSession(token, isSandbox)
        if (!session) return
        const { sessionId, id: staffId } = session
        const context = { actor: personActor(session), requestId: request.requestId }
        await closeSession({ sessionId, staffId }, context)
      },
    },
    logger: {
      error: (code, metadata) =>
        logger('next-auth').warn({ code, err: metadata }, 'sign-in failed'),
      warn: (code) => logger('next-auth').warn({ code }),
      debug: () => {},
    },
  }
}

/** The two sign-in methods and the state kept between the steps of one sign-in. */
function admit({ isSandbox }: AuthConfig, { address, requestId }: AuthRequest) {
  let admitted: Admitted | undefined

  const passwordProvider = credentials({
    id: 'credentials',
    name: 'Password',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    authorize: async (typed) => {
      const { email, password } = { email: text(typed?.email), password: text(typed?.password) }
      const answer = await signInWithPassword({ email, password, address }, isSandbox)
      if (answer.outcome === 'wait') throw new Error(`Wait:${answer.seconds}`)
      if (answer.outcome === 'wrong') return null
      admitted = answer.staff
      return { id: answer.staff.id }
    },
  })

  /** Admits only staff members, by an email address the provider has verified. */
  const bySso = async ({ email }: Pick<User, 'email'>): Promise<boolean> => {
    if (!email || (!isSandbox && isSandboxEmail(email))) return false
    const found = await findSignInCandidate(getDb(), email, address)
    admitted = found?.isDisabled ? undefined : found
    return admitted !== undefined
  }

  const openToken = async (type: string) => {
    if (!admitted) throw new Error('No staff member was admitted.')
    const method = type === 'credentials' ? 'password' : 'single sign-on'
    const session = { staffId: admitted.id, address, method } as const
    const sid = await openSession(session, { actor: personActor(admitted), requestId })
    return { sub: admitted.id, sid }
  }

  return { passwordProvider, bySso, openToken }
}

/** Form fields are untrusted. */
const text = (value: unknown) => (typeof value === 'string' ? value : '')
