'use client'

import { Select } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRIES } from '@/domain/address/address-fields'
import { regionName } from '@/domain/text/intl-formats'

type Props = {
  label: string
  /** ISO 3166-1 alpha-2 code; '' without a selection. */
  value?: string
  error?: ReactNode
  onChange: (code: string) => void
}

/** Renders a country select, with names in the viewer's language. */
export function CountrySelect({ label, value, onChange, ...input }: Props) {
  const { locale } = useViewerLocale()
  const countries = useMemo(() => {
    return [...COUNTRIES]
      .map((code) => ({ value: code, label: regionName(code, locale) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  }, [locale])
  return (
    <Select
      label={label}
      data={countries}
      value={value || null}
      searchable
      required
      allowDeselect={false}
      // Country names can differ between the browser and the server.
      suppressHydrationWarning
      {...input}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}
