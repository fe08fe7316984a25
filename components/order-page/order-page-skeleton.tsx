import { Skeleton } from '@mantine/core'
import layout from '@/components/panel/detail-page.module.css'

const MAIN = [180, 220, 120, 100, 240]
const SIDE = [120, 130, 130, 180]

/** Renders placeholders in the layout of the order page. */
export function OrderPageSkeleton() {
  return (
    <div className={layout.page} aria-busy>
      <header className={layout.header}>
        <Skeleton height={28} width={110} />
        <Skeleton height={22} width={90} radius="xl" />
        <Skeleton height={22} width={90} radius="xl" />
      </header>
      <Skeleton height={98} />
      <div className={layout.columns}>
        <div className={layout.main}>
          {MAIN.map((height) => (
            <Skeleton key={height} height={height} />
          ))}
        </div>
        <div className={layout.side}>
          {SIDE.map((height, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders.
            <Skeleton key={index} height={height} />
          ))}
        </div>
      </div>
    </div>
  )
}
