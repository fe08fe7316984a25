import { z } from 'zod'
import type { AppResponse } from '../http/app-client'

export const Op = z.looseObject({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().optional(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
})

/** One operation of a response. `types.ts` in Inngest's SDK lists the fields of each op code. */
export type Op = z.infer<typeof Op>

/** An error as the SDK serializes it. All other properties are kept. */
export type StepFailure = { name: string; message: string; [key: string]: unknown }

/** The outcome of one call. */
export type Outcome =
  | { kind: 'ops'; ops: Op[]; retryAfter: string | undefined }
  | { kind: 'completed'; result: unknown }
  | { kind: 'failed'; error: StepFailure }
  | {
      kind: 'retry'
      error: StepFailure
      retryAfter: string | undefined
      isUnknownFunction: boolean
    }
  | { kind: 'unauthorized' }
  | { kind: 'unreachable' | 'broken'; reason: string }

/** The protocol version that this engine supports. The SDK sends its version with every response. */
export const PROTOCOL_VERSION = 2

/** Classifies a response by its status, headers and body. A 2xx status alone is not a success. */
export function classifyResponse(response: AppResponse): Outcome {
  if (response.kind !== 'sdk') return response
  const { status, headers, body } = response
  const retryAfter = headers['retry-after']
  if (status === 200 || status === 206) {
    const version = headers['x-inngest-req-version']
    if (version !== String(PROTOCOL_VERSION))
      return { kind: 'failed', error: unsupportedVersion(version) }
    return status === 200 ? { kind: 'completed', result: body } : readOps(body, retryAfter)
  }
  if (headers['x-inngest-no-retry'] === 'true') return { kind: 'failed', error: readError(body) }
  if (status >= 400) {
    const error = readError(body)
    const isUnknownFunction = error.message.includes('was not found in this app')
    return { kind: 'retry', error, retryAfter, isUnknownFunction }
  }
  return { kind: 'broken', reason: `unexpected HTTP status ${status}` }
}

function readOps(body: unknown, retryAfter: string | undefined): Outcome {
  const ops = z.array(Op).safeParse(Array.isArray(body) ? body : [body])
  return ops.success
    ? { kind: 'ops', ops: ops.data, retryAfter }
    : { kind: 'broken', reason: `operations that cannot be read: ${z.prettifyError(ops.error)}` }
}

const unsupportedVersion = (version: string | undefined): StepFailure => ({
  name: 'UnsupportedProtocol',
  message: `The embedded runner does not support protocol version ${version ?? '(none)'}; \`optimizeParallelism: false\` requires version 1.`,
})

/** Returns an error with the name and message that the SDK and `onFailure` require. */
export function readError(raw: unknown): StepFailure {
  const fields = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    ...fields,
    name: text(fields.name) ?? 'Error',
    message: text(fields.message) ?? text(fields.error) ?? 'Unknown error',
  }
}
