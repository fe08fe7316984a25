'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRY_CODES } from '@/domain/address/countries'
import { CURRENCY_CODES } from '@/domain/money/money'
import type { REPORT_FILTERS } from '@/domain/reports/report-state'
import { regionName } from '@/domain/text/intl-formats'

export type FilterName = (typeof REPORT_FILTERS)[number]
export type FilterOption = { value: string; label: string }

const STALE_MS = 300_000

/** Returns the options of each filter, labeled in the viewer's language. */
export function useFilterOptions(): Record<FilterName, FilterOption[]> {
  const { locale } = useViewerLocale()
  const trpc = useTRPC()
  const choices = useQuery(
    trpc.reportSettings.choices.queryOptions(undefined, { staleTime: STALE_MS }),
  ).data
  return {
    storefront: (choices?.storefronts ?? []).map(({ id, name }) => ({ value: id, label: name })),
    country: COUNTRY_CODES.map((code) => ({ value: code, label: regionName(code, locale) })),
    currency: CURRENCY_CODES.map(toOption),
    gateway: (choices?.gateways ?? []).map(toOption),
  }
}

const toOption = (value: string): FilterOption => ({ value, label: value })
