'use client'

import { Button, TextInput, Tooltip } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { Copyable } from '@/components/copyable/copyable'
import { Money } from '@/components/money/money'
import { useReasonAgainst } from '@/components/shell/viewer'
import { orderPath } from '@/paths/routes'
import type { Request } from './approval-data'
import { About } from './approval-facts'
import classes from './approval-list.module.css'
import { useDecide } from './use-decide'

/** One request with what speaks for it, and the two answers. */
export function ApprovalCard({ request }: { request: Request }) {
  const [note, setNote] = useState('')
  const { approve, reject, isBusy, error, giftCardCode } = useDecide(request.id)
  const roleReason = useReasonAgainst('approvals.decide')
  const refusal = request.isOwn
    ? 'You asked for this yourself: somebody else has to decide.'
    : roleReason
  return (
    <article className={classes.card} aria-label={`Request for order ${request.orderName}`}>
      <header>
        <h2>
          <Link href={orderPath(request.orderId)}>{request.orderName}</Link>{' '}
          <bdi>{request.customerName}</bdi>
        </h2>
        <Amount request={request} />
      </header>
      <About request={request} />
      {error && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
      {giftCardCode && (
        <p>
          The gift card's code, shown only now:{' '}
          <Copyable value={giftCardCode} what="gift card code">
            <code>{giftCardCode}</code>
          </Copyable>
        </p>
      )}
      <div className={classes.answer}>
        <TextInput
          className={classes.note}
          label="Your note"
          description="Needed to reject; the requester reads it on the order."
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Decision reason={refusal} isBusy={isBusy} onClick={() => approve(note)} isPrimary>
          Approve
        </Decision>
        <Decision
          reason={refusal ?? (note.trim() === '' ? 'Say why, in the note.' : undefined)}
          isBusy={isBusy}
          onClick={() => reject(note)}
        >
          Reject
        </Decision>
      </div>
    </article>
  )
}

function Amount({ request }: { request: Request }) {
  const { kind, method, currency, totalMinor, itemsMinor } = request
  return (
    <strong>
      {kind === 'refund' ? 'Refund ' : 'Reshipment of goods for '}
      <Money minor={kind === 'refund' ? totalMinor : itemsMinor} currency={currency} />
      {method === 'gift_card' && ' as a gift card'}
    </strong>
  )
}

type DecisionProps = {
  reason: string | undefined
  isBusy: boolean
  isPrimary?: boolean
  onClick: () => void
  children: string
}

function Decision({ reason, isBusy, isPrimary = false, onClick, children }: DecisionProps) {
  const isRefused = reason !== undefined
  return (
    <Tooltip label={reason} disabled={!isRefused}>
      <Button
        variant={isPrimary ? 'filled' : 'default'}
        loading={isBusy}
        {...(isRefused && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={() => !isRefused && onClick()}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
