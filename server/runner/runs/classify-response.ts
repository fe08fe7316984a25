import { z } from 'zod'
import type { AppAnswer } from '../http/app-client'

export const Op = z.looseObject({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().optional(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
})

/** One operation of an answer; its fields by op code are in Inngest's SDK, `types.ts`. */
export type Op = z.infer<typeof Op>

/** As the SDK serializes an error; everything beyond name and message is kept. */
export type StepFailure = { name: string; message: string; [key: string]: unknown }

/** What one call came to. */
export type Outcome =
  | { kind: 'ops'; ops: Op[]; retryAfter: string | undefined }
  | { kind: 'completed'; result: unknown }
  | { kind: 'failed'; error: StepFailure }
  | { kind: 'retry'; error: StepFailure; retryAfter: string | undefined; isUnknown: boolean }
  | { kind: 'unauthorized' }
  | { kind: 'unreachable' | 'broken'; reason: string }

/** The version of the protocol this engine speaks, as the SDK names it in every answer. */
export const PROTOCOL_VERSION = 2

/** Decides by status, headers and shape of the answer. A 2xx alone is not a success. */
export function classifyResponse(answer: AppAnswer): Outcome {
  if (answer.kind !== 'sdk') return answer
  const { status, headers, body } = answer
  const retryAfter = headers['retry-after']
  if (status === 200 || status === 206) {
    const version = headers['x-inngest-req-version']
    if (version !== String(PROTOCOL_VERSION))
      return { kind: 'failed', error: otherVersion(version) }
    return status === 200 ? { kind: 'completed', result: body } : readOps(body, retryAfter)
  }
  if (headers['x-inngest-no-retry'] === 'true') return { kind: 'failed', error: readError(body) }
  if (status >= 400) {
    const error = readError(body)
    const isUnknown = error.message.includes('was not found in this app')
    return { kind: 'retry', error, retryAfter, isUnknown }
  }
  return { kind: 'broken', reason: `HTTP ${status} is no answer to a call` }
}

function readOps(body: unknown, retryAfter: string | undefined): Outcome {
  const ops = z.array(Op).safeParse(Array.isArray(body) ? body : [body])
  return ops.success
    ? { kind: 'ops', ops: ops.data, retryAfter }
    : { kind: 'broken', reason: `operations that cannot be read: ${z.prettifyError(ops.error)}` }
}

const otherVersion = (version: string | undefined): StepFailure => ({
  name: 'UnsupportedProtocol',
  message: `The embedded runner does not speak version ${version ?? '(none)'} of the protocol; \`optimizeParallelism: false\` asks for version 1.`,
})

/** An error as memo: the SDK and `onFailure` need at least a name and a message. */
export function readError(raw: unknown): StepFailure {
  const found = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    ...found,
    name: text(found.name) ?? 'Error',
    message: text(found.message) ?? text(found.error) ?? 'Unknown error',
  }
}
