import { env } from '../env'

/** How users sign in to this portal. */
export type AuthConfig = {
  /** Encrypts session cookies. */
  secret: string
  /** The portal is served over https. */
  isSecure: boolean
  /** The portal's public origin; undefined when the platform sends it with each request. */
  origin: string | undefined
  isSandbox: boolean
  /** Single sign-on instead of passwords. */
  oidc: OidcConfig | undefined
  trustedProxies: number
  isVercel: boolean
}

export type OidcConfig = { issuer: string; clientId: string; clientSecret: string }

/** Reads the sign-in configuration from the environment. */
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
  // Without NEXTAUTH_URL, next-auth uses Vercel's URL, which is always https.
  const isSecure = url ? url.startsWith('https:') : isVercel
  const origin = url && new URL(url).origin
  return { secret, isSecure, origin, isSandbox, oidc, trustedProxies, isVercel }
}
