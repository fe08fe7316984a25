import type { OrderListState } from './order-list-url'

/** Pages that one list holds; beyond them it starts anew, so that it stays quick to follow. */
export const MAX_PAGES = 20

/** Where the pages after the first one start. */
export const ORDER_PAGES = {
  initialCursor: null,
  getNextPageParam: ({ next }: { next: string | undefined }) => next,
}

export type ListPosition = Pick<OrderListState, 'after' | 'before'>

export const isSamePosition = (one: ListPosition, other: ListPosition) =>
  one.after === other.after && one.before === other.before
