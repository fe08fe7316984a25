import { type CronSchedule, parseCron } from './cron-schedule'
import { type EventFilter, type EventPath, parseFilter, parseKey, parseMatch } from './expressions'
import { type FunctionConfig, SyncRejectedError } from './function-config'
import { parseDuration } from './runs/retry-delay'

/** A function with its expressions parsed. */
export type RunnerFunction = {
  id: string
  maxAttempts: number
  triggers: { event: string; filter: EventFilter | undefined }[]
  crons: CronSchedule[]
  idempotency: EventPath | undefined
  concurrency: { limit: number; key: EventPath | undefined }[]
  cancels: { event: string; path: EventPath | undefined; timeoutMs: number | undefined }[]
}

/** All functions of the app, indexed by the events that start or cancel them. */
export type Registry = {
  appId: string
  appVersion: string | null
  functions: Map<string, RunnerFunction>
  byEvent: Map<string, RunnerFunction[]>
  byCancel: Map<string, RunnerFunction[]>
}

// Inngest's default.
const DEFAULT_RETRIES = 4

/** @throws SyncRejectedError naming the function and its invalid expression or schedule */
export function buildRegistry(
  app: { appId: string; appVersion: string | null },
  configs: FunctionConfig[],
): Registry {
  const functions = new Map(configs.map((config) => [config.id, buildFunction(config)]))
  const all = [...functions.values()]
  return {
    ...app,
    functions,
    byEvent: groupBy(all, (fn) => fn.triggers.map((trigger) => trigger.event)),
    byCancel: groupBy(all, (fn) => fn.cancels.map((cancel) => cancel.event)),
  }
}

function buildFunction(config: FunctionConfig): RunnerFunction {
  const parse = optionParser(config.id)
  const limits = [config.concurrency ?? []].flat()
  return {
    id: config.id,
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    triggers: config.triggers.flatMap((trigger) => {
      if (!('event' in trigger)) return []
      const filter = parse.optional('trigger condition', trigger.expression, parseFilter)
      return [{ event: trigger.event, filter }]
    }),
    crons: config.triggers.flatMap((trigger) =>
      'cron' in trigger ? [parse.required('cron', trigger.cron, parseCron)] : [],
    ),
    idempotency: parse.optional('idempotency', config.idempotency, parseKey),
    concurrency: limits.map((entry) =>
      typeof entry === 'number'
        ? { limit: entry, key: undefined }
        : { limit: entry.limit, key: parse.optional('concurrency key', entry.key, parseKey) },
    ),
    cancels: (config.cancel ?? []).map((cancel) => ({
      event: cancel.event,
      path: parse.optional('cancelOn', cancel.if, parseMatch),
      timeoutMs: parse.optional('cancelOn timeout', cancel.timeout, requireDuration),
    })),
  }
}

/** Returns parsers for the options of a function. Their errors name the function and the option. */
function optionParser(functionId: string) {
  const required = <T>(option: string, source: string, parse: (source: string) => T): T => {
    try {
      return parse(source)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new SyncRejectedError(`function "${functionId}": ${option} "${source}": ${reason}`)
    }
  }
  const optional = <T>(
    option: string,
    source: string | undefined,
    parse: (source: string) => T,
  ): T | undefined => (source === undefined ? undefined : required(option, source, parse))
  return { required, optional }
}

function requireDuration(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new Error('invalid duration')
  return ms
}

function groupBy(
  functions: RunnerFunction[],
  namesOf: (fn: RunnerFunction) => string[],
): Map<string, RunnerFunction[]> {
  const groups = new Map<string, RunnerFunction[]>()
  for (const fn of functions) {
    for (const name of new Set(namesOf(fn))) groups.set(name, [...(groups.get(name) ?? []), fn])
  }
  return groups
}
