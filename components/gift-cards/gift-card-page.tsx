'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { GIFT_CARD_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { ExactTime } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { giftCardState } from '@/domain/gift-card/gift-card-state'
import { orderPath } from '@/paths/routes'
import type { GiftCard } from './gift-card-data'
import classes from './gift-card-page.module.css'
import { GiftCardPageSkeleton } from './gift-card-page-skeleton'
import { Ledger } from './ledger'
import { ReverseForm } from './reverse-form'
import { VoidForm } from './void-form'

const POLL_MS = 10_000

/** A gift card with its balance, ledger and actions. */
export function GiftCardPage({ giftCardId }: { giftCardId: string }) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.giftCards.get.queryOptions({ giftCardId }, { refetchInterval: POLL_MS }),
  )
  if (error && !data)
    return (
      <Failure isPage title="Couldn't load this gift card" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <GiftCardPageSkeleton />
  const { card, entries, reversal } = data
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>Gift card •••• {card.lastFour}</h1>
        <StatusBadge pill status={GIFT_CARD_LABELS[giftCardState(card)]} />
        <span className={classes.balance}>
          <Money minor={card.balanceMinor} currency={card.currency} /> left
        </span>
      </header>
      <div className={classes.columns}>
        <Ledger entries={entries} currency={card.currency} />
        <div className={classes.side}>
          <CardFacts card={card} />
          {reversal.totalMinor > 0n && <ReverseForm card={card} reversal={reversal} />}
          {!card.voidedAt && <VoidForm card={card} />}
        </div>
      </div>
    </div>
  )
}

function CardFacts({ card }: { card: GiftCard }) {
  const { orderId, orderName, customerName, email, voidedAt } = card
  return (
    <Section title="Card">
      <Facts
        facts={[
          ['Order', orderId && <Link href={orderPath(orderId)}>{orderName}</Link>],
          ['Customer', customerName && <bdi>{customerName}</bdi>],
          ['Email', email],
          ['Issued', <ExactTime key="issued" at={card.createdAt} />],
          ['Voided', voidedAt && <ExactTime at={voidedAt} />],
          ['Code', 'Visible only to the customer'],
        ]}
      />
    </Section>
  )
}
