import { AsyncLocalStorage } from 'node:async_hooks'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { redact, redactText } from './redact'

// Shared by all bundles of the process, so that a request id set in one is logged by all.
const holder = globalThis as typeof globalThis & {
  aftercartRequests?: AsyncLocalStorage<string>
  aftercartLog?: Logger
}
holder.aftercartRequests ??= new AsyncLocalStorage<string>()
const requests = holder.aftercartRequests

/**
 * Returns the root logger: one JSON object per line, without secrets or personal data. `stream` is
 * standard output except in tests.
 */
export function createLog(stream?: DestinationStream, level?: string): Logger {
  const options: LoggerOptions = {
    level: level ?? process.env.AFTERCART_LOG_LEVEL ?? 'info',
    base: { process: process.env.AFTERCART_PROCESS ?? 'app', pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    mixin: () => {
      const requestId = requests.getStore()
      return requestId === undefined ? {} : { requestId }
    },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) => redact(entry) as Record<string, unknown>,
    },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest] = args as unknown[]
        const entry = first instanceof Error ? { err: first } : first
        // By default pino copies an error's message to the line without redaction.
        const texts = rest.length === 0 ? messageOf(entry) : rest
        const clean = [entry, ...texts].map((arg) =>
          typeof arg === 'string' ? redactText(arg) : arg,
        )
        method.apply(this, clean as Parameters<typeof method>)
      },
    },
  }
  return stream ? pino(options, stream) : pino(options)
}

function messageOf(entry: unknown): string[] {
  const isError = typeof entry === 'object' && entry !== null && 'err' in entry
  return isError && entry.err instanceof Error ? [entry.err.message] : []
}

/**
 * Returns the logger of one part of Aftercart, e.g. `logger('intake').info({ topic }, 'stored')`. Log ids,
 * codes and counts; names, addresses and payloads are redacted.
 */
export function logger(part: string): Logger {
  holder.aftercartLog ??= createLog()
  return holder.aftercartLog.child({ part })
}

/** Runs `work` so that every line it logs carries the request id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return requests.run(requestId, work)
}
