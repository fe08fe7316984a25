import { join } from 'node:path'
import { openJournal } from '../journal'
import { escapeHtml, page, type Reply, type Vendor, type VendorRequest } from '../vendor-http'
import { vendorId } from '../vendor-id'
import { type ParsedMail, parseMail } from './message'

/** A received email. A repeated Message-ID increments `times` instead of adding an email. */
export type StoredMail = ParsedMail & { id: string; receivedAt: string; times: number }

type MailEvent =
  | { type: 'received'; mail: StoredMail }
  | { type: 'again'; messageId: string }
  | { type: 'deferred'; recipient: string }

export type Mailbox = {
  vendor: Vendor
  /** Stores an email from SMTP. */
  receive(raw: Buffer): void
  /** Counts a deferral of a recipient and returns the number of earlier deferrals. */
  defer(recipient: string): number
  close(): void
}

/** Opens the mailbox that stores every email sent through the sandbox's SMTP server. */
export function openMailbox(folder: string): Mailbox {
  const mails = new Map<string, StoredMail>()
  const deferred = new Map<string, number>()
  const journal = openJournal<MailEvent>(join(folder, 'mailbox.jsonl'), (event) => {
    if (event.type === 'received') mails.set(event.mail.messageId, event.mail)
    else if (event.type === 'again') {
      const existing = mails.get(event.messageId)
      if (existing) existing.times += 1
    } else deferred.set(event.recipient, (deferred.get(event.recipient) ?? 0) + 1)
  })
  return {
    vendor: (request) => route([...mails.values()].reverse(), request),
    receive: (raw) => {
      const mail = parseMail(raw)
      if (mails.has(mail.messageId))
        return journal.append([{ type: 'again', messageId: mail.messageId }])
      const stored = { ...mail, id: vendorId('mail'), receivedAt: now(), times: 1 }
      journal.append([{ type: 'received', mail: stored }])
    },
    defer: (recipient) => {
      const earlier = deferred.get(recipient) ?? 0
      journal.append([{ type: 'deferred', recipient }])
      return earlier
    },
    close: journal.close,
  }
}

function now(): string {
  return new Date().toISOString()
}

/** Returns the emails, newest first, as HTML for browsers and else as JSON. */
function route(mails: StoredMail[], request: VendorRequest): Reply | undefined {
  if (request.method !== 'GET') return undefined
  const wantsHtml = (request.headers.accept ?? '').includes('text/html')
  const [, id, view] = request.path.split('/')
  if (!id) return wantsHtml ? list(mails) : { status: 200, json: mails }
  const mail = mails.find((entry) => entry.id === id)
  if (!mail) return undefined
  if (view === 'body') return { status: 200, html: mail.html }
  return wantsHtml ? show(mail, request) : { status: 200, json: mail }
}

function list(mails: StoredMail[]): Reply {
  const rows = mails
    .slice(0, 500)
    .map(
      (mail) =>
        `<tr><td>${mail.receivedAt}</td><td>${escapeHtml(mail.to)}</td><td><a dir="auto" href="/mailbox/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td></tr>`,
    )
  const table = `<table><tr><th>Received</th><th>To</th><th>Subject</th></tr>${rows.join('')}</table>`
  const body =
    mails.length > 0 ? table : '<p>No emails yet. Emails from Aftercart will appear here.</p>'
  return { status: 200, html: page(`Mailbox (${mails.length})`, body) }
}

function show(mail: StoredMail, request: VendorRequest): Reply {
  const head = `<p>From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to)}, ${mail.receivedAt}</p>`
  const body = `<iframe sandbox title="Message" src="${request.baseUrl}/${mail.id}/body"></iframe>`
  return {
    status: 200,
    html: page(
      mail.subject,
      `${head}${body}<h2>Plain text</h2><pre>${escapeHtml(mail.text)}</pre>`,
    ),
  }
}
