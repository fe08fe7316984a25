import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
// The commit, on platforms that build from one.
const commit = process.env.VERCEL_GIT_COMMIT_SHA?.slice(0, 12)
const AFTERCART_BUILT_VERSION = commit ? `${version}+${commit}` : version

// API responses are data: never cached, framed, sniffed or executed.
const apiHeaders = [
  { key: 'Cache-Control', value: 'no-store' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

// A webhook response is a few bytes: compressing makes it larger and costs more than storing the webhook.
const webhookHeaders = [{ key: 'Cache-Control', value: 'no-store, no-transform' }]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  env: { AFTERCART_BUILT_VERSION },
  images: { unoptimized: true },
  // Set by scripts/build.ts for the fast local start; every other build checks types.
  typescript: { ignoreBuildErrors: process.env.AFTERCART_SKIP_TYPE_CHECK === '1' },
  turbopack: { root: import.meta.dirname },
  // Writing the cache takes a third of a first build, and operators build once per version.
  experimental: { turbopackFileSystemCacheForBuild: false },
  serverExternalPackages: [
    '@node-rs/argon2',
    'drizzle-orm',
    'pino',
    'postgres',
    'rate-limiter-flexible',
    'undici',
  ],
  // Links in older emails and bookmarks.
  redirects: async () => [
    { source: '/deliveries/:path*', destination: '/webhooks/:path*', permanent: true },
  ],
  headers: async () => [
    { source: '/api/:path*', headers: apiHeaders },
    { source: '/api/webhooks/:path*', headers: webhookHeaders },
  ],
}

export default config
