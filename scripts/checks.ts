import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** One line each: `failures` point into the output above, `unsteady` passed on the second try. */
export type Result = {
  passed: number
  failed: number
  failures?: string[]
  unsteady?: string[]
}
export type Check = { name: string; run: () => Promise<Result> }

const PASSED: Result = { passed: 1, failed: 0 }
const FAILED: Result = { passed: 0, failed: 1 }

/** Runs a program; resolves to its exit code and, with `keepOutput`, its output instead of showing it. */
function execute(program: string, args: string[], keepOutput = false) {
  return new Promise<{ code: number; output: string; complaints: string }>((done, fail) => {
    const shown = keepOutput ? 'pipe' : 1
    const child = spawn(program, args, { stdio: ['ignore', shown, shown] })
    const said = { output: '', complaints: '' }
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said.output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.complaints += text
    })
    child.once('error', fail)
    child.once('close', (code) => done({ code: code ?? 1, ...said }))
  })
}

/** A program that passes by exiting with 0; its output is printed at the end, so it can run in parallel. */
export function command(name: string, program: string, args: string[]): Check {
  return {
    name,
    run: async () => {
      const { code, output, complaints } = await execute(program, args, true)
      console.log(`${output}${complaints}`.trimEnd())
      return code === 0 ? PASSED : FAILED
    },
  }
}

/** A preparation that passes unless it throws. */
export function step(name: string, run: () => unknown): Check {
  return {
    name,
    run: async () => {
      await run()
      return PASSED
    },
  }
}

/** The import rules. A run that cruised no modules checked nothing, and fails. */
export function importRules(): Check {
  const folders = [
    'app',
    'pages',
    'domain',
    'paths',
    'test',
    'server',
    'db',
    'components',
    'sandbox',
    'scripts',
    'bench',
    'e2e',
  ]
  const args = ['--config', 'scripts/dependency-rules.cjs', '--output-type', 'json', ...folders]
  return {
    name: 'import rules',
    run: async () => {
      const { output, complaints } = await execute('node_modules/.bin/depcruise', args, true)
      if (complaints) console.log(complaints)
      const { summary } = JSON.parse(output)
      for (const { from, to, rule } of summary.violations)
        console.log(`${from} -> ${to}: ${rule.name}`)
      console.log(`${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports`)
      const isClean = summary.violations.length === 0 && summary.totalDependenciesCruised > 100
      return isClean ? PASSED : FAILED
    },
  }
}

/** Generates migrations over a copy of the committed ones: there must be no change. */
export function migrationsMatch(): Check {
  return {
    name: 'migrations match the schema',
    run: async () => {
      // drizzle-kit resolves folders relative to the project.
      const copy = mkdtempSync('test-results/migrations-')
      cpSync('db/migrations', copy, { recursive: true })
      const before = readdirSync(copy).length
      const schema = ['--dialect', 'postgresql', '--schema', './db/schema/**/*.ts']
      const args = ['generate', ...schema, '--casing', 'snake_case', '--out', copy]
      const { code, output, complaints } = await execute(
        'node_modules/.bin/drizzle-kit',
        args,
        true,
      )
      const isSame = output.includes('No schema changes')
      const isClean = code === 0 && isSame && readdirSync(copy).length === before
      if (!isClean)
        console.log(`${output}${complaints}\nRun npm run db:generate and commit the result.`)
      rmSync(copy, { recursive: true, force: true })
      return isClean ? PASSED : FAILED
    },
  }
}

/** Unit, database and pipeline tests. */
export const unitTests = (): Check =>
  vitest('unit, database and pipeline tests', 'vitest.config.ts')

/** The tests that mention time, under a shifted clock and in other time zones and locales. */
export function testsUnderShiftedClock(): Check {
  // Vite announces that a future version wants file extensions on the imports of a config.
  process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true'
  return vitest('tests under a shifted clock', 'test/shifted-vitest.config.ts')
}

/** Whole portals over HTTP whose processes are killed. */
export const plugPulling = (): Check => vitest('plug-pulling tests', 'e2e/vitest.config.ts')

function vitest(name: string, config: string): Check {
  const report = 'test-results/vitest.json'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name,
    run: async () => {
      rmSync(report, { force: true })
      const { code } = await execute('node_modules/.bin/vitest', [
        'run',
        '--config',
        config,
        ...reporters,
      ])
      if (!existsSync(report)) return FAILED
      const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = readJson(report)
      const failed = numFailedTests || numFailedTestSuites
      const failures = testResults.flatMap(failuresOf)
      return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1), failures }
    },
  }
}

/** Browser tests against the production build. */
export function playwright(): Check {
  const report = 'test-results/playwright.json'
  return {
    name: 'browser tests',
    run: async () => {
      rmSync(report, { force: true })
      process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report
      const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json']
      const { code } = await execute('node_modules/.bin/playwright', args)
      if (!existsSync(report)) return FAILED
      const { stats, suites } = readJson(report)
      const passed = stats.expected + stats.flaky
      const failed = code === 0 ? stats.unexpected : Math.max(stats.unexpected, 1)
      const failures = specsThatEnd('unexpected', { suites })
      const unsteady = specsThatEnd('flaky', { suites })
      return { passed, failed, failures, unsteady }
    },
  }
}

type VitestFile = {
  name: string
  status: string
  message: string
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
}

/** A file that failed to load has a message instead of tests. */
function failuresOf({ name, status, message, assertionResults }: VitestFile): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${name}: ${firstLine(message)}`] : []
  return failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`)
}

type PlaywrightSpec = {
  title: string
  tests: {
    status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
    results: { errors: { message?: string; location?: { file: string; line: number } }[] }[]
  }[]
}
type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: PlaywrightSpec[] }

function specsThatEnd(
  status: 'unexpected' | 'flaky',
  { suites = [], specs = [] }: PlaywrightSuite,
): string[] {
  const own = specs.filter(({ tests }) => tests.some((test) => test.status === status))
  return [...own.map(failedSpec), ...suites.flatMap((suite) => specsThatEnd(status, suite))]
}

function failedSpec({ title, tests }: PlaywrightSpec): string {
  const [error] = tests.flatMap((test) => test.results.flatMap((result) => result.errors))
  const place = error?.location ? ` (${basename(error.location.file)}:${error.location.line})` : ''
  return `${title}${place}: ${summary(error?.message ?? '')}`
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

/** Returns the expected and received values of a multi-line message on one line. */
function summary(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n')
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 8)
    .join(' | ')
    .slice(0, 600)
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
