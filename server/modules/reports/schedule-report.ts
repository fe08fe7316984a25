import { z } from 'zod'
import { insertSchedule } from '@/db/queries/reports/report-schedules'
import { lockSavedView } from '@/db/queries/settings/saved-views'
import { reportScheduleCreated } from '@/domain/events/report-events'
import { CADENCES, firstDay } from '@/domain/reports/report-schedule'
import { reasonAgainst } from '@/domain/staff/permissions'
import { isTimeZone } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const AlertInput = z.object({
  figure: z.string().min(1).max(120),
  label: z.string().min(1).max(120),
  direction: z.enum(['above', 'below']),
  value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'Give a plain number such as 12 or 12.50.'),
})

export const ScheduleReportInput = z
  .object({
    viewId: z.uuid(),
    cadence: z.enum(CADENCES),
    weekday: z.int().min(1).max(7).nullable(),
    hour: z.int().min(0).max(23),
    timeZone: z.string().max(64).refine(isTimeZone, 'That is no time zone.'),
    onlyIfNotEmpty: z.boolean(),
    /** Null: sent whatever its figures are. */
    alert: AlertInput.nullable(),
  })
  .refine(({ cadence, weekday }) => (cadence === 'weekly') === (weekday !== null), {
    error: 'A weekly report names its day of the week, a daily one none.',
    path: ['weekday'],
  })
export type ScheduleReportInput = z.infer<typeof ScheduleReportInput>

/**
 * Sends a saved report to the one who asks, again and again. Everybody asks for themselves: what
 * they may see is checked each time that a mail is written.
 * @throws AppError forbidden, not_found (also for what is somebody else's own)
 */
export async function scheduleReport(
  input: ScheduleReportInput,
  context: CommandContext,
): Promise<{ scheduleId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people read reports.')
  const refusal = reasonAgainst(actor.role, 'reports.read')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const view = await lockSavedView(uow.tx, input.viewId)
    if (view?.scope !== 'reports' || (view.ownerId !== actor.id && !view.isShared))
      throw new AppError('not_found', 'There is no such saved report.')
    const startsOn = firstDay(input, uow.now)
    const scheduleId = await insertSchedule(uow.tx, { ...input, staffId: actor.id, startsOn })
    uow.record(reportScheduleCreated({ scheduleId, ...input }))
    return { scheduleId }
  })
}
