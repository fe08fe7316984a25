import { listActiveSchedules, startReportMail } from '@/db/queries/reports/report-schedules'
import { dueDay } from '@/domain/reports/report-schedule'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/**
 * Requests the emails of all due schedules, at most one per schedule and day. The event that sends
 * an email is stored in the same transaction.
 */
export function planReportMails(requestId: string): Promise<{ planned: number }> {
  return runInTransaction({ actor: systemActor('reports'), requestId }, async (uow) => {
    let planned = 0
    for (const schedule of await listActiveSchedules(uow.tx)) {
      const day = dueDay(schedule, schedule.startsOn, uow.now)
      const mailId = day && (await startReportMail(uow.tx, schedule.id, day))
      if (!mailId) continue
      planned += 1
      uow.emit({ name: 'report-mail/requested', data: { mailId, requestId } })
    }
    return { planned }
  })
}
