import { z } from 'zod'

// Inngest options that this engine does not support.
const UNSUPPORTED_OPTIONS = new Set([
  'batchEvents',
  'rateLimit',
  'throttle',
  'debounce',
  'priority',
  'timeouts',
  'singleton',
])

const Concurrency = z.strictObject({
  limit: z.int().min(1).max(1_000),
  key: z.string().optional(),
  scope: z.literal('fn').optional(),
})

const FunctionConfig = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z
    .array(
      z.union([
        z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
        z.strictObject({ cron: z.string().min(1) }),
      ]),
    )
    .min(1),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.literal('step'),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal('http'), url: z.url() }),
      retries: z.strictObject({ attempts: z.int().min(0).max(20).optional() }).optional(),
    }),
  }),
  idempotency: z.string().optional(),
  concurrency: z
    .union([z.int().min(1).max(1_000), Concurrency, z.array(Concurrency).min(1).max(2)])
    .optional(),
  cancel: z
    .array(
      z.strictObject({
        event: z.string().min(1),
        if: z.string().optional(),
        timeout: z.string().optional(),
      }),
    )
    .optional(),
})

export type FunctionConfig = z.infer<typeof FunctionConfig>

/** The engine cannot execute the app's functions as configured. The message names them and the reason. */
export class SyncRejectedError extends Error {
  override readonly name = 'SyncRejectedError'
}

/**
 * Parses the functions of a sync. Unsupported options are errors, because silently ignoring one would
 * break its guarantee.
 *
 * @throws SyncRejectedError naming every unsupported function and option
 */
export function parseFunctions(raw: unknown[]): FunctionConfig[] {
  const parsed = raw.map(parseFunction)
  const problems = parsed.flatMap((result) => ('problems' in result ? result.problems : []))
  if (problems.length > 0) throw new SyncRejectedError(problems.join('; '))
  return parsed.flatMap((result) => ('config' in result ? [result.config] : []))
}

function parseFunction(raw: unknown): { config: FunctionConfig } | { problems: string[] } {
  const withId = z.object({ id: z.string() }).safeParse(raw)
  const name = withId.success ? `function "${withId.data.id}"` : 'a function without an ID'
  const options = Object.keys(Object(raw)).filter(
    (key) => UNSUPPORTED_OPTIONS.has(key) && (raw as Record<string, unknown>)[key] !== undefined,
  )
  if (options.length > 0) {
    return {
      problems: options.map((key) => `${name}: the embedded runner does not support "${key}"`),
    }
  }
  const result = FunctionConfig.safeParse(raw)
  if (result.success) return { config: result.data }
  return { problems: result.error.issues.map((issue) => `${name}: ${explain(issue)}`) }
}

function explain(issue: z.core.$ZodIssue): string {
  const path = issue.path.length > 0 ? `"${issue.path.join('.')}": ` : ''
  if (issue.code === 'unrecognized_keys')
    return `${path}the embedded runner does not support "${issue.keys.join('", "')}"`
  if (issue.code !== 'invalid_union') return `${path}${issue.message}`
  // The likely alternative has the right type and invalid properties.
  const likely = issue.errors.filter((alternative) =>
    alternative.every((inner) => inner.code === 'unrecognized_keys' || inner.path.length > 0),
  )
  const alternative = likely.find((issues) => issues.length === 1) ?? likely[0] ?? issue.errors[0]
  return `${path}${(alternative ?? []).map(explain).join(', ')}`
}
