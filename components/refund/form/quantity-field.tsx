'use client'

import { ActionIcon, NumberInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import classes from '../refund-sheet.module.css'

type Props = {
  label: string
  /** The item's name, for the buttons. */
  what: string
  value: number
  most: number
  onChange: (value: number) => void
}

/** Whole units between nothing and what is left; what is typed beyond is answered by the server. */
export function QuantityField({ label, what, value, most, onChange }: Props) {
  return (
    <div className={classes.quantity}>
      <ActionIcon
        size={28}
        variant="default"
        aria-label={`One less of ${what}`}
        disabled={value <= 0}
        onClick={() => onChange(value - 1)}
      >
        <IconMinus size={14} aria-hidden />
      </ActionIcon>
      <NumberInput
        aria-label={label}
        value={value}
        min={0}
        max={most}
        clampBehavior="none"
        allowDecimal={false}
        hideControls
        disabled={most === 0 && value === 0}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : 0)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <ActionIcon
        size={28}
        variant="default"
        aria-label={`One more of ${what}`}
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}
