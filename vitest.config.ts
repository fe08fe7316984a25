import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Pure functions: these tests share nothing that could change, and need not load it anew each. */
const PURE = '{domain,paths}/**/*.test.ts'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    globalSetup: ['./test/support/vitest-postgres.ts'],
    pool: 'forks',
    // They wait for Postgres and for timers as much as they compute: one more than cores.
    maxWorkers: availableParallelism() + 1,
    env: {
      AFTERCART_SANDBOX: '1',
      AFTERCART_LOG_LEVEL: 'silent',
      NEXTAUTH_SECRET: 'secret-of-the-tests',
    },
    // A busy machine is slow, not wrong.
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
