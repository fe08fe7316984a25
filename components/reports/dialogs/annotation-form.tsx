'use client'

import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import {
  ANNOTATION_KINDS,
  ANNOTATION_LABELS,
  type AnnotationKind,
} from '@/domain/reports/report-annotation'
import classes from './dialogs.module.css'

const EMPTY = { kind: 'promotion' as AnnotationKind, title: '', startsAt: '', endsAt: '' }
type Entry = typeof EMPTY

/** Adds an annotation for the storefront of the report's filter, or for all storefronts. */
export function AnnotationForm({ storefront }: { storefront: string | undefined }) {
  const [entry, setEntry] = useState(EMPTY)
  const { mutate, isPending, error } = useAddAnnotation(() => setEntry(EMPTY))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { kind, title, startsAt, endsAt } = entry
    mutate({
      kind,
      title,
      startsAt: new Date(startsAt),
      endsAt: endsAt === '' ? null : new Date(endsAt),
      storefrontId: storefront ?? null,
    })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <EntryFields
        entry={entry}
        onChange={(part) => setEntry((before) => ({ ...before, ...part }))}
      />
      <p className={classes.nothing}>
        Times are in your device's time zone. Visible to everyone,{' '}
        {storefront ? 'for the storefront in this filter' : 'for all storefronts'}.
      </p>
      {error && (
        <p className={classes.error} role="alert">
          {error.message}
        </p>
      )}
      <Button type="submit" loading={isPending}>
        Add annotation
      </Button>
    </form>
  )
}

function EntryFields({
  entry: { kind, title, startsAt, endsAt },
  onChange,
}: {
  entry: Entry
  onChange: (part: Partial<Entry>) => void
}) {
  return (
    <>
      <Select
        label="Kind"
        data={ANNOTATION_KINDS.map((value) => ({ value, label: ANNOTATION_LABELS[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => value && onChange({ kind: value })}
      />
      <TextInput
        label="Title"
        placeholder="Black Friday, 20% off"
        required
        maxLength={80}
        value={title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label="Start"
          required
          value={startsAt}
          onChange={(event) => onChange({ startsAt: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label="End (optional)"
          min={startsAt}
          value={endsAt}
          onChange={(event) => onChange({ endsAt: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function useAddAnnotation(onSuccess: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.reportSettings.addAnnotation.mutationOptions({
      onSuccess,
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.annotations.pathKey() }),
    }),
  )
}
