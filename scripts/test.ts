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
  type Result,
  step,
  unitTests,
} from './checks'
import { main } from './main'

const bin = (name: string) => `node_modules/.bin/${name}`

// Cheap ones first. Each is a test of its own in the sum; vitest and Playwright add theirs.
const CHECKS: Check[] = [
  command('format and lint', bin('biome'), ['check', '.']),
  command('types', bin('tsc'), ['--noEmit']),
  importRules(),
  command('unused code', bin('knip'), []),
  migrationsMatch(),
  unitTests(),
  step('production build', ensureBuilt),
  plugPulling(),
  step('a browser is there', ensureBrowser),
  playwright(),
]

await main(async () => {
  mkdirSync('test-results', { recursive: true })
  let passed = 0
  let failed = 0
  const failures: string[] = []
  const unsteady: string[] = []
  for (const check of CHECKS) {
    const began = Date.now()
    console.log(`\n== ${check.name}`)
    const result: Result = await check.run().catch((error: Error) => {
      console.log(error.message)
      return { passed: 0, failed: 1 }
    })
    const details = result.failures?.length ? result.failures : ['see above']
    if (result.failed > 0) failures.push(...details.map((what) => `${check.name}: ${what}`))
    unsteady.push(...(result.unsteady ?? []).map((what) => `${check.name}: ${what}`))
    passed += result.passed
    failed += result.failed
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(
      `== ${check.name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s`,
    )
  }
  for (const what of unsteady) console.log(`PASSED AT THE SECOND TRY ${what}`)
  for (const failure of failures) console.log(`FAILED ${failure}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
})
