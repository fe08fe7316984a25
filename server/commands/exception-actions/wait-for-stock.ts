import { z } from 'zod'
import { ExceptionTarget } from '../exceptions/triage'
import { refuseDate } from '../exceptions/wait-exception'
import type { CommandContext } from '../write'
import { type ActionTaken, actOnException } from './act-on-exception'

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
  return actOnException('wait_for_stock', target, context, async (scope) => {
    refuseDate(until, scope.now)
    return { end: { waitsUntil: until, for: 'stock' }, data: { until: until.toISOString() } }
  })
}
