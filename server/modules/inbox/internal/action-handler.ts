import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { ActionData } from '@/domain/events/triage-events'
import type { ActionCode, ActionInput } from '@/domain/exception/exception-actions'
import type { ExceptionFacts } from '@/domain/exception/offered-actions'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'

/** An open, locked exception with its locked order and the person who acts. */
export type Subject = {
  exception: ExceptionRow
  order: OrderRow | undefined
  person: Person
  facts: ExceptionFacts
}

export type ActionResult = {
  /**
   * `resolved`: the cause is fixed. `ignored`: it is not fixed and need not be. `open`: the result
   * is not known yet. Otherwise the exception waits until a date.
   */
  outcome: 'resolved' | 'ignored' | 'open' | { waitUntil: Date; waitReason: string }
  /** Stored in the histories and the audit log. */
  data?: ActionData
  /** Shown to the person once and never stored. */
  giftCardCode?: string | null
}

/** The server half of an action: fixes the cause within the caller's transaction. */
export type ActionHandler<Code extends ActionCode> = (
  uow: UnitOfWork,
  subject: Subject,
  input: ActionInput<Code>,
) => Promise<ActionResult>

/** Returns the exception's order. @throws AppError conflict when it has none */
export function requireOrder({ order }: Pick<Subject, 'order'>): OrderRow {
  if (!order) throw new AppError('conflict', 'This exception has no order.')
  return order
}
