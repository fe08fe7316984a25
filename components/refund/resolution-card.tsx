import { Money } from '@/components/money/money'
import { LineUnits } from '@/components/order-page/items/line-units'
import { tenderName } from '@/components/order-page/items/tender-labels'
import type { OrderData } from '@/components/order-page/order-data'
import { Facts } from '@/components/panel/facts'
import { RESHIPMENT_LABELS, RESOLUTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import type { Resolution } from './resolution'
import { ResolutionActions } from './resolution-actions'
import classes from './resolution-card.module.css'

/** One refund or reshipment with its items, status, amounts and actions. */
export function ResolutionCard({ resolution, data }: { resolution: Resolution; data: OrderData }) {
  const { kind, status } = resolution
  const labels = kind === 'refund' ? RESOLUTION_LABELS : RESHIPMENT_LABELS
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <h3>
          {titleOf(resolution)}
          {kind === 'refund' && (
            <>
              {' · '}
              <Money
                minor={resolution.totalMinor}
                currency={resolution.currency}
                shop={{ minor: resolution.totalShopMinor, currency: data.order.shopCurrency }}
              />
            </>
          )}
        </h3>
        <StatusBadge status={labels[status]} />
      </header>
      <LineUnits units={resolution.lines} lines={data.lines} />
      <TenderSplit resolution={resolution} data={data} />
      {resolution.error && status !== 'succeeded' && (
        <p className={classes.error}>{resolution.error.message}</p>
      )}
      <ResolutionFacts resolution={resolution} />
      <ResolutionActions resolution={resolution} />
    </article>
  )
}

/** The amount taken from each payment and where it is refunded to. */
function TenderSplit({ resolution, data }: { resolution: Resolution; data: OrderData }) {
  if (resolution.tenders.length === 0) return null
  return (
    <ul className={classes.tenders} aria-label="Refund destinations">
      {resolution.tenders.map(({ id, paymentId, destination, amountMinor, amountShopMinor }) => {
        const tender = data.payments.find((payment) => payment.id === paymentId)
        const name = tender ? tenderName(tender) : 'a payment'
        return (
          <li key={id}>
            <span>{destination === 'tender' ? `To ${name}` : `From ${name} to a gift card`}</span>
            <Money
              minor={amountMinor}
              currency={resolution.currency}
              shop={{ minor: amountShopMinor, currency: data.order.shopCurrency }}
            />
          </li>
        )
      })}
    </ul>
  )
}

function titleOf({ kind, source, method, reversesGiftCardId }: Resolution): string {
  if (reversesGiftCardId) return 'Gift card converted to cash'
  if (kind === 'reshipment') return 'Reshipment'
  if (source === 'storefront') return 'Storefront refund'
  return method === 'gift_card' ? 'Refund as gift card' : 'Refund'
}

function ResolutionFacts({ resolution }: { resolution: Resolution }) {
  const { status, expiresAt, decidedByName, decidedAt, decisionNote } = resolution
  const amount = (minor: bigint) =>
    minor !== 0n && <Money minor={minor} currency={resolution.currency} />
  const decision = status === 'rejected' ? 'Rejected by' : 'Approved by'
  return (
    <Facts
      facts={[
        ['Items', amount(resolution.itemsMinor)],
        ['Taxes', amount(resolution.taxMinor)],
        ['Shipping', amount(resolution.shippingMinor)],
        ['Duties', amount(resolution.dutyMinor)],
        ['Tip', amount(resolution.tipMinor)],
        ['Additional fees', amount(resolution.feeMinor)],
        ['Adjustment', amount(resolution.adjustmentMinor)],
        ['Requested by', resolution.requestedByName],
        ['Requested', <Time key="at" at={resolution.at} />],
        ['Approval reason', status === 'requested' && resolution.approvalReasons.join(' ')],
        ['Expires', status === 'requested' && expiresAt && <Time at={expiresAt} />],
        [
          decision,
          decidedByName && decidedAt && (
            <>
              {decidedByName}, <Time at={decidedAt} />
            </>
          ),
        ],
        ["Approver's note", decisionNote],
        ['Reason', resolution.reason],
        ['Override reason', resolution.overrideReason],
        ['Note', resolution.note],
      ]}
    />
  )
}
