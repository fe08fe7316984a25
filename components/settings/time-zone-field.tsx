import { Select, type SelectProps } from '@mantine/core'

const ZONES = Intl.supportedValuesOf('timeZone')

type Props = Omit<SelectProps, 'value' | 'data'> & { value: string }

/** Selects a time zone by its IANA name. */
export function TimeZoneField({ value, ...props }: Props) {
  return (
    <Select
      label="Time zone"
      searchable
      allowDeselect={false}
      data={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
      value={value}
      {...props}
    />
  )
}
