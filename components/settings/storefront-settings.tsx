'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from './settings.module.css'
import { StorefrontForm } from './storefront-form'

/** The settings of each storefront. */
export function StorefrontSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.storefronts.list.queryOptions())
  if (error && !data)
    return <Failure title="Couldn't load storefronts" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        A storefront appears here after its first webhook. Without a ship-from address no labels can
        be bought, and orders stop at shipping.
      </p>
      {data.length === 0 && <p className={classes.lead}>No storefronts yet.</p>}
      {data.map((storefront) => (
        <Section
          key={storefront.id}
          title={storefront.name}
          aside={storefront.shipsFrom ? storefront.shopDomain : 'No ship-from address'}
        >
          <StorefrontForm storefront={storefront} />
        </Section>
      ))}
    </>
  )
}
