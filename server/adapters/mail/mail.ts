import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { noteExchange } from '../vendor-journal'

export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  /** An idempotency key; becomes the Message-ID, so that a repeat is the same message. */
  messageId: string
}

const TIMEOUT_MS = 20_000

/**
 * Hands a message to the mail server of `smtpUrl` (`smtp://` or `smtps://`, user and password in
 * it). The sender is its `from` parameter, else its user if that is an address, else
 * `orders@<host>`.
 * Refused with the SMTP reply code (550 ...) when it bounced for good; a 4xx reply, a login that
 * fails or no connection is `unavailable`; a connection that broke is `unknown`, and sending
 * again is the same message to the reader's mail program.
 */
export async function sendMail(
  smtpUrl: string,
  mail: Mail,
): Promise<VendorOutcome<{ messageId: string }>> {
  const at = new Date()
  const said: SmtpAnswer = { status: null, text: null }
  const answer = await send(smtpUrl, mail, said)
  noteExchange({
    vendor: new URL(smtpUrl).host,
    method: 'SMTP',
    path: '/',
    idempotencyKey: mail.messageId,
    // What is written to a customer is theirs: the subject alone tells which message it was.
    requestText: JSON.stringify({ to: mail.to, subject: mail.subject }),
    status: said.status,
    answerText: said.text,
    outcome: answer.outcome,
    message: answer.outcome === 'ok' ? null : answer.message,
    at,
    ms: Date.now() - at.getTime(),
  })
  return answer
}

/** The mail server's last reply. */
type SmtpAnswer = { status: number | null; text: string | null }

async function send(
  smtpUrl: string,
  mail: Mail,
  answer: SmtpAnswer,
): Promise<VendorOutcome<{ messageId: string }>> {
  const server = readSmtpUrl(smtpUrl)
  const messageId = asMessageId(mail.messageId, server.from)
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    ...(server.auth ? { auth: server.auth } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Content comes from orders: never let it name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { to, subject, text, html } = mail
    const sent = await transport.sendMail({ from: server.from, to, subject, text, html, messageId })
    answer.text = sent.response
    answer.status = Number.parseInt(sent.response, 10) || null
    return { outcome: 'ok', value: { messageId } }
  } catch (error) {
    if (error instanceof Error && 'responseCode' in error) {
      answer.status = Number(error.responseCode) || null
      answer.text = said(error)
    }
    return sortFailure(error, server.host)
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

/** RFC 5322 allows few characters left of the @, so the key goes in as its hash. */
function asMessageId(key: string, from: string): string {
  const domain = /@([^\s@>]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`
}

/** Nodemailer puts the SMTP reply into `responseCode` and its own verdict into `code`. */
function sortFailure(error: unknown, host: string): VendorOutcome<never> {
  if (!(error instanceof Error)) throw error
  const reply = 'responseCode' in error ? Number(error.responseCode) : 0
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'EAUTH') return unavailable(`${host} does not accept our mail login`)
  if (reply >= 500) return { outcome: 'refused', code: String(reply), message: said(error) }
  if (reply >= 400) return unavailable(`${host} answered ${reply}`)
  // An address that cannot be put into an envelope never left this process.
  if (code === 'EENVELOPE') return { outcome: 'refused', code, message: said(error) }
  if (code === 'EDNS' || ('syscall' in error && error.syscall === 'connect'))
    return unavailable(`${host} cannot be reached (${code})`)
  if (/^(ECONNECTION|ETIMEDOUT|ESOCKET|ETLS|EPROTOCOL)$/.test(code))
    return { outcome: 'unknown', message: `${host} broke the connection off (${code})` }
  throw error
}

/** What the mail server wrote, without the addresses in it. */
function said(error: Error): string {
  const text = 'response' in error ? String(error.response) : error.message
  return text.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<address>')
}

function unavailable(message: string): VendorOutcome<never> {
  return { outcome: 'unavailable', message }
}
