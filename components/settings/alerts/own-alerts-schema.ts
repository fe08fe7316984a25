import { z } from 'zod'
import { SaveAlertChoiceInput } from '@/domain/settings/alert-inputs'

/** A choice that overrides the role's default, as the value of a select. */
const Choice = z
  .enum(['role', 'yes', 'no'])
  .transform((choice) => (choice === 'role' ? null : choice === 'yes'))

/** The value of a time input, in minutes after midnight. */
const Time = z.string().transform((text) => {
  const [hours, rest] = text.split(':').map(Number)
  return text === '' || hours === undefined || rest === undefined ? null : hours * 60 + rest
})

/** The values of the viewer's alert form, as the input of `saveOwnAlerts`. */
export const OwnAlertsInput = z
  .object({
    hasAlerts: Choice,
    hasDigest: Choice,
    quietFrom: Time,
    quietUntil: Time,
    timeZone: z.string(),
  })
  .pipe(SaveAlertChoiceInput)

/** Returns an override as the value of a select. */
export const toChoice = (value: boolean | null) => (value === null ? 'role' : value ? 'yes' : 'no')

const twoDigits = (n: number) => String(n).padStart(2, '0')

/** Converts minutes after midnight to the value of a time input. */
export const toTimeValue = (minute: number | null) =>
  minute === null ? '' : `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
