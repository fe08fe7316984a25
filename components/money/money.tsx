'use client'

import { Tooltip } from '@mantine/core'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { formatMoney } from '@/domain/money/money'
import classes from './money.module.css'

type Amount = { minor: bigint; currency: string }

/** An amount in presentment currency, and in shop currency if known. */
type TwoSided = Amount & { shopMinor?: bigint | undefined; shopCurrency: string }

/**
 * An amount with its currency, in tabular figures. `shop` is the same amount in shop currency,
 * shown in a tooltip if the currencies differ.
 */
export function Money({ minor, currency, shop }: Amount & { shop?: Amount | undefined }) {
  const { locale } = useViewerLocale()
  // Server and browser may format spaces differently; the figures are the same.
  const text = (
    <span className={classes.money} suppressHydrationWarning>
      {amountText(minor, currency, locale)}
    </span>
  )
  if (!shop || shop.currency === currency) return text
  return (
    <Tooltip label={`${amountText(shop.minor, shop.currency, locale)} in shop currency`}>
      {text}
    </Tooltip>
  )
}

/** Shows an amount whose shop currency amount may be unknown. */
export function MoneyInBoth({ minor, currency, shopMinor, shopCurrency }: TwoSided) {
  const shop = shopMinor === undefined ? undefined : { minor: shopMinor, currency: shopCurrency }
  return <Money minor={minor} currency={currency} shop={shop} />
}

/** Returns the amount in the viewer's locale, with a true minus sign (U+2212). */
export function amountText(minor: bigint, currency: string, locale: string): string {
  return formatMoney(minor, currency, locale).replace('-', '\u2212')
}
