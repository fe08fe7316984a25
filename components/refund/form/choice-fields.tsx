'use client'

import { Group, Radio, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { amountText } from '@/components/money/money'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import classes from '../refund-sheet.module.css'
import type { RefundForm, RefundPreview } from './refund-form'

type Props = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  preview: RefundPreview | undefined
  order: { currency: string }
}

/** The fields for the reissue type, the amount and the refund type. */
export function ChoiceFields({ form, change, preview, order }: Props) {
  return (
    <div className={classes.choices}>
      <Choice
        label="Reissue Type"
        value={form.reissue}
        options={{ refund: 'Refund', reshipment: 'Reshipment' }}
        onChange={(reissue) => change({ reissue })}
      />
      {form.reissue === 'refund' && (
        <>
          <Choice
            label="Amount"
            value={form.amount}
            options={{ full: 'Full', partial: 'Partial' }}
            onChange={(amount) => change({ amount, split: null, ...fullRefundParts(amount) })}
          />
          <Choice
            label="Refund Type"
            value={form.refundType}
            options={{ gift_card: 'Gift card', cash: 'Cash' }}
            onChange={(refundType) => change({ refundType, split: null })}
          />
          <ShippingChoice form={form} change={change} preview={preview} order={order} />
          <PartChoices form={form} change={change} preview={preview} order={order} />
        </>
      )}
    </div>
  )
}

/** Returns the form change for a full refund, which includes all shipping, duties, tips and fees. */
function fullRefundParts(amount: RefundForm['amount']): Partial<RefundForm> {
  if (amount === 'partial') return {}
  return {
    isShipmentRefunded: true,
    shippingAmount: '',
    areDutiesRefunded: true,
    isTipRefunded: true,
    areFeesRefunded: true,
  }
}

function ShippingChoice({ form, change, preview, order }: Props) {
  const { locale } = useViewerLocale()
  const shipping = preview?.parts.shipping
  const isPaid = (shipping?.paidMinor ?? 0n) > 0n
  const money = (minor: bigint) => amountText(minor, order.currency, locale)
  return (
    <Choice
      label="Refund Shipment"
      value={isPaid && form.isShipmentRefunded ? 'yes' : 'no'}
      options={{ yes: 'Yes', no: 'No' }}
      isDisabled={!isPaid}
      onChange={(value) => change({ isShipmentRefunded: value === 'yes', split: null })}
    >
      {shipping && (
        <span className={classes.left}>
          {isPaid
            ? `${money(shipping.leftMinor)} of ${money(shipping.paidMinor)} left`
            : 'No shipping charged'}
        </span>
      )}
      {isPaid && form.isShipmentRefunded && (
        <TextInput
          aria-label={`Shipping to refund in ${order.currency}`}
          placeholder="Full amount"
          inputMode="decimal"
          className={classes.amount}
          value={form.shippingAmount}
          onChange={(event) => change({ shippingAmount: event.currentTarget.value, split: null })}
        />
      )}
    </Choice>
  )
}

/** Refund choices for duties, tip and fees; each only appears if the order has any. */
function PartChoices({ form, change, preview, order }: Props) {
  const { locale } = useViewerLocale()
  if (!preview) return null
  const { dutyDomestic, dutyInternational, tip, fee } = preview.parts
  const money = (minor: bigint) => amountText(minor, order.currency, locale)
  const dutyLeft = (name: string, { paidMinor, leftMinor }: typeof dutyDomestic) =>
    paidMinor > 0n ? [`${name} ${money(leftMinor)} left`] : []
  const duties = [
    ...dutyLeft('domestic', dutyDomestic),
    ...dutyLeft('international', dutyInternational),
  ]
  return (
    <>
      {duties.length > 0 && (
        <YesNoChoice
          label="Refund Duties"
          isYes={form.areDutiesRefunded}
          left={duties.join(', ')}
          onChange={(areDutiesRefunded) => change({ areDutiesRefunded, split: null })}
        />
      )}
      {tip.paidMinor > 0n && (
        <YesNoChoice
          label="Refund Tip"
          isYes={form.isTipRefunded}
          left={`${money(tip.leftMinor)} left`}
          onChange={(isTipRefunded) => change({ isTipRefunded, split: null })}
        />
      )}
      {fee.paidMinor > 0n && (
        <YesNoChoice
          label="Refund Fees"
          isYes={form.areFeesRefunded}
          left={`${money(fee.leftMinor)} left`}
          onChange={(areFeesRefunded) => change({ areFeesRefunded, split: null })}
        />
      )}
    </>
  )
}

type YesNoChoiceProps = {
  label: string
  isYes: boolean
  left: string
  onChange: (isYes: boolean) => void
}

function YesNoChoice({ label, isYes, left, onChange }: YesNoChoiceProps) {
  return (
    <Choice
      label={label}
      value={isYes ? 'yes' : 'no'}
      options={{ yes: 'Yes', no: 'No' }}
      onChange={(value) => onChange(value === 'yes')}
    >
      <span className={classes.left}>{left}</span>
    </Choice>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  value: T
  options: Record<T, string>
  onChange: (value: T) => void
  isDisabled?: boolean
  children?: ReactNode
}

function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, onChange, isDisabled = false, children } = props
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(selected) => onChange(selected as T)}
      classNames={{ root: classes.choice, label: classes.choiceLabel }}
    >
      <Group gap="0 16px" mih={32} className={classes.choiceOptions}>
        {Object.entries<string>(options).map(([option, optionLabel]) => (
          <Radio key={option} value={option} label={optionLabel} size="xs" disabled={isDisabled} />
        ))}
        {children}
      </Group>
    </Radio.Group>
  )
}
