'use client'

import { Popover, UnstyledButton } from '@mantine/core'
import { Money } from '@/components/money/money'
import type { Line } from '../order-data'
import { useOrderData } from '../order-data-context'
import classes from './item-table.module.css'
import { linePaid, lineWaterfall } from './line-waterfall'

/** Renders the paid amount of a line, with the price breakdown in a popover. */
export function LinePaid({ line }: { line: Line }) {
  const data = useOrderData()
  const { currency, shopCurrency } = data.order
  const { minor, shopMinor } = linePaid(line, data.order)
  return (
    <Popover position="bottom-end" width={280} transitionProps={{ duration: 100 }}>
      <Popover.Target>
        <UnstyledButton className={classes.paid} aria-label={`Price breakdown for ${line.title}`}>
          <Money
            minor={minor}
            currency={currency}
            shop={{ minor: shopMinor, currency: shopCurrency }}
          />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.waterfall}>
          {lineWaterfall(line, data).map(({ label, minor, isSum }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two taxes may have the same name.
            <div key={index} data-sum={isSum || undefined}>
              <dt>
                <bdi>{label}</bdi>
              </dt>
              <dd>
                <Money minor={minor} currency={currency} />
              </dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
