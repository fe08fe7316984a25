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
 * Returns a document of an order, ready to print. Documents show personal data regardless of the
 * viewer's role; each opening is recorded in the audit log.
 * @throws AppError not_found; conflict when the document isn't available, with the reason
 */
export async function openDocument(
  { orderId, kind }: OpenDocumentInput,
  context: CommandContext,
): Promise<PrintDocument> {
  const page = await findOrderPage(orderId)
  if (!page) throw new AppError('not_found', 'Order not found.')
  return runInTransaction(context, async (uow) => {
    const facts = await loadFacts(uow.tx, page, uow.now)
    const destination = facts.shipTo && {
      countryCode: facts.shipTo.countryCode,
      postalCode: facts.shipTo.postalCode,
    }
    const { shipsFromCountry } = facts
    const reason = reasonAgainstDocument(kind, { ...page, shipsFromCountry, destination })
    if (reason) throw new AppError('conflict', reason)
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
