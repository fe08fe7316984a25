'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Copyable } from '@/components/copyable/copyable'
import layout from '@/components/panel/detail-page.module.css'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { Tag } from '@/components/status/tag'
import { ExactTime } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import type { CustomerData } from './customer-data'
import { CustomerSums } from './customer-facts'
import { OrderLinks } from './order-links'
import { RevealButton } from './reveal-button'

/** A customer's contact details, orders and totals. */
export function CustomerPage({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.customers.get.queryOptions({ customerId }),
  )
  const reveal = useMutation(trpc.customers.reveal.mutationOptions())
  if (!data)
    return error ? (
      <Failure isPage title="Couldn't load this customer" query={{ error, refetch, isFetching }} />
    ) : null
  const customer = { ...data, ...reveal.data }
  const isMasked = data.isMasked && !reveal.data
  return (
    <div className={layout.page}>
      <header className={layout.header}>
        <h1>
          <bdi>{customer.name || customer.email || 'Unnamed customer'}</bdi>
        </h1>
        {data.isGuest && <Tag>Guest</Tag>}
        {isMasked && (
          <RevealButton onReveal={() => reveal.mutate({ customerId })} isBusy={reveal.isPending} />
        )}
      </header>
      <div className={layout.columns}>
        <Section title="Orders" aside={data.facts.orderCount}>
          {data.orders.length === 0 && <Nothing>No orders yet.</Nothing>}
          <OrderLinks orders={data.orders} />
          {data.facts.orderCount > data.orders.length && (
            <Nothing>Showing the {data.orders.length} most recent orders.</Nothing>
          )}
        </Section>
        <aside className={layout.side} aria-label="Customer details">
          <Section title="Customer history">
            <CustomerSums facts={data.facts} />
          </Section>
          <Contact customer={customer} isMasked={isMasked} />
        </aside>
      </div>
    </div>
  )
}

function Contact({ customer, isMasked }: { customer: CustomerData; isMasked: boolean }) {
  const { email, phone, createdAt, isErased, isGuest } = customer
  return (
    <Section title="Contact">
      {isGuest && <Nothing>Guest customer. Orders are matched by email address.</Nothing>}
      {isErased && <Nothing>Personal data was erased at the customer's request.</Nothing>}
      <Facts
        facts={[
          ['Email', email && (isMasked ? email : <Copyable value={email} what="email" />)],
          ['Phone', phone],
          ['Customer since', <ExactTime key="since" at={createdAt} />],
        ]}
      />
    </Section>
  )
}
