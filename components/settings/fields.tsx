import { Checkbox, TextInput } from '@mantine/core'

type TextProps = {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string | undefined
  description?: string
  isReadOnly?: boolean
}

/** A text input whose `onChange` receives the text. */
export function TextField({ onChange, isReadOnly, ...props }: TextProps) {
  return (
    <TextInput
      {...props}
      readOnly={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type CheckProps = {
  label: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  isDisabled?: boolean
}

/** A checkbox whose `onChange` receives the new state. */
export function CheckField({ label, isChecked, onChange, isDisabled }: CheckProps) {
  return (
    <Checkbox
      label={label}
      checked={isChecked}
      disabled={isDisabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
