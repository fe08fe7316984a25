/** Tells pages the path that was asked for, so that signing in leads back to it. */
export const PATH_HEADER = 'x-aftercart-path'
/** Tells pages the nonce that their scripts and styles carry. */
export const NONCE_HEADER = 'x-nonce'

/**
 * What a page may load and run: its own files, and inline scripts and style sheets that carry
 * this request's nonce. Style attributes are free, because the design system sets CSS variables
 * in them. While developing only, React needs `eval` and Next's overlay adds style sheets of its own.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'`
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`
  return [
    "default-src 'self'",
    `script-src ${scripts}${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The other headers of a page. `isSecure`: people reach the portal by https. */
export function pageHeaders(isSecure: boolean): Record<string, string> {
  return {
    'Cache-Control': 'private, no-cache, no-store, max-age=0, must-revalidate',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(isSecure && { 'Strict-Transport-Security': 'max-age=63072000' }),
  }
}
