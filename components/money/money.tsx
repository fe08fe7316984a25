'use client'

import { Tooltip } from '@mantine/core'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { formatMoney } from '@/domain/money/money'
import classes from './money.module.css'

type Amount = { minor: bigint; currency: string }

/** An amount in the customer's currency, and in the shop's where that is known. */
type TwoSided = Amount & { shopMinor?: bigint | undefined; shopCurrency: string }

/**
 * An amount with its currency, in tabular figures. `shop` is the same amount in the shop's
 * currency, told on hover where it differs.
 */
export function Money({ minor, currency, shop }: Amount & { shop?: Amount | undefined }) {
  const { locale } = useViewerLocale()
  // Browsers and servers may space amounts differently; the figures are the same.
  const text = (
    <span className={classes.money} suppressHydrationWarning>
      {amountText(minor, currency, locale)}
    </span>
  )
  if (!shop || shop.currency === currency) return text
  return (
    <Tooltip label={`${amountText(shop.minor, shop.currency, locale)} in the shop's currency`}>
      {text}
    </Tooltip>
  )
}

/** `Money` of an amount that may lack its shop's side. */
export function MoneyInBoth({ minor, currency, shopMinor, shopCurrency }: TwoSided) {
  const shop = shopMinor === undefined ? undefined : { minor: shopMinor, currency: shopCurrency }
  return <Money minor={minor} currency={currency} shop={shop} />
}

/** The amount as the reader's locale has it, with a true minus sign. */
export function amountText(minor: bigint, currency: string, locale: string): string {
  return formatMoney(minor, currency, locale).replace('-', '\u2212')
}
