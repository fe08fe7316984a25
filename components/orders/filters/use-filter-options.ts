'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRY_CODES } from '@/domain/address/countries'
import { CURRENCY_CODES } from '@/domain/money/money'
import { regionName } from '@/domain/text/intl-formats'
import type { FilterName } from '../order-list-url'
import { VALUE_LABELS } from './filter-labels'
import { useFilterChoices } from './use-filter-choices'

export type Option = { value: string; label: string }

/** The filters with a list of options, in the order of the panel. */
export const LIST_FILTERS = [
  'status',
  'payment',
  'fulfillment',
  'stage',
  'storefront',
  'country',
  'currency',
  'tag',
  'assignee',
] as const satisfies FilterName[]
export type ListFilter = (typeof LIST_FILTERS)[number]

/** Returns the options of each list filter, labeled in the viewer's language. */
export function useFilterOptions(): Record<ListFilter, Option[]> {
  const { locale } = useViewerLocale()
  const { storefronts, tags } = useFilterChoices()
  const colleagues = useQuery(useTRPC().staff.colleagues.queryOptions()).data ?? []
  return {
    status: labeledOptions('status'),
    payment: labeledOptions('payment'),
    fulfillment: labeledOptions('fulfillment'),
    stage: labeledOptions('stage'),
    storefront: storefronts.map(({ id, name }) => ({ value: id, label: name })),
    country: COUNTRY_CODES.map((code) => ({ value: code, label: regionName(code, locale) })),
    currency: CURRENCY_CODES.map(toOption),
    tag: tags.map(toOption),
    assignee: [
      { value: 'none', label: 'Unassigned' },
      ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
    ],
  }
}

const toOption = (value: string): Option => ({ value, label: value })

function labeledOptions(name: FilterName): Option[] {
  return Object.entries(VALUE_LABELS[name] ?? {}).map(([value, label]) => ({ value, label }))
}
