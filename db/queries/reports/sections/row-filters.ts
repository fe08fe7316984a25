// Drill-downs and conditions that several report pages share.

/** Orders that weren't canceled. */
export const SOLD = { set: 'orders', where: { canceled: 'no' } } as const
export const CANCELED = { set: 'orders', where: { canceled: 'yes' } } as const

/** Conditions on refunds that returned money, dated when they were issued. */
export const REFUNDED = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const
/** The same refunds, dated when their order was placed. */
export const REFUNDED_BY_ORDER = { ...REFUNDED, basis: 'order' } as const
/** Conditions on reshipments that were sent, dated when they were issued. */
export const RESHIPPED = { ...REFUNDED, kind: 'reshipment' } as const

/** Exceptions dated when they were opened. */
export const OPENED = { set: 'exceptions', where: { basis: 'opened' } } as const
/** Exceptions dated when they were closed. */
export const CLOSED = { set: 'exceptions', where: { basis: 'closed' } } as const
