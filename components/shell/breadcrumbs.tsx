'use client'

import { useMounted } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { SETTINGS_PAGES } from '@/components/settings/settings-pages'
import { useTRPC } from '@/components/trpc-provider'
import { isReportPage, REPORT_PAGE_FACTS } from '@/domain/reports/report-pages'
import {
  customersPath,
  exceptionsPath,
  giftCardsPath,
  ordersPath,
  reportsPath,
  settingsPath,
  webhooksPath,
} from '@/paths/routes'
import classes from './breadcrumbs.module.css'
import { NAV_ITEMS } from './nav-items'

/** The current section, and the record that is open within it. */
export function Breadcrumbs() {
  const [navSegment, id] = (usePathname() ?? '').split('/').filter(Boolean)
  const navItem = NAV_ITEMS.find(({ href }) => href === `/${navSegment}`)
  if (!navItem) return <div className={classes.place} />
  return (
    <nav className={classes.place} aria-label="Breadcrumb">
      <ol>
        <li>{id ? <Link href={navItem.href}>{navItem.label}</Link> : navItem.label}</li>
        {id && (
          <li aria-current="page">
            {navItem.href === ordersPath() && <OrderName orderId={id} />}
            {navItem.href === exceptionsPath() && 'Exception'}
            {navItem.href === webhooksPath() && 'Webhook'}
            {navItem.href === customersPath() && 'Customer'}
            {navItem.href === giftCardsPath() && 'Gift card'}
            {navItem.href === settingsPath() && settingsName(`${navItem.href}/${id}`)}
            {navItem.href === reportsPath() && reportName(id)}
          </li>
        )}
      </ol>
    </nav>
  )
}

const settingsName = (path: string) => SETTINGS_PAGES.find(({ href }) => href === path)?.label

function reportName(page: string): string {
  if (isReportPage(page)) return REPORT_PAGE_FACTS[page].title
  return page === 'rows' ? 'Rows' : 'Not found'
}

/** The open order's number. Reads the page's own query, so it causes no request. */
function OrderName({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.orders.get.queryOptions(
      { orderId },
      { enabled: false, select: ({ order }) => order.name },
    ),
  )
  // The server renders this without the number; hydration must match it.
  const isHydrated = useMounted()
  return (isHydrated && data) || 'Order'
}
