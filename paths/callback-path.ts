import { homePath, signInPath } from './routes'

const ANY_ORIGIN = 'http://aftercart.invalid'

/**
 * Returns the path to open after sign-in: `wanted` if it is a path within this portal, otherwise
 * the home page. `wanted` comes from a URL and is untrusted.
 *
 * Follows the URL standard as browsers do (https://url.spec.whatwg.org): `\` counts as `/`, tabs
 * and line breaks vanish, `//host` is another host. A path must also survive one decoding, so
 * that no proxy in front can turn it into another host.
 */
export function safeCallbackPath(wanted: unknown, ownOrigin?: string): string {
  if (typeof wanted !== 'string' || wanted.length > 2000) return homePath()
  const path =
    ownOrigin !== undefined && isWithin(wanted, ownOrigin) ? wanted.slice(ownOrigin.length) : wanted
  const isPlain = isOwnPath(path) && isOwnPath(decoded(path))
  const { pathname, search, hash } = isPlain ? new URL(path, ANY_ORIGIN) : new URL(ANY_ORIGIN)
  return isSignIn(pathname) || isApi(pathname) ? homePath() : `${pathname}${search}${hash}`
}

/** Returns the sign-in path that returns to a path of this portal. */
export function signInPathWith(callback: string): string {
  const path = safeCallbackPath(callback)
  return path === homePath()
    ? signInPath()
    : `${signInPath()}?${new URLSearchParams({ callbackUrl: path })}`
}

const isWithin = (wanted: string, origin: string) => wanted.startsWith(`${origin}/`)
const isSignIn = (pathname: string) => pathname === signInPath()
const isApi = (pathname: string) => /^\/(api|_next)(\/|$)/.test(pathname)

function isOwnPath(text: string | undefined): boolean {
  if (text === undefined || !/^\/(?![/\\])/.test(text)) return false
  if (/[\\\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return false
  if (!URL.canParse(text, ANY_ORIGIN)) return false
  const url = new URL(text, ANY_ORIGIN)
  return url.origin === ANY_ORIGIN && !url.pathname.startsWith('//')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.split(/[?#]/, 1)[0] ?? '')
  } catch {
    return undefined
  }
}
