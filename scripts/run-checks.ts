import type { Check, Result } from './checks'

type NamedResult = Result & { name: string }

/** Runs a check and prints its output. Never rejects: an error counts as a failed check. */
async function run(check: Check): Promise<NamedResult> {
  const started = Date.now()
  console.log(`\n== ${check.name}`)
  const result: Result = await check.run().catch((error: Error) => {
    console.log(error.message)
    return { passed: 0, failed: 1 }
  })
  const { passed, failed } = result
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`== ${check.name}: ${passed} passed, ${failed} failed in ${seconds} s`)
  return { name: check.name, ...result }
}

async function runLane(lane: Check[]): Promise<NamedResult[]> {
  const results: NamedResult[] = []
  for (const check of lane) results.push(await run(check))
  return results
}

/**
 * Runs the stages sequentially; within a stage the lanes run in parallel, and the checks of a lane
 * sequentially. Prints every failure and, as its last line, `N passed, N failed`. Sets the
 * process's exit code to 0 only when at least one check ran and none failed.
 */
export async function runStages(stages: Check[][][]): Promise<void> {
  const results: NamedResult[] = []
  for (const lanes of stages) results.push(...(await Promise.all(lanes.map(runLane))).flat())
  for (const { name, unsteady = [] } of results)
    for (const title of unsteady) console.log(`PASSED ON THE SECOND TRY ${name}: ${title}`)
  for (const { name, failed, failures = [] } of results) {
    if (failed === 0) continue
    for (const failure of failures.length > 0 ? failures : ['see above'])
      console.log(`FAILED ${name}: ${failure}`)
  }
  const sum = (key: 'passed' | 'failed') => results.reduce((n, result) => n + result[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}
