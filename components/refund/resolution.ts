import type { OrderData } from '@/components/order-page/order-data'

/** A refund or a reshipment of an order, as its page shows it. */
export type Resolution = OrderData['resolutions'][number]
