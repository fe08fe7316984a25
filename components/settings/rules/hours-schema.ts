import { z } from 'zod'
import { SeenVersion } from '@/domain/settings/setting-inputs'
import { Reason } from '@/domain/text/text-inputs'
import { problemWithHours, type WorkingHours } from '@/domain/working-hours/working-hours'
import { toClock, toShift } from './hours-labels'

/** Initial hours when a day off becomes a working day. */
const NEW_DAY = { opens: '09:00', closes: '18:00' }

const Day = z.object({ isOn: z.boolean(), opens: z.string(), closes: z.string() })
type Day = z.infer<typeof Day>

/** The values of the working hours form, as the input of `saveWorkHours`. */
export const HoursInput = z
  .object({
    seenVersion: SeenVersion,
    timeZone: z.string(),
    /** Sunday first. */
    week: z.array(Day),
    reason: Reason,
  })
  .transform(({ timeZone, week, ...rest }) => ({
    ...rest,
    hours: { timeZone, week: week.map(toShiftOrNull) },
  }))
  .superRefine(({ hours }, context) => {
    const message = problemWithHours(hours)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** Returns a day's shift as form values. */
export const toDay = (shift: WorkingHours['week'][number]): Day =>
  shift
    ? { isOn: true, opens: toClock(shift.opens), closes: toClock(shift.closes) }
    : { isOn: false, ...NEW_DAY }

const toShiftOrNull = ({ isOn, opens, closes }: Day) => (isOn ? toShift(opens, closes) : null)
