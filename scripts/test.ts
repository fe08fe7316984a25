import { mkdirSync } from 'node:fs'
import { ensureBrowser } from './browser'
import { ensureBuilt } from './build'
import {
  type Check,
  command,
  importRules,
  migrationsMatch,
  playwright,
  plugPulling,
  step,
  testsUnderShiftedClock,
  unitTests,
} from './checks'
import { main } from './main'
import { runStages } from './run-checks'

const bin = (name: string) => `node_modules/.bin/${name}`

// Stages run sequentially, the lanes of a stage in parallel, the checks of a lane sequentially. Each check counts as one test; vitest and Playwright add theirs.
const STAGES: Check[][][] = [
  [[unitTests(), testsUnderShiftedClock()]],
  [[step('production build', ensureBuilt)]],
  [
    // The plug-pulling tests mostly wait, so the static checks run beside them.
    [plugPulling()],
    [
      // The build writes the types of the routes.
      command('types', bin('tsc'), ['--noEmit']),
      command('format and lint', bin('biome'), ['check', '.']),
      importRules(),
      command('unused code', bin('knip'), []),
      migrationsMatch(),
    ],
  ],
  [[step('browser installed', ensureBrowser)]],
  [[playwright()]],
]

await main(async () => {
  mkdirSync('test-results', { recursive: true })
  await runStages(STAGES)
})
