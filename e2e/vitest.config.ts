import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'

// These tests start and kill whole portals, so they run one at a time.
export default defineConfig({
  root: dirname(import.meta.dirname),
  resolve: { alias: { '@': dirname(import.meta.dirname) } },
  test: {
    include: ['e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
