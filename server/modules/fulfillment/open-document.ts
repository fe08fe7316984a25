import { z } from 'zod'
import type { Executor } from '@/db/client'
import { findOrderPage } from '@/db/queries/orders/order-page'
import { getStorefront } from '@/db/queries/orders/orders'
import { composeDocument, type PrintDocument } from '@/domain/documents/compose-document'
import type { DocumentFacts } from '@/domain/documents/document-facts'
import { DOCUMENT_KINDS, reasonAgainstDocument } from '@/domain/documents/document-kind'
import { documentOpened } from '@/domain/events/order-events'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { findSender } from './find-sender'
import { loadParcels } from './internal/load-parcels'

export const OpenDocumentInput = z.object({ orderId: z.uuid(), kind: z.enum(DOCUMENT_KINDS) })
export type OpenDocumentInput = z.infer<typeof OpenDocumentInput>

type OrderPage = NonNullable<Awaited<ReturnType<typeof findOrderPage>>>

/**
 * One of an order's papers, ready to be printed. It says who bought and where it goes, whatever
 * the reader's role sees elsewhere: who opened which paper stays in the audit log.
 * @throws AppError not_found; conflict when the order has no such paper, with the reason
 */
export async function openDocument(
  { orderId, kind }: OpenDocumentInput,
  context: CommandContext,
): Promise<PrintDocument> {
  const page = await findOrderPage(orderId)
  if (!page) throw new AppError('not_found', 'There is no such order.')
  return runInTransaction(context, async (uow) => {
    const facts = await loadFacts(uow.tx, page, uow.now)
    const destination = facts.shipTo && {
      countryCode: facts.shipTo.countryCode,
      postalCode: facts.shipTo.postalCode,
    }
    const { shipsFromCountry } = facts
    const refusal = reasonAgainstDocument(kind, { ...page, shipsFromCountry, destination })
    if (refusal) throw new AppError('conflict', refusal)
    const parcels = await loadParcels(uow.tx, page, kind, facts)
    uow.record(documentOpened({ orderId, kind }))
    return composeDocument(kind, { ...facts, parcels })
  })
}

async function loadFacts(tx: Executor, page: OrderPage, now: Date): Promise<DocumentFacts> {
  const storefront = await getStorefront(tx, page.order.storefrontId)
  const sender = findSender(storefront)
  const addressOf = (kind: 'shipping' | 'billing') =>
    page.addresses.find((address) => address.kind === kind)
  return {
    ...page,
    storefrontName: storefront.name,
    shipsFromCountry: storefront.shipsFromCountry,
    sender: sender && {
      ...sender,
      company: sender.company ?? null,
      address2: sender.address2 ?? null,
      province: sender.province ?? null,
      provinceCode: sender.provinceCode ?? null,
      postalCode: sender.postalCode ?? null,
    },
    shipTo: addressOf('shipping'),
    billTo: addressOf('billing') ?? addressOf('shipping'),
    parcels: [],
    printedAt: now,
  }
}
