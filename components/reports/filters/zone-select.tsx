'use client'

import { Select } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import classes from './report-filters.module.css'

type Props = { value: string; onChange: (zone: string | null) => void }

/** Selects the time zone of the report's days; the viewer's own by default. */
export function ZoneSelect({ value, onChange }: Props) {
  const { timeZone } = useViewerLocale()
  const supported = Intl.supportedValuesOf('timeZone')
  const zones = [...new Set([timeZone, value, 'UTC', ...supported])]
  return (
    <Select
      className={classes.zone}
      aria-label="Time zone"
      leftSection={<IconWorld size={16} aria-hidden />}
      data={zones}
      value={value}
      searchable
      limit={60}
      allowDeselect={false}
      openOnFocus={false}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      onChange={(zone) => onChange(zone === timeZone ? null : zone)}
    />
  )
}
