import { EXCEPTION_KINDS, isExceptionKind } from './exception-kinds'

/** The text of an alert: its subject, its lines and a link. */
export type AlertContent = { subject: string; lines: string[]; link: string }

const titleOf = (kind: string) => (isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind)

/** Returns the text of an immediate alert. It contains no customer data except the order number. */
export function alertContent(
  { kind, orderName }: { kind: string; orderName: string | null },
  link: string,
): AlertContent {
  const explanation = isExceptionKind(kind) ? EXCEPTION_KINDS[kind].explanation : ''
  const about = orderName ? `Order ${orderName}: ` : ''
  return { subject: `${about}${titleOf(kind)}`, lines: [explanation].filter(Boolean), link }
}

export type DigestFacts = {
  lines: { kind: string; count: number; overdue: number }[]
  /** Resolved automatically in the last 24 hours. */
  autoResolved: number
  /** Resolved by people in the last 24 hours. */
  byPeople: number
}

/** Returns the text of a daily digest. */
export function digestContent(
  { lines, autoResolved, byPeople }: DigestFacts,
  link: string,
): AlertContent {
  const open = lines.reduce((sum, { count }) => sum + count, 0)
  const overdue = lines.reduce((sum, line) => sum + line.overdue, 0)
  const subject =
    open === 0
      ? 'No open exceptions'
      : `${open} open ${open === 1 ? 'exception' : 'exceptions'}, ${overdue} overdue`
  return {
    subject,
    lines: [
      ...lines.map(
        (line) =>
          `${line.count} × ${titleOf(line.kind)}${line.overdue > 0 ? ` (${line.overdue} overdue)` : ''}`,
      ),
      `Last 24 hours: ${autoResolved} resolved automatically, ${byPeople} resolved by staff.`,
    ],
    link,
  }
}

/** Returns the plain-text body of an alert. */
export const alertText = ({ lines, link }: AlertContent) => [...lines, '', link].join('\n')

/** Returns the HTML email of an alert, without external resources. */
export function alertHtml({ subject, lines, link }: AlertContent): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a">',
    `<p><strong>${escapeHtml(subject)}</strong></p>`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p></body></html>`,
  ].join('')
}

/**
 * Returns the JSON payload for Slack and compatible services.
 * Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function alertJson({ subject, lines, link }: AlertContent): string {
  const body = [
    `*${escapeSlack(subject)}*`,
    ...lines.map(escapeSlack),
    `<${link}|Open in Aftercart>`,
  ]
  return JSON.stringify({
    text: escapeSlack(subject),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: body.join('\n') } }],
  })
}

const escapeSlack = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const escapeHtml = (text: string) => escapeSlack(text).replace(/"/g, '&quot;')
