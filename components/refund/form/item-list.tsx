'use client'

import { Select, VisuallyHidden } from '@mantine/core'
import { Money } from '@/components/money/money'
import { RESTOCK_CHOICES, type Restock } from '@/domain/refund/quote-lines'
import classes from '../refund-sheet.module.css'
import { QuantityField } from './quantity-field'
import {
  DEFAULT_RESTOCK,
  type RefundForm,
  type RefundPreview,
  type ReshipmentPreview,
} from './refund-form'

type Line = RefundPreview['lines'][number] | ReshipmentPreview['lines'][number]

type Props = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  lines: Line[]
  currency: string
}

const RESTOCK_LABELS: Record<Restock, string> = {
  return_to_stock: 'Return to stock',
  damaged: 'Damaged',
  none: "Don't restock",
}

/** A table of the order's lines with quantity, restock choice and resulting amount. */
export function ItemList({ form, change, lines, currency }: Props) {
  const isRefund = form.reissue === 'refund'
  return (
    <table className={classes.items} data-restock={isRefund || undefined}>
      <thead>
        <tr>
          <th scope="col">{isRefund ? 'Item to refund' : 'Item to reship'}</th>
          <th scope="col">{isRefund ? 'Quantity to refund' : 'Quantity to reship'}</th>
          {isRefund && <th scope="col">Restock</th>}
          <th scope="col" className={classes.number}>
            {isRefund ? 'Amount' : 'Value'}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <ItemRow
            key={line.id}
            form={form}
            change={change}
            line={line}
            lines={lines}
            currency={currency}
          />
        ))}
      </tbody>
    </table>
  )
}

function ItemRow({ form, change, line, lines, currency }: Props & { line: Line }) {
  const isRefund = form.reissue === 'refund'
  const isFull = isRefund && form.amount === 'full'
  const quantity = isFull ? line.leftUnits : (form.quantities[line.id] ?? 0)
  const setQuantity = (units: number) => {
    // Changing one quantity of a full refund turns it into a partial refund of all other items.
    const quantities = isFull
      ? Object.fromEntries(lines.map(({ id, leftUnits }) => [id, leftUnits]))
      : form.quantities
    const amount = isRefund ? { amount: 'partial' as const } : {}
    change({ ...amount, split: null, quantities: { ...quantities, [line.id]: units } })
  }
  return (
    <tr>
      <th scope="row" className={classes.item}>
        <bdi>{line.title}</bdi>
        <span className={classes.small}>{variantLabel(line)}</span>
      </th>
      <td>
        <QuantityField
          label={`${isRefund ? 'Quantity to refund' : 'Quantity to reship'}, ${line.title}`}
          itemTitle={line.title}
          value={quantity}
          max={form.overrideReason && !isRefund ? line.quantity : line.leftUnits}
          onChange={setQuantity}
        />
        <span className={classes.small}>{remainingLabel(line)}</span>
      </td>
      {isRefund && (
        <td>
          <RestockCell form={form} change={change} line={line} isActive={quantity > 0} />
        </td>
      )}
      <td className={classes.number}>
        <Money minor={amountOf(line)} currency={currency} />
      </td>
    </tr>
  )
}

type RestockCellProps = Pick<Props, 'form' | 'change'> & { line: Line; isActive: boolean }

function RestockCell({ form, change, line, isActive }: RestockCellProps) {
  if (!isActive)
    return (
      <span className={classes.none} aria-hidden>
        –
      </span>
    )
  return (
    <RestockField
      title={line.title}
      value={form.restocks[line.id] ?? DEFAULT_RESTOCK}
      onChange={(restock) => change({ restocks: { ...form.restocks, [line.id]: restock } })}
    />
  )
}

function RestockField(props: {
  title: string
  value: Restock
  onChange: (value: Restock) => void
}) {
  return (
    <>
      <VisuallyHidden>Restock</VisuallyHidden>
      <Select
        aria-label={`Restock, ${props.title}`}
        data={RESTOCK_CHOICES.map((value) => ({ value, label: RESTOCK_LABELS[value] }))}
        value={props.value}
        allowDeselect={false}
        onChange={(value) => {
          const restock = RESTOCK_CHOICES.find((choice) => choice === value)
          if (restock) props.onChange(restock)
        }}
      />
    </>
  )
}

/** Returns the amount the server computed for these units. The browser never computes money. */
function amountOf({ chosen }: Line): bigint {
  return chosen?.amountMinor ?? 0n
}

const variantLabel = ({ variantTitle, sku }: Line) =>
  [variantTitle, sku && `SKU ${sku}`].filter(Boolean).join(' · ')

function remainingLabel({ quantity, leftUnits, refundedUnits, reshippedUnits }: Line): string {
  const used = [
    ...(refundedUnits > 0 ? [`${refundedUnits} refunded`] : []),
    ...(reshippedUnits > 0 ? [`${reshippedUnits} reshipped`] : []),
  ]
  const left = leftUnits === quantity ? `of ${quantity}` : `${leftUnits} of ${quantity} left`
  return [left, ...used].join(', ')
}
