import { Skeleton } from '@mantine/core'
import layout from '@/components/panel/detail-page.module.css'

/** Renders placeholders in the layout of the exception page. */
export function ItemSkeleton() {
  return (
    <div className={layout.page} aria-busy>
      <header className={layout.header}>
        <Skeleton height={28} width={320} maw="100%" />
        <Skeleton height={22} width={90} radius="xl" />
      </header>
      <div className={layout.columns} data-wide>
        <div className={layout.main}>
          <Skeleton height={128} />
          <Skeleton height={300} />
          <Skeleton height={140} />
        </div>
        <div className={layout.side}>
          <Skeleton height={180} />
          <Skeleton height={220} />
        </div>
      </div>
    </div>
  )
}
