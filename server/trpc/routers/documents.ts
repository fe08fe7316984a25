import { OpenDocumentInput, openDocument } from '@/server/modules/fulfillment/open-document'
import { procedureWith, router } from '../init'

/** Printable documents of an order. */
export const documentsRouter = router({
  open: procedureWith('orders.read')
    .input(OpenDocumentInput)
    .query(({ input, ctx }) => openDocument(input, ctx.command)),
})
