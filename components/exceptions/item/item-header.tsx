import Link from 'next/link'
import layout from '@/components/panel/detail-page.module.css'
import { Time } from '@/components/time/time'
import { exceptionTitle } from '@/domain/exception/exception-title'
import { orderPath } from '@/paths/routes'
import type { ItemData } from './item-data'

type Props = { data: ItemData; Title: 'h1' | 'h2' }

/** Renders the exception title, its order and when it opened. */
export function ItemHeader({ data: { exception, order }, Title }: Props) {
  return (
    <header className={layout.header}>
      <Title>{exceptionTitle(exception).replace(/\.$/, '')}</Title>
      <p className={layout.origin}>
        {order && (
          <>
            Order <Link href={orderPath(order.order.id)}>{order.order.name}</Link>,{' '}
            {order.order.customerName || 'Guest'} ·{' '}
          </>
        )}
        Opened <Time at={exception.openedAt} />
      </p>
    </header>
  )
}
