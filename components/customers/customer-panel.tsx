'use client'

import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { customerPath } from '@/paths/routes'
import { CustomerSums } from './customer-facts'
import classes from './customers.module.css'
import { OrderLinks } from './order-links'

const STALE_MS = 30_000
/** Height in px for a customer without other orders. */
const SKELETON_HEIGHT = 282

type Props = { orderId: string; version: string }

/** The history of an order's customer. Refetches when the order's `version` changes. */
export function CustomerPanel({ orderId, version }: Props) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.customers.ofOrder.queryOptions({ orderId }, { staleTime: STALE_MS }),
  )
  const loadedVersion = useRef(version)
  useEffect(() => {
    if (loadedVersion.current !== version) refetch()
    loadedVersion.current = version
  }, [version, refetch])
  if (error && !data)
    return (
      <Section title="Customer history">
        <Failure title="Couldn't load customer totals" query={{ error, refetch, isFetching }} />
      </Section>
    )
  if (!data) return <Skeleton height={SKELETON_HEIGHT} />
  const { customerId, facts, others } = data
  if (facts.orderCount === 0) return null
  return (
    <Section title="Customer history">
      <CustomerSums facts={facts} />
      <h3 className={classes.title}>Other orders</h3>
      {others.length === 0 ? <Nothing>No other orders.</Nothing> : <OrderLinks orders={others} />}
      <Link className={classes.more} href={customerPath(customerId)} prefetch={false}>
        View customer
      </Link>
    </Section>
  )
}
