import type { OrderData } from '@/components/order-page/order-data'
import { Nothing, Section } from '@/components/panel/section'
import { ResolutionCard } from './resolution-card'

/** The order's refunds and reshipments with their status. */
export function ResolutionList({ data }: { data: OrderData }) {
  const { resolutions } = data
  const count = resolutions.length
  return (
    <Section title="Refunds and reshipments" aside={count || ''} isPadded={count === 0}>
      {count === 0 && <Nothing>No refunds or reshipments yet.</Nothing>}
      {resolutions.map((resolution) => (
        <ResolutionCard key={resolution.id} resolution={resolution} data={data} />
      ))}
    </Section>
  )
}
