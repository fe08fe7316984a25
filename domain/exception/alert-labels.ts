import { EXCEPTION_KINDS, isExceptionKind } from './exception-kinds'

/** A message to people or to a channel: a line that says it all, and what it consists of. */
export type AlertLabels = { subject: string; lines: string[]; link: string }

const titleOf = (kind: string) => (isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind)

/** What an immediate alert says; nothing of a customer but the order's number. */
export function alertLabels(
  { kind, orderName }: { kind: string; orderName: string | null },
  link: string,
): AlertLabels {
  const explanation = isExceptionKind(kind) ? EXCEPTION_KINDS[kind].explanation : ''
  const about = orderName ? `Order ${orderName}: ` : ''
  return { subject: `${about}${titleOf(kind)}`, lines: [explanation].filter(Boolean), link }
}

export type DigestFacts = {
  lines: { kind: string; count: number; overdue: number }[]
  byItself: number
  byPeople: number
}

/** What a daily digest says. */
export function digestLabels(
  { lines, byItself, byPeople }: DigestFacts,
  link: string,
): AlertLabels {
  const open = lines.reduce((sum, { count }) => sum + count, 0)
  const overdue = lines.reduce((sum, line) => sum + line.overdue, 0)
  const subject =
    open === 0
      ? 'Nothing waits in the exception inbox'
      : `${open} ${open === 1 ? 'exception waits' : 'exceptions wait'} for people, ${overdue} overdue`
  return {
    subject,
    lines: [
      ...lines.map(
        (line) =>
          `${line.count} × ${titleOf(line.kind)}${line.overdue > 0 ? ` (${line.overdue} overdue)` : ''}`,
      ),
      `In the last 24 hours ${byItself} went by themselves and ${byPeople} were settled by people.`,
    ],
    link,
  }
}

/** As a plain text. */
export const alertText = ({ lines, link }: AlertLabels) => [...lines, '', link].join('\n')

/** As HTML for mail programs: nothing to load. */
export function alertHtml({ subject, lines, link }: AlertLabels): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a">',
    `<p><strong>${escaped(subject)}</strong></p>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    `<p><a href="${escaped(link)}">${escaped(link)}</a></p></body></html>`,
  ].join('')
}

/**
 * As the JSON that Slack and its likes take.
 * Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function alertJson({ subject, lines, link }: AlertLabels): string {
  const body = [
    `*${slackText(subject)}*`,
    ...lines.map(slackText),
    `<${link}|Open it in Aftercart>`,
  ]
  return JSON.stringify({
    text: slackText(subject),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: body.join('\n') } }],
  })
}

const slackText = (words: string) =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const escaped = (words: string) => slackText(words).replace(/"/g, '&quot;')
