import type { z } from 'zod'
import type { PipelineStep } from '../pipeline/pipeline-steps'
import type { Permission } from '../staff/permissions'

/** The form an action opens. Forms up to `email` have at most one field. */
export type ActionForm =
  | 'none'
  | 'reason'
  | 'note'
  | 'reference'
  | 'until'
  | 'message'
  | 'payment_link'
  | 'email'
  | 'carrier'
  | 'address'
  | 'customs'
  | 'product'
  | 'step_input'
  | 'step_result'

/** The facts that decide whether an action is available. */
export type ActionFacts = {
  isClosed: boolean
  /** Null: the exception has no order. */
  order: {
    name: string
    isCanceled: boolean
    hasEmail: boolean
    /** At least one of the order's own parcels has shipped. */
    isShipped: boolean
    /** Captured and not refunded or charged back, in minor units. */
    capturedMinor: bigint
  } | null
  /** Code of the failure, for example `underpaid`. */
  failureCode: string
  /** The exception is linked to a refund issued here. */
  hasRefund: boolean
  /** The blocked pipeline step. Null: the exception is not about a step. */
  step: PipelineStep | null
  /** The exception is about a webhook. */
  hasWebhook: boolean
}

/** The pure half of an action: what the server enforces and the browser shows. */
export type ExceptionAction<
  Code extends string = string,
  Shape extends z.ZodRawShape = z.ZodRawShape,
> = {
  /** Stored in histories and the audit log. Never change it. */
  code: Code
  /** Button label. A kind may override it. */
  label: string
  /** Required permission. A kind may override it. */
  permission: Permission
  form: ActionForm
  input: z.ZodObject<Shape>
  /** What the action does, shown above its submit button. */
  effect: string
  /** What the person did, after their name: "Ada marked it as paid". */
  past: string
  /** Label of the submit button. Without it, the button repeats `label`. */
  submitLabel?: string
  /** Moves money or goods and can't be undone: the form asks for confirmation. */
  isFinal?: boolean
  /** Also available when the order is canceled. */
  worksOnCanceled?: boolean
  /** Retries the failed work and leaves the exception open until it succeeds. */
  isRetry?: boolean
  /** Reruns failed work: the form shows which code version will run. */
  rerunsStep?: boolean
  /** Returns a permission required in addition, given these facts. */
  extraPermission?: (facts: ActionFacts) => Permission | undefined
  /** Returns why the action is unavailable given these facts, or undefined. */
  unavailableReason?: (facts: ActionFacts) => string | undefined
}

/** Declares an action. Its handler is in `server/modules/inbox/actions`. */
export function defineAction<const Code extends string, Shape extends z.ZodRawShape>(
  action: ExceptionAction<Code, Shape>,
): ExceptionAction<Code, Shape> {
  return action
}
