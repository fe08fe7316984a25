import { findAlertSubject, lockAlert, readDigest, saveAlert } from '@/db/queries/exceptions/alerts'
import {
  type AlertContent,
  alertContent,
  alertHtml,
  alertJson,
  alertText,
  digestContent,
} from '@/domain/exception/alert-content'
import { ALERT_RETRIES } from '@/domain/exception/alerts'
import type { ExceptionId } from '@/domain/ids'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { systemActor } from '@/domain/staff/actor'
import { exceptionPath, exceptionsPath } from '@/paths/routes'
import { postAlert } from '@/server/adapters/alert-channel/post-alert'
import { sendMail } from '@/server/adapters/mail/mail'
import { allowsInternalUrls, mailTransport, portalUrl } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'

export type AlertRun = { alertId: string; requestId: string; retryScale: number }

export type AlertVerdict =
  | { outcome: 'sent' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

type Alert = NonNullable<Awaited<ReturnType<typeof lockAlert>>>

const DAY_MS = 24 * 60 * 60_000

/**
 * Sends one alert; a repeat after a crash carries the same id. A failed alert is retried a few
 * times and then shown as failed in the settings.
 */
export async function sendAlert(run: AlertRun): Promise<AlertVerdict> {
  const context = { actor: systemActor('alerts'), requestId: run.requestId }
  const prepared = await runInTransaction(context, (uow) => prepare(uow, run.alertId))
  if ('because' in prepared) return { outcome: 'stopped', because: prepared.because }
  const answer = await deliver(prepared.alert, prepared.text)
  return runInTransaction(context, (uow) => record(uow, run, answer))
}

async function prepare(
  uow: UnitOfWork,
  alertId: string,
): Promise<{ alert: Alert; text: AlertContent } | { because: string }> {
  const alert = await lockAlert(uow.tx, alertId)
  if (alert?.status !== 'pending') return { because: 'the alert is already settled' }
  const { person, webhook, exceptionId } = alert
  const isGone = person ? person.disabledAt !== null : webhook?.disabledAt !== null
  const text = isGone ? undefined : await composeAlert(uow, exceptionId)
  if (text) return { alert, text }
  await saveAlert(uow.tx, alertId, { status: 'void' })
  return { because: isGone ? 'the recipient is disabled' : 'the exception is already closed' }
}

/** Returns the alert's text; undefined when its exception is closed already. */
async function composeAlert(
  uow: UnitOfWork,
  exceptionId: ExceptionId | null,
): Promise<AlertContent | undefined> {
  if (!exceptionId) {
    const since = new Date(uow.now.getTime() - DAY_MS)
    const digest = await readDigest(uow.tx, { now: uow.now, since })
    return digestContent(digest, `${portalUrl()}${exceptionsPath()}`)
  }
  const subject = await findAlertSubject(uow.tx, exceptionId)
  if (!subject || subject.status === 'resolved' || subject.status === 'ignored') return undefined
  return alertContent(subject, `${portalUrl()}${exceptionPath(exceptionId)}`)
}

function deliver(alert: Alert, text: AlertContent): Promise<VendorOutcome<unknown>> {
  const { id, person, webhook } = alert
  if (person) {
    const mail = { to: person.email, subject: text.subject, text: alertText(text) }
    return sendMail(mailTransport(), { ...mail, html: alertHtml(text), messageId: `alert:${id}` })
  }
  const { url = '', secret = '' } = webhook ?? {}
  const message = { body: alertJson(text), messageId: id, now: new Date() }
  return postAlert({ url, secret, mayBeInternal: allowsInternalUrls() }, message)
}

async function record(
  uow: UnitOfWork,
  { alertId, retryScale }: AlertRun,
  answer: VendorOutcome<unknown>,
): Promise<AlertVerdict> {
  const alert = await lockAlert(uow.tx, alertId)
  if (alert?.status !== 'pending')
    return { outcome: 'stopped', because: 'the alert is already settled' }
  const attempts = alert.attempts + 1
  if (answer.outcome === 'ok') {
    const sent = { status: 'sent' as const, attempts, error: null, sentAt: uow.now }
    await saveAlert(uow.tx, alertId, sent)
    return { outcome: 'sent' }
  }
  const { message } = answer
  const wait = answer.outcome === 'refused' ? undefined : ALERT_RETRIES[attempts - 1]
  if (wait === undefined) {
    await saveAlert(uow.tx, alertId, { status: 'failed', attempts, error: message })
    return { outcome: 'stopped', because: message }
  }
  const afterSeconds = scaledDelay(wait, retryScale)
  const dueAt = new Date(uow.now.getTime() + afterSeconds * 1000)
  await saveAlert(uow.tx, alertId, { attempts, error: message, dueAt })
  return { outcome: 'retry', afterSeconds, message }
}
