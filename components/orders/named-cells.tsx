'use client'

import { useQuery } from '@tanstack/react-query'
import { useReader } from '@/components/reader/reader'
import { useTRPC } from '@/components/trpc-provider'
import { regionName } from '@/server/domain/intl-formats'
import { useFilterChoices } from './use-filter-choices'

/** The country that goods go to, in the reader's language. */
export function Country({ code }: { code: string }) {
  const { locale } = useReader()
  return <span suppressHydrationWarning>{regionName(code, locale)}</span>
}

/** Who looks after an order; nothing where nobody does. */
export function Assignee({ id }: { id: string | null }) {
  const { data } = useQuery(useTRPC().staff.colleagues.queryOptions(undefined, { enabled: !!id }))
  return data?.find((person) => person.id === id)?.name ?? ''
}

export function Storefront({ id }: { id: string }) {
  return useFilterChoices().storefronts.find((shop) => shop.id === id)?.name ?? ''
}
