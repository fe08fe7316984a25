import { lockReportMail, saveReportMail } from '@/db/queries/reports/report-schedules'
import { readReport } from '@/db/queries/reports/reports'
import { reportEmailSent } from '@/domain/events/report-events'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { redactReport } from '@/domain/reports/redact-report'
import { isEmptyReport, whyNotTriggered } from '@/domain/reports/report-alert'
import { daysText } from '@/domain/reports/report-days'
import { reportMail } from '@/domain/reports/report-mail'
import { REPORT_PAGE_FACTS } from '@/domain/reports/report-pages'
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

export type ReportMailResult =
  | { outcome: 'sent' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

/** Delays after failed attempts. After the last one, the recipient sees the failure. */
const RETRY_SECONDS = [60, 300, 900, 3600]

type MailRow = NonNullable<Awaited<ReturnType<typeof lockReportMail>>>

/**
 * Builds a scheduled report and sends it once; a repeat has the same message ID. Permissions, emptiness
 * and the alert threshold are checked now, not when it was scheduled.
 */
export async function sendReportMail(run: ReportMailRun): Promise<ReportMailResult> {
  const context = { actor: systemActor('reports'), requestId: run.requestId }
  const row = await runInTransaction(context, ({ tx }) => lockReportMail(tx, run.mailId))
  if (row?.mail.status !== 'pending') return { outcome: 'stopped', because: 'already settled' }
  const mail = await buildMail(row)
  if ('skipReason' in mail) return skip(run, mail.skipReason, context)
  const response = await sendMail(mailTransport(), mail)
  if (response.outcome === 'ok') return settleSent(run, context)
  const { message } = response
  return settleFailed(run, { message, isFinal: response.outcome === 'refused' }, context)
}

/** Returns the email, or why none is sent. */
async function buildMail({
  mail,
  schedule,
  view,
  recipient,
}: MailRow): Promise<Mail | { skipReason: string }> {
  const saved = readSavedReport(view.query)
  if (!saved) return { skipReason: 'the report page no longer exists' }
  if (recipient.disabledAt) return { skipReason: "the recipient's account is disabled" }
  if (!isAllowed(recipient.role, REPORT_PAGE_FACTS[saved.page].permission))
    return { skipReason: `the role ${recipient.role} can't view this report` }
  if (!view.isShared && view.ownerId !== recipient.id)
    return { skipReason: 'the report is no longer shared' }
  const now = new Date()
  const input = reportInputOf(saved.page, saved.state, { now, timeZone: schedule.timeZone })
  const report = redactReport(recipient.role, await readReport(saved.page, input))
  if (schedule.onlyIfNotEmpty && isEmptyReport(report))
    return { skipReason: 'the report was empty' }
  const { alert } = schedule
  const skipReason = alert && whyNotTriggered(alert, report)
  if (skipReason) return { skipReason }
  const { NEXTAUTH_URL } = env()
  const frame = {
    name: view.name,
    days: daysText(input.from, input.to, 'en'),
    timeZone: input.timeZone,
    url: NEXTAUTH_URL && new URL(savedReportPath(view.query), NEXTAUTH_URL).href,
  }
  const messageId = `report:${schedule.id}:${mail.dueOn ?? mail.id}`
  return { to: recipient.email, messageId, ...reportMail(report, frame) }
}

function skip(
  { mailId }: ReportMailRun,
  reason: string,
  context: CommandContext,
): Promise<ReportMailResult> {
  return runInTransaction(context, async ({ tx, now }) => {
    await saveReportMail(tx, mailId, { status: 'skipped', reason, settledAt: now })
    return { outcome: 'stopped', because: reason }
  })
}

function settleSent({ mailId }: ReportMailRun, context: CommandContext): Promise<ReportMailResult> {
  return runInTransaction(context, async (uow) => {
    const sent = { status: 'sent', reason: null, settledAt: uow.now } as const
    await saveReportMail(uow.tx, mailId, sent)
    uow.record(reportEmailSent({ mailId }))
    return { outcome: 'sent' }
  })
}

/** Schedules a retry, or records the failure for the recipient. */
function settleFailed(
  { mailId, retryScale }: ReportMailRun,
  { message, isFinal }: { message: string; isFinal: boolean },
  context: CommandContext,
): Promise<ReportMailResult> {
  return runInTransaction(context, async ({ tx, now }) => {
    const row = await lockReportMail(tx, mailId)
    if (row?.mail.status !== 'pending') return { outcome: 'stopped', because: 'already settled' }
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
    return { outcome: 'retry', afterSeconds: scaledDelay(delay, retryScale), message }
  })
}

/** Records that the run itself failed, which no response of a mail server causes. */
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
    const reason = "the report couldn't be created"
    await saveReportMail(tx, mailId, { status: 'failed', reason, settledAt: now })
  })
}
