import { z } from 'zod'

/** Units of an item. A value that is not a number becomes NaN and is rejected with the item. */
export const UnitsInput = z.number().catch(Number.NaN)

export const OrderIdInput = z.uuid('Invalid order ID.')

export const LinesInput = <T extends z.ZodType>(line: T) =>
  z.array(line).max(1_000, 'A request is limited to 1,000 items.').default([])

export const IdempotencyKey = z
  .string()
  .regex(
    /^[\w.:-]{8,100}$/,
    'An idempotency key must have 8 to 100 letters, digits, "-", "_", "." or ":".',
  )
