import { and, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { customerMails } from '@/db/schema/customer-mails'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedUpdate } from '../sql/prepared-update'

export type CustomerMailRow = typeof customerMails.$inferSelect

export async function findCustomerMail(
  tx: Executor,
  idempotencyKey: string,
): Promise<CustomerMailRow | undefined> {
  const rows = await tx
    .select()
    .from(customerMails)
    .where(eq(customerMails.idempotencyKey, idempotencyKey))
  return rows[0]
}

/** Inserts an email that a user wrote, for the pipeline to send. */
export async function insertCustomerMail(
  tx: Executor,
  mail: Pick<
    CustomerMailRow,
    'orderId' | 'template' | 'recipient' | 'subject' | 'body' | 'idempotencyKey'
  >,
): Promise<void> {
  await tx
    .insert(customerMails)
    .values({ ...mail, status: 'sending' })
    .onConflictDoNothing({ target: customerMails.idempotencyKey })
}

/** Changes the recipient of an unsent email. */
export async function saveMailRecipient(
  tx: Executor,
  idempotencyKey: string,
  recipient: string,
): Promise<void> {
  await tx
    .update(customerMails)
    .set({ recipient })
    .where(and(eq(customerMails.idempotencyKey, idempotencyKey), ne(customerMails.status, 'sent')))
}

// `xmax` is zero only on a row that this statement inserted.
const startMail = preparedInsert(
  customerMails,
  sql`on conflict (idempotency_key) do update
    set recipient = excluded.recipient, status = 'sending', error = null
    where customer_mails.status <> 'sent'
    returning customer_mails.xmax = 0 as is_new`,
)

/**
 * Inserts an email before it is sent; a sent one doesn't change.
 * @returns sent: already sent; new: no attempt to send it yet
 */
export async function startCustomerMail(
  tx: Executor,
  mail: Pick<CustomerMailRow, 'orderId' | 'template' | 'recipient' | 'idempotencyKey'>,
): Promise<'new' | 'tried' | 'sent'> {
  const [row] = await startMail(tx, [{ ...mail, status: 'sending' }])
  if (!row) return 'sent'
  return row.is_new ? 'new' : 'tried'
}

const changeMail = preparedUpdate(customerMails, (key) => sql`idempotency_key = ${key}`)

export async function settleCustomerMail(
  tx: Executor,
  idempotencyKey: string,
  change: Pick<CustomerMailRow, 'status' | 'sentAt' | 'error'>,
): Promise<void> {
  await changeMail(tx, idempotencyKey, change)
}
