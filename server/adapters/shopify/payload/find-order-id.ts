import { parseLossless } from '../json/lossless-json'
import { externalId } from './payload-fields'

/**
 * The order that a message is about, also when the rest of it makes no sense; undefined when even
 * that cannot be told.
 */
export function findOrderId(topic: string, body: Uint8Array): string | undefined {
  try {
    const payload = parseLossless(body) as Record<string, unknown> | null
    const edit = payload?.order_edit as Record<string, unknown> | null | undefined
    const isOrder = topic.startsWith('orders/') && !edit
    const found = externalId.safeParse(isOrder ? payload?.id : (edit ?? payload)?.order_id)
    return found.success ? found.data : undefined
  } catch {
    return undefined
  }
}
