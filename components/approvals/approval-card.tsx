'use client'

import { Button, TextInput, Tooltip } from '@mantine/core'
import Link from 'next/link'
import { Copyable } from '@/components/copyable/copyable'
import { FormError } from '@/components/form/form-error'
import { Money } from '@/components/money/money'
import { useReasonAgainst } from '@/components/shell/viewer'
import { orderPath } from '@/paths/routes'
import type { Request } from './approval-data'
import { RequestFacts } from './approval-facts'
import classes from './approval-list.module.css'
import { useDecide } from './use-decide'

/** Renders one request with its details and the approve and reject buttons. */
export function ApprovalCard({ request }: { request: Request }) {
  const decision = useDecide(request.id)
  const { form, giftCardCode } = decision
  return (
    <article className={classes.card} aria-label={`Request for order ${request.orderName}`}>
      <header>
        <h2>
          <Link href={orderPath(request.orderId)}>{request.orderName}</Link>{' '}
          <bdi>{request.customerName}</bdi>
        </h2>
        <Amount request={request} />
      </header>
      <RequestFacts request={request} />
      <FormError {...form.failure} />
      {giftCardCode && (
        <p>
          Gift card code. Copy it now, it won't be shown again.{' '}
          <Copyable value={giftCardCode} what="gift card code">
            <code>{giftCardCode}</code>
          </Copyable>
        </p>
      )}
      <DecisionForm isOwn={request.isOwn} decision={decision} />
    </article>
  )
}

type DecisionFormProps = { isOwn: boolean; decision: ReturnType<typeof useDecide> }

function DecisionForm({ isOwn, decision: { form, approve } }: DecisionFormProps) {
  const isEmpty = form.values.note.trim() === ''
  const roleReason = useReasonAgainst('approvals.decide')
  const disabledReason = isOwn ? "You can't decide your own request." : roleReason
  return (
    <div className={classes.answer}>
      <TextInput
        className={classes.note}
        label="Your note"
        description="Required to reject. The requester will see this."
        maxLength={2000}
        {...form.getInputProps('note')}
      />
      <DecisionButton reason={disabledReason} isBusy={form.isBusy} onClick={approve} isPrimary>
        Approve
      </DecisionButton>
      <DecisionButton
        reason={disabledReason ?? (isEmpty ? 'Enter a note to reject.' : undefined)}
        isBusy={form.isBusy}
        onClick={form.submit}
      >
        Reject
      </DecisionButton>
    </div>
  )
}

function Amount({ request }: { request: Request }) {
  const { kind, method, currency, totalMinor, itemsMinor } = request
  return (
    <strong>
      {kind === 'refund' ? 'Refund ' : 'Reshipment of items worth '}
      <Money minor={kind === 'refund' ? totalMinor : itemsMinor} currency={currency} />
      {method === 'gift_card' && ' as a gift card'}
    </strong>
  )
}

type DecisionButtonProps = {
  reason: string | undefined
  isBusy: boolean
  isPrimary?: boolean
  onClick: () => void
  children: string
}

function DecisionButton({
  reason,
  isBusy,
  isPrimary = false,
  onClick,
  children,
}: DecisionButtonProps) {
  const isDisabled = reason !== undefined
  return (
    <Tooltip label={reason} disabled={!isDisabled}>
      <Button
        variant={isPrimary ? 'filled' : 'default'}
        loading={isBusy}
        {...(isDisabled && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={() => !isDisabled && onClick()}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
