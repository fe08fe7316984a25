import { parseLossless } from '../json/lossless-json'
import { externalId } from './payload-fields'

/**
 * Finds the storefront's order ID in a webhook, even if the rest of its body is invalid; undefined
 * if it has no order ID.
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
