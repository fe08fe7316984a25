/** Passes the requested path to pages, so that sign-in can return to it. */
export const PATH_HEADER = 'x-aftercart-path'
/** Passes the nonce of scripts and styles to pages. */
export const NONCE_HEADER = 'x-nonce'

/**
 * Returns the content security policy: a page may load its own files, and inline scripts and style sheets
 * with this request's nonce. Style attributes are allowed because the design system sets CSS variables
 * in them. In development, React needs `eval` and Next's overlay adds style sheets.
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

/** Returns the other security headers of a page. `isSecure`: the portal is served over https. */
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
