import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { personActor } from '@/domain/staff/actor'
import { isAllowed, type Permission, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '../errors'
import { logger } from '../log'
import type { CommandContext } from '../unit-of-work'
import type { Context } from './context'
import { describeError, toTrpcError } from './errors'

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  isDev: process.env.NODE_ENV === 'development',
  errorFormatter: ({ shape, error, ctx }) => {
    const { message, details } = describeError(error)
    return { ...shape, message, data: { ...shape.data, details, requestId: ctx?.requestId } }
  },
})

export const router = t.router

/** Converts an AppError to a response; logs any other error and hides its details. */
const translateErrors = t.middleware(async ({ next, ctx, path, type }) => {
  const result = await next()
  if (result.ok) return result
  const error = toTrpcError(result.error)
  if (error.code === 'INTERNAL_SERVER_ERROR')
    logger('trpc').error({ err: error.cause ?? error, path, type, requestId: ctx.requestId })
  throw error
})

/** A procedure for signed-in users. `ctx.command` is the context that module verbs take. */
export const procedure = t.procedure.use(translateErrors).use(({ ctx, next }) => {
  const { staff, requestId } = ctx
  if (!staff) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in again.' })
  const command: CommandContext = { actor: personActor(staff), requestId }
  return next({ ctx: { ...ctx, staff, command } })
})

/** A procedure that requires a permission. */
export const procedureWith = (permission: Permission) =>
  procedure.use(({ ctx, next }) => {
    if (!isAllowed(ctx.staff.role, permission))
      throw new AppError('forbidden', reasonAgainst(ctx.staff.role, permission) ?? 'Not allowed.')
    return next()
  })
