import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import type { CustomerData } from './customer-data'
import classes from './customers.module.css'

/** A customer's order totals, and their refunds and reshipments of the last 90 days. */
export function CustomerSums({ facts }: { facts: CustomerData['facts'] }) {
  const amounts = (pick: 'valueMinor' | 'refundedMinor') =>
    facts.money.map((sum) => (
      <div key={sum.currency}>
        <Money minor={sum[pick]} currency={sum.currency} />
      </div>
    ))
  const hasMoney = facts.money.length > 0
  return (
    <Facts
      facts={[
        ['Orders', String(facts.orderCount)],
        ['Lifetime value', hasMoney && amounts('valueMinor')],
        [
          'Refunds',
          <div key="refunds">
            {facts.refunds} in 90 days{hasMoney && amounts('refundedMinor')}
          </div>,
        ],
        ['Reshipments', `${facts.reshipments} in 90 days`],
        [
          'Exceptions',
          <span key="exceptions" className={facts.openExceptions > 0 ? classes.trouble : undefined}>
            {facts.openExceptions} open
          </span>,
        ],
      ]}
    />
  )
}
