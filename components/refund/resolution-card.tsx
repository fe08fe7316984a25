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

/** One refund or reshipment: what it is about, how far it is, and what can be done about it. */
export function ResolutionCard({ resolution, data }: { resolution: Resolution; data: OrderData }) {
  const { kind, status } = resolution
  const words = kind === 'refund' ? RESOLUTION_LABELS : RESHIPMENT_LABELS
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
        <StatusBadge status={words[status]} />
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

/** Which payments a refund uses up, and where the money of each goes. */
function TenderSplit({ resolution, data }: { resolution: Resolution; data: OrderData }) {
  if (resolution.tenders.length === 0) return null
  return (
    <ul className={classes.tenders} aria-label="Where the money goes">
      {resolution.tenders.map(({ id, paymentId, destination, amountMinor, amountShopMinor }) => {
        const tender = data.payments.find((payment) => payment.id === paymentId)
        const name = tender ? tenderName(tender) : 'a payment'
        return (
          <li key={id}>
            <span>
              {destination === 'tender' ? `Back to ${name}` : `From ${name} to a gift card`}
            </span>
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
  if (reversesGiftCardId) return 'Gift card turned into cash'
  if (kind === 'reshipment') return 'Reshipment'
  if (source === 'storefront') return 'Refund made at the storefront'
  return method === 'gift_card' ? 'Refund as a gift card' : 'Refund'
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
        ['Asked by', resolution.requestedByName],
        ['When', <Time key="at" at={resolution.at} />],
        ['Why approval', status === 'requested' && resolution.approvalReasons.join(' ')],
        ['Runs out', status === 'requested' && expiresAt && <Time at={expiresAt} />],
        [
          decision,
          decidedByName && decidedAt && (
            <>
              {decidedByName}, <Time at={decidedAt} />
            </>
          ),
        ],
        ['Their note', decisionNote],
        ['Reason', resolution.reason],
        ['Sent beyond what is left', resolution.overrideReason],
        ['Note', resolution.note],
      ]}
    />
  )
}
