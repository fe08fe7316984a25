import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { AppError, type AppErrorCode } from '../errors'

const TRPC_CODES = {
  bad_input: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_many_requests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<AppErrorCode, TRPCError['code']>

const INTERNAL = 'Something went wrong on our side. Try again; if it stays, tell an engineer.'

/** An AppError thrown in a procedure, under tRPC's own code. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error
  if (!(cause instanceof AppError)) return error
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause })
}

/** What an error may say to the person who asked: a sentence and what belongs to it. */
export function describeError(error: TRPCError): {
  message: string
  details: Record<string, unknown>
} {
  const { cause } = error
  if (cause instanceof AppError) return { message: cause.message, details: cause.details }
  if (error.code === 'INTERNAL_SERVER_ERROR') return { message: INTERNAL, details: {} }
  if (!(cause instanceof ZodError)) return { message: error.message, details: {} }
  const issues = cause.issues.map(({ path, message }) => ({ path, message }))
  return { message: issues[0]?.message ?? 'That is not valid.', details: { issues } }
}
