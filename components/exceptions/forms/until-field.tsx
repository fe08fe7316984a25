'use client'

import { Button, TextInput } from '@mantine/core'
import classes from './triage-forms.module.css'

const CHOICES = [
  { label: 'Tomorrow', days: 1 },
  { label: 'In 3 days', days: 3 },
  { label: 'In a week', days: 7 },
] as const

/** Nine in the morning, so many days from now, by the reader's clock. */
export function morningIn(days: number, now = new Date()): string {
  return localText(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9))
}

/** A moment as `<input type="datetime-local">` holds it. */
function localText(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`
}

type Props = { value: string; onChange: (value: string) => void; label?: string }

/** A moment ahead, by the reader's clock: one of the usual ones, or any. */
export function UntilField({ value, onChange, label = 'Until' }: Props) {
  return (
    <>
      <fieldset className={classes.choices} aria-label="Usual times">
        {CHOICES.map(({ label, days }) => (
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
        min={localText(new Date())}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}
