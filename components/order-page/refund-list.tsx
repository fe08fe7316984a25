import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import { Section } from '@/components/panel/section'
import { StatusBadge } from '@/components/status/status-badge'
import { RESOLUTION_WORDS } from '@/components/status/words'
import { Time } from '@/components/time/time'
import { LineUnits } from './line-units'
import type { OrderData } from './order-data'
import classes from './shipment-list.module.css'

type Resolution = OrderData['resolutions'][number]

const SOURCES: Record<Resolution['source'], string> = {
  storefront: 'Refund made at the storefront',
  person: 'Refund',
}

/** What went back to the customer; nothing at all while nothing has. */
export function RefundList({ data }: { data: OrderData }) {
  if (data.resolutions.length === 0) return null
  return (
    <Section title="Refunds" aside={data.resolutions.length} isPadded={false}>
      {data.resolutions.map((refund) => (
        <article key={refund.id} className={classes.shipment}>
          <header className={classes.head}>
            <h3>
              {SOURCES[refund.source]} ·{' '}
              <Money minor={refund.totalMinor} currency={refund.currency} />
            </h3>
            <StatusBadge status={RESOLUTION_WORDS[refund.status]} />
          </header>
          <LineUnits units={refund.lines} lines={data.lines} />
          <RefundFacts refund={refund} />
        </article>
      ))}
    </Section>
  )
}

function RefundFacts({ refund }: { refund: Resolution }) {
  const amount = (minor: bigint) =>
    minor !== 0n && <Money minor={minor} currency={refund.currency} />
  return (
    <Facts
      facts={[
        ['Items', amount(refund.itemsMinor)],
        ['Taxes', amount(refund.taxMinor)],
        ['Shipping', amount(refund.shippingMinor)],
        ['Duties', amount(refund.dutyMinor)],
        ['Adjustment', amount(refund.adjustmentMinor)],
        ['When', <Time key="at" at={refund.at} />],
        ['Reason', refund.reason],
        ['Note', refund.note],
      ]}
    />
  )
}
