import { z } from 'zod'
import { digits, runsAtOnce } from '../env'

const RunnerEnv = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  AFTERCART_APP_URL: z.url({ protocol: /^https?$/ }),
  AFTERCART_RUNNER_PORT: digits(0, 65_535),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-([0-9a-f]{2})+$/),
  INNGEST_EVENT_KEY: z.string().min(1),
  AFTERCART_RUNNER_CONCURRENCY: runsAtOnce,
  AFTERCART_RETRY_SCALE: z.string().transform(Number).pipe(z.number().min(0).max(1_000)).default(1),
})

const EXPECTED: Record<keyof z.infer<typeof RunnerEnv>, string> = {
  DATABASE_URL: 'a postgres:// URL',
  AFTERCART_APP_URL: 'the URL that serves the functions, e.g. http://127.0.0.1:3000',
  AFTERCART_RUNNER_PORT: 'a port, 0 to 65535',
  INNGEST_SIGNING_KEY: 'signkey-<name>- and an even number of hex digits',
  INNGEST_EVENT_KEY: 'a non-empty key',
  AFTERCART_RUNNER_CONCURRENCY: 'a number, 1 to 100',
  AFTERCART_RETRY_SCALE: 'a number, 0 to 1000',
}

/** Parses the runner's environment. Throws a one-line error with the invalid variable and its format. */
export function parseRunnerEnv(
  source: Record<string, string | undefined>,
): z.infer<typeof RunnerEnv> {
  const result = RunnerEnv.safeParse(source)
  if (result.success) return result.data
  const name = String(result.error.issues[0]?.path[0]) as keyof typeof EXPECTED
  throw new Error(`${name} must be ${EXPECTED[name]}`)
}
