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
/** Of somebody who has not ordered before. */
const HEIGHT = 282

type Props = { orderId: string; version: string }

/** What is known of an order's customer beside this order; read again when its `version` changes. */
export function CustomerPanel({ orderId, version }: Props) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.customers.ofOrder.queryOptions({ orderId }, { staleTime: STALE_MS }),
  )
  const readAt = useRef(version)
  useEffect(() => {
    if (readAt.current !== version) refetch()
    readAt.current = version
  }, [version, refetch])
  if (error && !data)
    return (
      <Section title="This customer">
        <Failure
          title="Their orders could not be added up"
          query={{ error, refetch, isFetching }}
        />
      </Section>
    )
  if (!data) return <Skeleton height={HEIGHT} />
  const { customerId, facts, others } = data
  if (facts.orderCount === 0) return null
  return (
    <Section title="This customer">
      <CustomerSums facts={facts} />
      <h3 className={classes.title}>Other orders</h3>
      {others.length === 0 ? (
        <Nothing>This is the only one.</Nothing>
      ) : (
        <OrderLinks orders={others} />
      )}
      <Link className={classes.more} href={customerPath(customerId)} prefetch={false}>
        All of this customer
      </Link>
    </Section>
  )
}
