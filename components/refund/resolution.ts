import type { OrderData } from '@/components/order-page/order-data'

/** A refund or reshipment as shown on the order page. */
export type Resolution = OrderData['resolutions'][number]
