import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Pure functions: these tests share no mutable state, so they run without isolation. */
const PURE = '{domain,paths}/**/*.test.ts'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    globalSetup: ['./test/support/vitest-postgres.ts'],
    pool: 'forks',
    // Tests wait for PostgreSQL and timers as much as they compute: one worker more than cores.
    maxWorkers: availableParallelism() + 1,
    env: {
      AFTERCART_SANDBOX: '1',
      AFTERCART_LOG_LEVEL: 'silent',
      NEXTAUTH_SECRET: 'secret-of-the-tests',
    },
    // Generous, because a busy machine is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'domain', include: [PURE], isolate: false } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['{app,server,db,sandbox,components,scripts,bench,test}/**/*.test.{ts,tsx}'],
          exclude: [PURE],
        },
      },
    ],
  },
})
