/** The tabs over the orders list. */
export const ORDER_VIEWS = {
  all: { label: 'All' },
  attention: { label: 'Needs attention' },
  unfulfilled: { label: 'Unfulfilled' },
  refunded: { label: 'Refunded' },
} as const satisfies Record<string, { label: string }>

export type OrderView = keyof typeof ORDER_VIEWS
export const ORDER_VIEW_NAMES = Object.keys(ORDER_VIEWS) as [OrderView, ...OrderView[]]

/** Longer than any name, number or email; the rest of a longer search is ignored. */
export const MAX_SEARCH_LENGTH = 200

/** Rows of one page of a list. */
export const PAGE_SIZE = 50

/** Counting stops here, because exact counts of large results are slow. */
export const COUNT_CAP = 20_000
