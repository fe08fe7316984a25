import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{server,db,sandbox,components,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['./scripts/vitest-postgres.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
