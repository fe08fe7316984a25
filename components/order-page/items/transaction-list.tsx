import { Copyable } from '@/components/copyable/copyable'
import { Money, MoneyInBoth } from '@/components/money/money'
import { Nothing, Section } from '@/components/panel/section'
import { TRANSACTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import type { OrderData, Tender, Transaction } from '../order-data'
import { tenderName, transactionError, transactionName } from './tender-labels'
import classes from './transaction-list.module.css'

/** Renders each tender with its authorized, captured and refunded amounts, and its transactions. */
export function TransactionList({ data }: { data: OrderData }) {
  return (
    <Section title="Transactions" isPadded={data.payments.length === 0}>
      {data.payments.length === 0 && <Nothing>No payments yet.</Nothing>}
      {data.payments.map((tender) => (
        <TenderBlock key={tender.id} tender={tender} />
      ))}
      {data.disputes.map((dispute) => (
        <p key={dispute.id} className={classes.dispute}>
          Dispute{dispute.reason && `: ${dispute.reason.replaceAll('_', ' ')}`} ·{' '}
          <Money minor={dispute.amountMinor} currency={dispute.currency} /> ·{' '}
          {dispute.status.replaceAll('_', ' ')}
          {dispute.evidenceDueAt && (
            <>
              {' '}
              · evidence due <Time at={dispute.evidenceDueAt} />
            </>
          )}
        </p>
      ))}
    </Section>
  )
}

function TenderBlock({ tender }: { tender: Tender }) {
  const { currency, shopCurrency } = tender
  const sums: [string, bigint, bigint?][] = [
    ['authorized', tender.authorizedMinor, tender.authorizedShopMinor],
    ['captured', tender.capturedMinor, tender.capturedShopMinor],
    ['refunded', tender.refundedMinor, tender.refundedShopMinor],
    ['charged back', tender.chargedBackMinor],
  ]
  return (
    <div className={classes.tender}>
      <div className={classes.head}>
        <h3>{tenderName(tender)}</h3>
        <span className={classes.gateway}>{tender.gateway.replaceAll('_', ' ')}</span>
        {tender.gatewayReference && (
          <Copyable value={tender.gatewayReference} what="gateway reference" />
        )}
        <span className={classes.sums}>
          {sums
            .filter(([, minor]) => minor !== 0n)
            .map(([name, minor, shopMinor]) => (
              <span key={name}>
                <MoneyInBoth {...{ minor, shopMinor, currency, shopCurrency }} /> {name}
              </span>
            ))}
        </span>
      </div>
      <ul className={classes.transactions}>
        {tender.transactions.map((transaction) => (
          <TransactionLine key={transaction.id} transaction={transaction} tender={tender} />
        ))}
      </ul>
    </div>
  )
}

type LineProps = { transaction: Transaction; tender: Tender }

function TransactionLine({ transaction, tender }: LineProps) {
  const error = transactionError(transaction)
  return (
    <li className={classes.transaction}>
      <span className={classes.kind}>{transactionName(transaction)}</span>
      <StatusBadge status={TRANSACTION_LABELS[transaction.status]} />
      <span className={classes.at}>
        <Time at={transaction.at} />
      </span>
      <span className={classes.amount}>
        <Money
          minor={transaction.amountMinor}
          currency={tender.currency}
          shop={{ minor: transaction.amountShopMinor, currency: tender.shopCurrency }}
        />
      </span>
      {error && <span className={classes.error}>{error}</span>}
    </li>
  )
}
