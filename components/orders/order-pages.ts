import type { OrderListState } from './order-list-url'

/** Maximum number of pages in one scrolling list; the pager continues from there. Keeps refetching fast. */
export const MAX_PAGES = 20

/** Infinite query options: the cursor of the next page. */
export const ORDER_PAGES = {
  initialCursor: null,
  getNextPageParam: ({ next }: { next: string | undefined }) => next,
}

export type ListPosition = Pick<OrderListState, 'after' | 'before'>

export const isSamePosition = (a: ListPosition, b: ListPosition) =>
  a.after === b.after && a.before === b.before
