import { FULFILLMENT_LABELS, PAYMENT_LABELS } from '@/components/status/labels'
import type { ORDER_STATUSES, OrderSort } from '@/domain/order/order-filter'
import type { FilterName } from '../order-list-url'

export const STATUS_LABELS: Record<(typeof ORDER_STATUSES)[number], string> = {
  processing: 'In progress',
  waiting: 'Waiting',
  blocked: 'Blocked',
  on_hold: 'On hold',
  completed: 'Completed',
  canceled: 'Canceled',
}

export const STAGE_LABELS = {
  auto: 'Retrying',
  staff: 'Needs staff',
  engineer: 'Needs engineering',
}

export const SORT_LABELS: Record<OrderSort, string> = {
  '-placed': 'Newest first',
  placed: 'Oldest first',
  '-total': 'Largest total first',
  total: 'Smallest total first',
  customer: 'Customer A to Z',
  '-customer': 'Customer Z to A',
}

export const FILTER_LABELS: Record<FilterName, string> = {
  status: 'Status',
  payment: 'Payment',
  fulfillment: 'Fulfillment',
  stage: 'Exception',
  storefront: 'Storefront',
  currency: 'Currency',
  country: 'Country',
  from: 'Placed from',
  to: 'Placed to',
  min: 'Minimum total',
  max: 'Maximum total',
  tag: 'Tag',
  assignee: 'Assigned to',
}

/** Labels of the filters with fixed values. IDs and free text have no entry here. */
export const VALUE_LABELS: Partial<Record<FilterName, Record<string, string>>> = {
  status: STATUS_LABELS,
  stage: STAGE_LABELS,
  payment: labelsOf(PAYMENT_LABELS),
  fulfillment: labelsOf(FULFILLMENT_LABELS),
}

function labelsOf(statuses: Record<string, { label: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(statuses).map(([name, { label }]) => [name, label]))
}
