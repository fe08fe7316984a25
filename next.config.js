import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
// What a platform that builds from a commit calls it.
const commit = process.env.VERCEL_GIT_COMMIT_SHA?.slice(0, 12)
const AFTERCART_BUILT_VERSION = commit ? `${version}+${commit}` : version

// Answers of the API are data for programs: never cached, framed, sniffed or run.
const apiHeaders = [
  { key: 'Cache-Control', value: 'no-store' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

// An answer to a webhook is a few bytes: compressed they are more, and cost more than storing it.
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
  // Writing it takes a third of a first build, and whoever runs the portal builds once per version.
  experimental: { turbopackFileSystemCacheForBuild: false },
  serverExternalPackages: [
    '@node-rs/argon2',
    'drizzle-orm',
    'pino',
    'postgres',
    'rate-limiter-flexible',
    'undici',
  ],
  // Links from emails and bookmarks made before webhooks had this name.
  redirects: async () => [
    { source: '/deliveries/:path*', destination: '/webhooks/:path*', permanent: true },
  ],
  headers: async () => [
    { source: '/api/:path*', headers: apiHeaders },
    { source: '/api/webhooks/:path*', headers: webhookHeaders },
  ],
}

export default config
