import { join } from 'node:path'
import { type Asked, escapeHtml, page, type Reply, type Vendor } from '../exchange'
import { openJournal } from '../journal'
import { vendorId } from '../vendor-id'
import { type ParsedMail, parseMail } from './message'

/** A message the mailbox took; the same Message-ID again is counted, not kept twice. */
export type StoredMail = ParsedMail & { id: string; receivedAt: string; times: number }

type MailEvent =
  | { type: 'received'; mail: StoredMail }
  | { type: 'again'; messageId: string }
  | { type: 'deferred'; recipient: string }

export type Mailbox = {
  vendor: Vendor
  /** Takes a message as SMTP delivered it. */
  receive(raw: Buffer): void
  /** Counts a recipient that was asked to come back later, and says how often that was before. */
  defer(recipient: string): number
  close(): void
}

/** Keeps every message anybody sends through the sandbox's SMTP server. */
export function openMailbox(folder: string): Mailbox {
  const mails = new Map<string, StoredMail>()
  const deferred = new Map<string, number>()
  const journal = openJournal<MailEvent>(join(folder, 'mailbox.jsonl'), (event) => {
    if (event.type === 'received') mails.set(event.mail.messageId, event.mail)
    else if (event.type === 'again') {
      const known = mails.get(event.messageId)
      if (known) known.times += 1
    } else deferred.set(event.recipient, (deferred.get(event.recipient) ?? 0) + 1)
  })
  return {
    vendor: (asked) => route([...mails.values()].reverse(), asked),
    receive: (raw) => {
      const mail = parseMail(raw)
      if (mails.has(mail.messageId))
        return journal.append([{ type: 'again', messageId: mail.messageId }])
      const stored = { ...mail, id: vendorId('mail'), receivedAt: now(), times: 1 }
      journal.append([{ type: 'received', mail: stored }])
    },
    defer: (recipient) => {
      const before = deferred.get(recipient) ?? 0
      journal.append([{ type: 'deferred', recipient }])
      return before
    },
    close: journal.close,
  }
}

function now(): string {
  return new Date().toISOString()
}

/** Newest first: JSON for programs, a page for people. */
function route(mails: StoredMail[], asked: Asked): Reply | undefined {
  if (asked.method !== 'GET') return undefined
  const wantsHtml = (asked.headers.accept ?? '').includes('text/html')
  const [, id, view] = asked.path.split('/')
  if (!id) return wantsHtml ? list(mails) : { status: 200, json: mails }
  const mail = mails.find((one) => one.id === id)
  if (!mail) return undefined
  if (view === 'body') return { status: 200, html: mail.html }
  return wantsHtml ? show(mail, asked) : { status: 200, json: mail }
}

function list(mails: StoredMail[]): Reply {
  const rows = mails
    .slice(0, 500)
    .map(
      (mail) =>
        `<tr><td>${mail.receivedAt}</td><td>${escapeHtml(mail.to)}</td><td><a dir="auto" href="/mailbox/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td></tr>`,
    )
  const table = `<table><tr><th>Received</th><th>To</th><th>Subject</th></tr>${rows.join('')}</table>`
  const body = mails.length > 0 ? table : '<p>No mail yet.</p>'
  return { status: 200, html: page(`Mailbox (${mails.length})`, body) }
}

function show(mail: StoredMail, asked: Asked): Reply {
  const head = `<p>From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to)}, ${mail.receivedAt}</p>`
  const body = `<iframe sandbox title="Message" src="${asked.baseUrl}/${mail.id}/body"></iframe>`
  return {
    status: 200,
    html: page(mail.subject, `${head}${body}<h2>Text</h2><pre>${escapeHtml(mail.text)}</pre>`),
  }
}
