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

// One stage after the other; the lanes of a stage run side by side, the checks of a lane in turn.
// Each is a test of its own in the sum; vitest and Playwright add theirs.
const STAGES: Check[][][] = [
  [[unitTests()]],
  [[step('production build', ensureBuilt)]],
  [
    // Who waits for a portal to come back leaves room for what only reads the code.
    [plugPulling()],
    [
      // Types of pages are written by the build.
      command('types', bin('tsc'), ['--noEmit']),
      command('format and lint', bin('biome'), ['check', '.']),
      importRules(),
      command('unused code', bin('knip'), []),
      migrationsMatch(),
    ],
  ],
  [[step('a browser is there', ensureBrowser)]],
  [[playwright()]],
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

async function runInTurn(lane: Check[]): Promise<(Result & { name: string })[]> {
  const results: (Result & { name: string })[] = []
  for (const check of lane) results.push(await run(check))
  return results
}

await main(async () => {
  mkdirSync('test-results', { recursive: true })
  const results: (Result & { name: string })[] = []
  for (const lanes of STAGES) results.push(...(await Promise.all(lanes.map(runInTurn))).flat())
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
