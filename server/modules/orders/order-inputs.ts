import { z } from 'zod'

/** Units of an item. What is not even a number is refused with what is left of the item. */
export const UnitsInput = z.number().catch(Number.NaN)

export const OrderIdInput = z.uuid('That is not the id of an order.')

export const LinesInput = <T extends z.ZodType>(line: T) =>
  z.array(line).max(1_000, 'A form names at most 1,000 items.').default([])

export const IdempotencyKey = z
  .string()
  .regex(
    /^[\w.:-]{8,100}$/,
    'An idempotency key has 8 to 100 letters, digits, "-", "_", "." or ":".',
  )

/** Free text for the record. */
export const NoteInput = z.string().trim().max(2_000, 'A note has at most 2,000 characters.')
