import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{app,server,db,sandbox,components,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['./scripts/vitest-postgres.ts'],
    pool: 'forks',
    env: {
      AFTERCART_SANDBOX: '1',
      AFTERCART_LOG_LEVEL: 'silent',
      NEXTAUTH_SECRET: 'secret-of-the-tests',
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
