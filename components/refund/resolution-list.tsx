import type { OrderData } from '@/components/order-page/order-data'
import { Nothing, Section } from '@/components/panel/section'
import { ResolutionCard } from './resolution-card'

/** What was done to put the order right: refunds and reshipments with their state. */
export function ResolutionList({ data }: { data: OrderData }) {
  const { resolutions } = data
  const count = resolutions.length
  return (
    <Section title="Refunds and reshipments" aside={count || ''} isPadded={count === 0}>
      {count === 0 && <Nothing>Nothing was refunded or sent again.</Nothing>}
      {resolutions.map((resolution) => (
        <ResolutionCard key={resolution.id} resolution={resolution} data={data} />
      ))}
    </Section>
  )
}
