import { z } from 'zod'
import { isTimeZone } from '../working-hours/working-hours'

const Minute = z.number().int().min(0).max(1439).nullable()

export const SaveAlertChoiceInput = z
  .object({
    /** Null: the role's default. */
    hasAlerts: z.boolean().nullable(),
    hasDigest: z.boolean().nullable(),
    /** Minutes after local midnight; both or neither. */
    quietFrom: Minute,
    quietUntil: Minute,
    timeZone: z.string().max(60).refine(isTimeZone, 'Choose a valid time zone.'),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    message: 'Enter both a start and an end for quiet hours.',
    path: ['quietUntil'],
  })
export type SaveAlertChoiceInput = z.infer<typeof SaveAlertChoiceInput>

export const AddAlertChannelInput = z.object({
  name: z.string().trim().min(1, 'Enter a name for the channel.').max(60),
  url: z.string().trim().max(2000),
  hasAlerts: z.boolean(),
  hasDigest: z.boolean(),
})
export type AddAlertChannelInput = z.infer<typeof AddAlertChannelInput>
