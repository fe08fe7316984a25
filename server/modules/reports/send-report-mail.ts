import { lockReportMail, saveReportMail } from '@/db/queries/reports/report-schedules'
import { readReport } from '@/db/queries/reports/reports'
import { reportEmailSent } from '@/domain/events/report-events'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { isEmptyReport, whyNotCrossed } from '@/domain/reports/report-alert'
import { daysText } from '@/domain/reports/report-days'
import { reportMail } from '@/domain/reports/report-mail'
import { REPORT_PAGE_FACTS } from '@/domain/reports/report-pages'
import { reportSeenBy } from '@/domain/reports/report-seen'
import { reportInputOf } from '@/domain/reports/report-state'
import { readSavedReport } from '@/domain/reports/saved-report'
import { systemActor } from '@/domain/staff/actor'
import { isAllowed } from '@/domain/staff/permissions'
import { savedReportPath } from '@/paths/routes'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { env } from '@/server/env'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export type ReportMailRun = { mailId: string; requestId: string; retryScale: number }

export type ReportMailVerdict =
  | { outcome: 'sent' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }

/** How long to wait after each try that did not arrive; after the last, its reader is told. */
const RETRY_SECONDS = [60, 300, 900, 3600]

type MailRow = NonNullable<Awaited<ReturnType<typeof lockReportMail>>>

/**
 * Draws up a scheduled report and sends it, once: a repeat is the same message. Whether its reader
 * may still see it, whether there is anything in it and whether its line is crossed is decided now.
 */
export async function sendReportMail(run: ReportMailRun): Promise<ReportMailVerdict> {
  const context = { actor: systemActor('reports'), requestId: run.requestId }
  const row = await runInTransaction(context, ({ tx }) => lockReportMail(tx, run.mailId))
  if (row?.mail.status !== 'pending')
    return { outcome: 'stopped', because: 'it was settled before' }
  const drawn = await drawUp(row)
  if ('because' in drawn) return skip(run, drawn.because, context)
  const answer = await sendMail(mailTransport(), drawn)
  if (answer.outcome === 'ok') return settleSent(run, context)
  const { message } = answer
  return settleFailed(run, { message, isFinal: answer.outcome === 'refused' }, context)
}

/** The mail, or why there is none to send. */
async function drawUp({
  mail,
  schedule,
  view,
  reader,
}: MailRow): Promise<Mail | { because: string }> {
  const saved = readSavedReport(view.query)
  if (!saved) return { because: 'the saved report is of a page that is gone' }
  if (reader.disabledAt) return { because: 'its reader has left' }
  if (!isAllowed(reader.role, REPORT_PAGE_FACTS[saved.page].permission))
    return { because: `the role ${reader.role} may not see this report` }
  if (!view.isShared && view.ownerId !== reader.id)
    return { because: 'the report is no longer shared' }
  const now = new Date()
  const input = reportInputOf(saved.page, saved.state, { now, timeZone: schedule.timeZone })
  const report = reportSeenBy(reader.role, await readReport(saved.page, input))
  if (schedule.onlyIfNotEmpty && isEmptyReport(report)) return { because: 'the report was empty' }
  const { alert } = schedule
  const because = alert && whyNotCrossed(alert, report)
  if (because) return { because }
  const { NEXTAUTH_URL } = env()
  const frame = {
    name: view.name,
    days: daysText(input.from, input.to, 'en'),
    timeZone: input.timeZone,
    url: NEXTAUTH_URL && new URL(savedReportPath(view.query), NEXTAUTH_URL).href,
  }
  const messageId = `report:${schedule.id}:${mail.dueOn ?? mail.id}`
  return { to: reader.email, messageId, ...reportMail(report, frame) }
}

function skip(
  { mailId }: ReportMailRun,
  because: string,
  context: CommandContext,
): Promise<ReportMailVerdict> {
  return runInTransaction(context, async ({ tx, now }) => {
    await saveReportMail(tx, mailId, { status: 'skipped', reason: because, settledAt: now })
    return { outcome: 'stopped', because }
  })
}

function settleSent(
  { mailId }: ReportMailRun,
  context: CommandContext,
): Promise<ReportMailVerdict> {
  return runInTransaction(context, async (uow) => {
    const sent = { status: 'sent', reason: null, settledAt: uow.now } as const
    await saveReportMail(uow.tx, mailId, sent)
    uow.record(reportEmailSent({ mailId }))
    return { outcome: 'sent' }
  })
}

/** Tries again later, or tells its reader why it did not arrive. */
function settleFailed(
  { mailId, retryScale }: ReportMailRun,
  { message, isFinal }: { message: string; isFinal: boolean },
  context: CommandContext,
): Promise<ReportMailVerdict> {
  return runInTransaction(context, async ({ tx, now }) => {
    const row = await lockReportMail(tx, mailId)
    if (row?.mail.status !== 'pending')
      return { outcome: 'stopped', because: 'it was settled before' }
    const delay = isFinal ? undefined : RETRY_SECONDS[row.mail.attempts]
    const attempts = row.mail.attempts + 1
    if (delay === undefined) {
      await saveReportMail(tx, mailId, {
        status: 'failed',
        attempts,
        reason: message,
        settledAt: now,
      })
      return { outcome: 'stopped', because: message }
    }
    await saveReportMail(tx, mailId, { attempts, reason: message })
    return { outcome: 'again', afterSeconds: scaledDelay(delay, retryScale), message }
  })
}

/** The run that sends a mail gave up, which no answer of a mail server makes it do. */
export async function reportBrokenReportMail({
  mailId,
  requestId,
}: {
  mailId: string
  requestId: string
}): Promise<void> {
  await runInTransaction({ actor: systemActor('reports'), requestId }, async ({ tx, now }) => {
    const row = await lockReportMail(tx, mailId)
    if (row?.mail.status !== 'pending') return
    const reason = 'Aftercart could not draw up the report'
    await saveReportMail(tx, mailId, { status: 'failed', reason, settledAt: now })
  })
}
