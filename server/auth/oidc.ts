import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import type { OidcConfig } from './config'

/** The claims of an OpenID provider that are used here. */
export type Claims = { sub: string; email?: unknown; email_verified?: unknown }

type UserinfoRequest = NonNullable<UserinfoEndpointHandler['request']>
type Profile = Awaited<ReturnType<UserinfoRequest>>
type Client = Parameters<UserinfoRequest>[0]['client']
type VerifiedTokens = Exclude<Parameters<Client['userinfo']>[0], string>

/**
 * Returns the single sign-on provider for any OpenID Connect issuer. next-auth checks state, nonce and
 * PKCE, and the ID token's signature, issuer, audience and age. The redirect URI to register is
 * `{NEXTAUTH_URL}/api/auth/callback/oidc`.
 */
export function oidcProvider({ issuer, clientId, clientSecret }: OidcConfig): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    httpOptions: { timeout: 10_000 },
    // next-auth types the tokens loosely; openid-client has verified them here.
    userinfo: { request: ({ client, tokens }) => claimsOf(client, tokens as VerifiedTokens) },
    profile: (claims) => ({ id: claims.sub, email: verifiedEmail(claims) ?? null }),
  }
}

/** Returns the email address in lower case, if the provider says it is verified. */
export function verifiedEmail({ email, email_verified: verified }: Claims): string | undefined {
  // Some providers send the boolean as a string.
  const isVerified = verified === true || verified === 'true'
  return isVerified && typeof email === 'string' ? email.trim().toLowerCase() : undefined
}

/**
 * Many providers leave the email address out of the ID token (OpenID Connect Core 1.0, 5.4). The
 * client rejects user info with a different subject than the token's. The address and its
 * verification are read from the same source.
 */
async function claimsOf(client: Client, tokens: VerifiedTokens): Promise<Profile> {
  const claims = tokens.claims()
  if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims
  return client.userinfo(tokens)
}
