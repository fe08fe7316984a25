import type { VendorOutcome } from '@/server/domain/vendor'

export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  /** An idempotency key; becomes the Message-ID, so that a repeat is the same message. */
  messageId: string
}

/** Hands a message to the mail server. Refused with the SMTP code when it bounced for good. */
export async function sendMail(
  _smtpUrl: string,
  _mail: Mail,
): Promise<VendorOutcome<{ messageId: string }>> {
  throw new Error('not there yet')
}
