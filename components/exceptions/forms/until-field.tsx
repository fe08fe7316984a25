'use client'

import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { z } from 'zod'
import classes from './triage-forms.module.css'

const PRESETS = [
  { label: 'Tomorrow', days: 1 },
  { label: 'In 3 days', days: 3 },
  { label: 'In 1 week', days: 7 },
] as const

/** Returns 9:00 in the morning that many days from now, as the viewer's local time. */
export function morningIn(days: number, now = new Date()): string {
  return toLocalInput(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9))
}

/** Returns a local time in the format of `<input type="datetime-local">`. */
function toLocalInput(at: Date): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** A local time in the format of the field, in the future. */
export const FutureTime = z
  .string()
  .refine((time) => new Date(time) > new Date(), 'Choose a future date and time.')

type Props = {
  label?: string
  value?: string
  error?: ReactNode
  onChange: (value: string) => void
}

/** Renders a date and time input in the viewer's time zone, with presets. */
export function UntilField({ label = 'Until', value, onChange, ...input }: Props) {
  return (
    <>
      <fieldset className={classes.choices} aria-label="Suggested times">
        {PRESETS.map(({ label, days }) => (
          <Button
            key={days}
            variant="default"
            aria-pressed={value === morningIn(days)}
            onClick={() => onChange(morningIn(days))}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <TextInput
        type="datetime-local"
        label={label}
        required
        min={toLocalInput(new Date())}
        value={value}
        {...input}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}
