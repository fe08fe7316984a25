import { z } from 'zod'
import { findTriage, listStaffOfRoles } from '@/db/queries/exception-triage'
import {
  AssignExceptionInput,
  assignException,
  putBackException,
  takeException,
} from '../../commands/exceptions/assign-exception'
import {
  escalateException,
  HandOverInput,
  handBackException,
} from '../../commands/exceptions/escalate-exception'
import { IgnoreExceptionInput, ignoreException } from '../../commands/exceptions/ignore-exception'
import { RetryExceptionInput, retryException } from '../../commands/exceptions/retry-exception'
import { ExceptionTarget } from '../../commands/exceptions/triage'
import { UndoTriageInput, undoTriage } from '../../commands/exceptions/undo-triage'
import { WaitExceptionInput, waitException } from '../../commands/exceptions/wait-exception'
import { rolesForStage } from '../../domain/inbox'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'

const reading = procedureWith('exceptions.read')
const acting = procedureWith('orders.act')

/** The exception inbox: what stopped, who looks after it, and what becomes of it. */
export const exceptionsRouter = router({
  triage: reading.input(z.object({ exceptionId: z.uuid() })).query(async ({ input }) => {
    const triage = await findTriage(input.exceptionId)
    if (!triage) throw new AppError('not_found', 'There is no such exception.')
    return triage
  }),

  assignees: reading
    .input(z.object({ stage: z.enum(['auto', 'staff', 'engineer']) }))
    .query(({ input }) => listStaffOfRoles(rolesForStage(input.stage))),

  take: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => takeException(input, ctx.command)),

  assign: acting
    .input(AssignExceptionInput)
    .mutation(({ input, ctx }) => assignException(input, ctx.command)),

  putBack: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => putBackException(input, ctx.command)),

  wait: acting
    .input(WaitExceptionInput)
    .mutation(({ input, ctx }) => waitException(input, ctx.command)),

  ignore: acting
    .input(IgnoreExceptionInput)
    .mutation(({ input, ctx }) => ignoreException(input, ctx.command)),

  escalate: acting
    .input(HandOverInput)
    .mutation(({ input, ctx }) => escalateException(input, ctx.command)),

  handBack: procedureWith('exceptions.engineer')
    .input(HandOverInput)
    .mutation(({ input, ctx }) => handBackException(input, ctx.command)),

  retry: acting
    .input(RetryExceptionInput)
    .mutation(({ input, ctx }) => retryException(input, ctx.command)),

  undo: acting.input(UndoTriageInput).mutation(({ input, ctx }) => undoTriage(input, ctx.command)),
})
