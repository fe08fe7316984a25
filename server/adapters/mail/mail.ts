import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { recordExchange } from '../vendor-journal'

export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  /** An idempotency key. The Message-ID is derived from it, so a retry is the same message. */
  messageId: string
}

const TIMEOUT_MS = 20_000

/**
 * Sends an email through the mail server of `smtpUrl` (`smtp://` or `smtps://`, with user and
 * password). The sender is the URL's `from` parameter, else its user if that is an email address,
 * else `orders@<host>`.
 * Outcomes: `refused` with the SMTP reply code for a permanent bounce (5xx); `unavailable` for a
 * 4xx reply, a failed login or no connection; `unknown` for a lost connection. Retrying is safe:
 * mail programs treat the same Message-ID as the same message.
 */
export async function sendMail(
  smtpUrl: string,
  mail: Mail,
): Promise<VendorOutcome<{ messageId: string }>> {
  const at = new Date()
  const reply: SmtpReply = { status: null, text: null }
  const result = await send(smtpUrl, mail, reply)
  recordExchange({
    vendor: new URL(smtpUrl).host,
    method: 'SMTP',
    path: '/',
    idempotencyKey: mail.messageId,
    // The body is the customer's personal data; the subject is enough to identify the email.
    requestText: JSON.stringify({ to: mail.to, subject: mail.subject }),
    status: reply.status,
    responseText: reply.text,
    outcome: result.outcome,
    message: result.outcome === 'ok' ? null : result.message,
    at,
    ms: Date.now() - at.getTime(),
  })
  return result
}

/** The mail server's last reply. */
type SmtpReply = { status: number | null; text: string | null }

async function send(
  smtpUrl: string,
  mail: Mail,
  reply: SmtpReply,
): Promise<VendorOutcome<{ messageId: string }>> {
  const server = readSmtpUrl(smtpUrl)
  const messageId = toMessageId(mail.messageId, server.from)
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    ...(server.auth ? { auth: server.auth } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Content comes from orders and must not make nodemailer read files or fetch URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { to, subject, text, html } = mail
    const sent = await transport.sendMail({ from: server.from, to, subject, text, html, messageId })
    reply.text = sent.response
    reply.status = Number.parseInt(sent.response, 10) || null
    return { outcome: 'ok', value: { messageId } }
  } catch (error) {
    if (error instanceof Error && 'responseCode' in error) {
      reply.status = Number(error.responseCode) || null
      reply.text = replyText(error)
    }
    return classifyError(error, server.host)
  } finally {
    transport.close()
  }
}

function readSmtpUrl(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const isSecure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const fallback = user.includes('@') ? user : `orders@${url.hostname}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    from: url.searchParams.get('from') ?? fallback,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : undefined,
  }
}

/** Returns a Message-ID from a hash of the key: RFC 5322 limits the characters before the @. */
function toMessageId(key: string, from: string): string {
  const domain = /@([^\s@>]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`
}

/** Nodemailer reports the SMTP reply in `responseCode` and its own error code in `code`. */
function classifyError(error: unknown, host: string): VendorOutcome<never> {
  if (!(error instanceof Error)) throw error
  const reply = 'responseCode' in error ? Number(error.responseCode) : 0
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'EAUTH') return unavailable(`${host} rejected our mail login`)
  if (reply >= 500) return { outcome: 'refused', code: String(reply), message: replyText(error) }
  if (reply >= 400) return unavailable(`${host} returned SMTP ${reply}`)
  // nodemailer rejects an invalid recipient address before it connects.
  if (code === 'EENVELOPE') return { outcome: 'refused', code, message: replyText(error) }
  if (code === 'EDNS' || ('syscall' in error && error.syscall === 'connect'))
    return unavailable(`Couldn't connect to ${host} (${code})`)
  if (/^(ECONNECTION|ETIMEDOUT|ESOCKET|ETLS|EPROTOCOL)$/.test(code))
    return { outcome: 'unknown', message: `The connection to ${host} was lost (${code})` }
  throw error
}

/** Returns the mail server's message with email addresses removed. */
function replyText(error: Error): string {
  const text = 'response' in error ? String(error.response) : error.message
  return text.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<address>')
}

function unavailable(message: string): VendorOutcome<never> {
  return { outcome: 'unavailable', message }
}
