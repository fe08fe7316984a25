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

const INTERNAL =
  'Something went wrong on our side. Try again. If the problem continues, contact an engineer.'

/** Returns the tRPC error for an AppError thrown in a procedure. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error
  if (!(cause instanceof AppError)) return error
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause })
}

/** Returns the part of an error that the user may see: a sentence and its details. */
export function describeError(error: TRPCError): {
  message: string
  details: Record<string, unknown>
} {
  const { cause } = error
  if (cause instanceof AppError) return { message: cause.message, details: cause.details }
  if (error.code === 'INTERNAL_SERVER_ERROR') return { message: INTERNAL, details: {} }
  if (!(cause instanceof ZodError)) return { message: error.message, details: {} }
  const issues = cause.issues.map(({ path, message }) => ({ path, message }))
  return { message: issues[0]?.message ?? 'Invalid input.', details: { issues } }
}
