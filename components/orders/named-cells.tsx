'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { regionName } from '@/domain/text/intl-formats'
import { useFilterChoices } from './filters/use-filter-choices'

/** The destination country, in the viewer's language. */
export function Country({ code }: { code: string }) {
  const { locale } = useViewerLocale()
  return <span suppressHydrationWarning>{regionName(code, locale)}</span>
}

/** The assignee's name; empty if the order is unassigned. */
export function Assignee({ id }: { id: string | null }) {
  const { data } = useQuery(useTRPC().staff.colleagues.queryOptions(undefined, { enabled: !!id }))
  return data?.find((staff) => staff.id === id)?.name ?? ''
}

export function Storefront({ id }: { id: string }) {
  return useFilterChoices().storefronts.find((storefront) => storefront.id === id)?.name ?? ''
}
