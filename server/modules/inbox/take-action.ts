import { z } from 'zod'
import {
  type ActionCode,
  type ActionInput,
  type ActionRequest,
  EXCEPTION_ACTIONS,
} from '@/domain/exception/exception-actions'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from './internal/act-on-exception'
import type { ActionHandler } from './internal/action-handler'
import { ACTION_HANDLERS } from './internal/action-handlers'

export type TakeActionInput = {
  [Code in ActionCode]: { action: Code } & ExceptionTarget & ActionInput<Code>
}[ActionCode]

type TakeActionRequest = {
  [Code in ActionCode]: { action: Code } & ExceptionTarget & ActionRequest<Code>
}[ActionCode]

const OPTIONS = Object.values(EXCEPTION_ACTIONS).map(({ code, input }) =>
  ExceptionTarget.extend({ ...(input.shape as z.ZodRawShape), action: z.literal(code) }),
)

/** The input of every action, discriminated by its code. */
export const TakeActionInput = z.discriminatedUnion(
  'action',
  OPTIONS as [(typeof OPTIONS)[number], ...typeof OPTIONS],
) as unknown as z.ZodType<TakeActionInput, TakeActionRequest>

/** Takes an action on an exception. @throws AppError as `actOnException` and the action's handler */
export function takeAction(
  { action, exceptionId, version, ...input }: TakeActionInput,
  context: CommandContext,
): Promise<ActionTaken> {
  const target = { exceptionId, ...(version === undefined ? {} : { version }) }
  // `input` belongs to `action`; TypeScript can't relate the two through the union.
  const handler = ACTION_HANDLERS[action] as ActionHandler<ActionCode>
  return actOnException(action, target, context, (uow, subject) =>
    handler(uow, subject, input as never),
  )
}
