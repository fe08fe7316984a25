import type { ActionHandler } from '../internal/action-handler'
import { assertFutureDate } from '../snooze-exception'

/** Waits for stock until a date. @throws AppError bad_input for a date in the past */
export const waitForStock: ActionHandler<'wait_for_stock'> = async (uow, _subject, { until }) => {
  assertFutureDate(until, uow.now)
  return {
    outcome: { waitUntil: until, waitReason: 'stock' },
    data: { until: until.toISOString() },
  }
}
