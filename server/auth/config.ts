import { env } from '../env'

/** How people sign in to this portal. */
export type AuthConfig = {
  /** Encrypts session cookies. */
  secret: string
  /** People reach the portal by https. */
  isSecure: boolean
  /** The origin people reach the portal at; undefined: the platform says it with each request. */
  origin: string | undefined
  isSandbox: boolean
  /** Single sign-on instead of passwords. */
  oidc: OidcConfig | undefined
  trustedProxies: number
  isVercel: boolean
}

export type OidcConfig = { issuer: string; clientId: string; clientSecret: string }

/** Reads it from the environment. */
export function authConfig(): AuthConfig {
  const {
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: url,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    AFTERCART_SANDBOX: isSandbox,
    AFTERCART_TRUST_PROXY: trustedProxies,
  } = env()
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: start the portal with `npm start`.')
  const isVercel = Boolean(process.env.VERCEL)
  const oidc = issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined
  // Without an address of its own, next-auth takes Vercel's, which is always https.
  const isSecure = url ? url.startsWith('https:') : isVercel
  const origin = url && new URL(url).origin
  return { secret, isSecure, origin, isSandbox, oidc, trustedProxies, isVercel }
}
