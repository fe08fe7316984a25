'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from './settings.module.css'
import { StorefrontForm } from './storefront-form'

/** Where each shop's parcels start, and what Aftercart does for it. */
export function StorefrontSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.storefronts.list.queryOptions())
  if (error && !data)
    return (
      <Failure title="The storefronts could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        A shop is here from its first message on. Until it has a ship-from address no label can be
        bought, and its orders stop at shipping.
      </p>
      {data.length === 0 && <p className={classes.lead}>No shop has sent anything yet.</p>}
      {data.map((storefront) => (
        <Section
          key={storefront.id}
          title={storefront.name}
          aside={storefront.shipsFrom ? storefront.shopDomain : 'no ship-from address yet'}
        >
          <StorefrontForm storefront={storefront} />
        </Section>
      ))}
    </>
  )
}
