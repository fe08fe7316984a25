import { Money } from '@/components/money/money'
import { LineUnits } from '@/components/order-page/line-units'
import type { Line, OrderData } from '@/components/order-page/order-data'
import { Facts } from '@/components/panel/facts'
import { StatusBadge } from '@/components/status/status-badge'
import { RESHIPMENT_WORDS, RESOLUTION_WORDS } from '@/components/status/words'
import { Time } from '@/components/time/time'
import { ResolutionActions } from './resolution-actions'
import classes from './resolution-card.module.css'

export type Resolution = OrderData['resolutions'][number]

/** One refund or reshipment: what it is about, how far it is, and what can be done about it. */
export function ResolutionCard({ resolution, lines }: { resolution: Resolution; lines: Line[] }) {
  const { kind, status } = resolution
  const words = kind === 'refund' ? RESOLUTION_WORDS : RESHIPMENT_WORDS
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <h3>
          {titleOf(resolution)}
          {kind === 'refund' && (
            <>
              {' · '}
              <Money minor={resolution.totalMinor} currency={resolution.currency} />
            </>
          )}
        </h3>
        <StatusBadge status={words[status]} />
      </header>
      <LineUnits units={resolution.lines} lines={lines} />
      {resolution.error && status !== 'succeeded' && (
        <p className={classes.error}>{resolution.error.message}</p>
      )}
      <ResolutionFacts resolution={resolution} />
      <ResolutionActions resolution={resolution} />
    </article>
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
