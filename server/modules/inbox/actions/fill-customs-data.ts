import { saveLineCustoms, saveProductCustoms } from '@/db/queries/orders/order-edits'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { AppError } from '@/server/errors'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/** Saves customs data for the order's lines and, for later orders, for their products. */
export const fillCustomsData: ActionHandler<'fill_customs_data'> = async (
  uow,
  subject,
  { items },
) => {
  const { id, storefrontId } = requireOrder(subject)
  const lines = await listOrderLines(uow.tx, id)
  for (const { lineId, ...customs } of items) {
    const line = lines.find((candidate) => candidate.id === lineId)
    if (!line) throw new AppError('bad_input', 'That item is not in this order.')
    await saveLineCustoms(uow.tx, lineId, customs)
    const sku = sentSku(line)
    const { title, grams } = line
    if (sku) await saveProductCustoms(uow.tx, { storefrontId, sku, title, grams }, customs)
  }
  await resumeAfterAction(uow, subject, 'the customs data was entered')
  return { outcome: 'resolved', data: { items } }
}
