import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{app,server,db,sandbox,components,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['./scripts/vitest-postgres.ts'],
    pool: 'forks',
    // They wait for Postgres as much as they compute: one to a core, and on one core two.
    maxWorkers: Math.max(2, availableParallelism()),
    env: {
      AFTERCART_SANDBOX: '1',
      AFTERCART_LOG_LEVEL: 'silent',
      NEXTAUTH_SECRET: 'secret-of-the-tests',
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
