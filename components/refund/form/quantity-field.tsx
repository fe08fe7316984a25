'use client'

import { ActionIcon, NumberInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import classes from '../refund-sheet.module.css'

type Props = {
  label: string
  /** For the button labels. */
  itemTitle: string
  value: number
  max: number
  onChange: (value: number) => void
}

/** A quantity between 0 and `max`. Larger typed values are rejected by the server, with a reason. */
export function QuantityField({ label, itemTitle, value, max, onChange }: Props) {
  return (
    <div className={classes.quantity}>
      <ActionIcon
        size={28}
        variant="default"
        aria-label={`Decrease quantity of ${itemTitle}`}
        disabled={value <= 0}
        onClick={() => onChange(value - 1)}
      >
        <IconMinus size={14} aria-hidden />
      </ActionIcon>
      <NumberInput
        aria-label={label}
        value={value}
        min={0}
        max={max}
        clampBehavior="none"
        allowDecimal={false}
        hideControls
        disabled={max === 0 && value === 0}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : 0)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <ActionIcon
        size={28}
        variant="default"
        aria-label={`Increase quantity of ${itemTitle}`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}
