import { z } from 'zod'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'
import { refuseDate } from '../snooze-exception'

export const WaitForStockInput = ExceptionTarget.extend({
  until: z.date('Choose until when.'),
})
export type WaitForStockInput = z.infer<typeof WaitForStockInput>

/**
 * Sets an order aside until more stock is there, at the latest until a date.
 * @throws AppError as `actOnException`, bad_input for a date that does not lie ahead
 */
export function waitForStock(
  { until, ...target }: WaitForStockInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('wait_for_stock', target, context, async (uow) => {
    refuseDate(until, uow.now)
    return { end: { waitsUntil: until, for: 'stock' }, data: { until: until.toISOString() } }
  })
}
