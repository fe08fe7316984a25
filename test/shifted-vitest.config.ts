import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'
import vitestConfig from '../vitest.config'
import { listShifts, shiftEnv } from './support/shifted-clock'
import { listTimeTests } from './support/time-tests'

// Runs the tests that mention time once more, on other clocks, in other time zones and locales.
// The files take turns: each runs under one of the shifts.

const root = dirname(import.meta.dirname)
const { projects: _, ...shared } = vitestConfig.test ?? {}
const files = listTimeTests(root)
/** Checks the clock itself, under every shift. */
const CLOCK_TEST = 'test/support/shifted-clock.test.ts'

export default defineConfig({
  root,
  resolve: vitestConfig.resolve ?? {},
  test: {
    ...shared,
    projects: listShifts(Date.now()).map((shift, i, shifts) => ({
      extends: true,
      test: {
        name: shift.name,
        include: [CLOCK_TEST, ...files.filter((_, n) => n % shifts.length === i)],
        env: shiftEnv(shift),
      },
    })),
  },
})
