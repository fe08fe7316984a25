'use client'

import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../refund-sheet.module.css'
import { type RefundForm, toRefundInput } from './refund-form'

type Props = { form: RefundForm; order: { id: string; currency: string } }

/** Previews the email the customer will receive. */
export function EmailPreview({ form, order }: Props) {
  const trpc = useTRPC()
  const { data, error } = useQuery(
    trpc.refunds.previewMail.queryOptions(toRefundInput(form, order), {
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  if (error) return <p className={classes.problem}>{error.message}</p>
  if (!data) return <Skeleton height={120} />
  return (
    <section className={classes.mail} aria-label="Customer email">
      <p className={classes.mailHead}>
        {data.to ? `To ${data.to}` : 'This order has no email address, so no email will be sent.'}
        <br />
        <strong>{data.subject}</strong>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <pre dir="auto" tabIndex={0}>
        {data.text}
      </pre>
    </section>
  )
}
