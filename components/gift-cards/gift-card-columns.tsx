import Link from 'next/link'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { GIFT_CARD_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { giftCardState } from '@/domain/gift-card/gift-card-state'
import { giftCardPath, orderPath } from '@/paths/routes'
import type { GiftCardRow } from './gift-card-data'

type Cell = { row: { original: GiftCardRow } }

export const GIFT_CARD_COLUMNS = [
  {
    id: 'card',
    header: 'Gift card',
    cell: ({ row: { original: card } }: Cell) => (
      <RowLink href={giftCardPath(card.id)}>•••• {card.lastFour}</RowLink>
    ),
  },
  { id: 'issued', header: 'Issued', cell: ({ row }: Cell) => <Time at={row.original.createdAt} /> },
  {
    id: 'customer',
    header: 'Customer',
    cell: ({ row }: Cell) => <bdi>{row.original.customerName || '–'}</bdi>,
  },
  {
    id: 'order',
    header: 'Order',
    cell: ({ row: { original: card } }: Cell) =>
      card.orderId ? (
        <Link href={orderPath(card.orderId)} prefetch={false}>
          {card.orderName}
        </Link>
      ) : (
        '–'
      ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ row }: Cell) => <StatusBadge status={GIFT_CARD_LABELS[giftCardState(row.original)]} />,
  },
  {
    id: 'amount',
    header: 'Amount',
    cell: ({ row: { original: card } }: Cell) => (
      <Money minor={card.issuedMinor} currency={card.currency} />
    ),
  },
  {
    id: 'balance',
    header: 'Balance',
    cell: ({ row: { original: card } }: Cell) => (
      <Money minor={card.balanceMinor} currency={card.currency} />
    ),
  },
] satisfies (Column<GiftCardRow> & { id: string; header: string })[]
