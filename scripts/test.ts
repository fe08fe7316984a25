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

// Cheap ones first, and those that only read the code side by side. Each is a test of its own in
// the sum; vitest and Playwright add theirs.
const CHECKS: Check[][] = [
  [
    command('format and lint', bin('biome'), ['check', '.']),
    importRules(),
    command('unused code', bin('knip'), []),
    migrationsMatch(),
  ],
  [unitTests()],
  [step('production build', ensureBuilt)],
  // Types of pages are written by the build; who waits for a portal to come back leaves room.
  [command('types', bin('tsc'), ['--noEmit']), plugPulling()],
  [step('a browser is there', ensureBrowser)],
  [playwright()],
]

/** Never rejects: what a check throws is its failure. */
async function run(check: Check): Promise<Result & { name: string }> {
  const began = Date.now()
  console.log(`\n== ${check.name}`)
  const result: Result = await check.run().catch((error: Error) => {
    console.log(error.message)
    return { passed: 0, failed: 1 }
  })
  const { passed, failed } = result
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`== ${check.name}: ${passed} passed, ${failed} failed in ${seconds} s`)
  return { name: check.name, ...result }
}

await main(async () => {
  mkdirSync('test-results', { recursive: true })
  const results: (Result & { name: string })[] = []
  for (const beside of CHECKS) results.push(...(await Promise.all(beside.map(run))))
  for (const { name, unsteady = [] } of results)
    for (const what of unsteady) console.log(`PASSED AT THE SECOND TRY ${name}: ${what}`)
  for (const { name, failed, failures = [] } of results) {
    if (failed === 0) continue
    for (const what of failures.length > 0 ? failures : ['see above'])
      console.log(`FAILED ${name}: ${what}`)
  }
  const sum = (which: 'passed' | 'failed') => results.reduce((n, result) => n + result[which], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
})
