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

/** Marks what happened; for the storefront that the report is filtered by, else for all. */
export function AnnotationForm({ storefront }: { storefront: string | undefined }) {
  const [entry, setEntry] = useState(EMPTY)
  const change = (part: Partial<typeof EMPTY>) => setEntry((before) => ({ ...before, ...part }))
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.reportSettings.addAnnotation.mutationOptions({
      onSuccess: () => setEntry(EMPTY),
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.annotations.pathKey() }),
    }),
  )
  const { kind, title, startsAt, endsAt } = entry
  const submit = (event: FormEvent) => {
    event.preventDefault()
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
      <Select
        label="What"
        data={ANNOTATION_KINDS.map((value) => ({ value, label: ANNOTATION_LABELS[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => value && change({ kind: value })}
      />
      <TextInput
        label="Title"
        placeholder="Black Friday, 20 % off"
        required
        maxLength={80}
        value={title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label="Began"
          required
          value={startsAt}
          onChange={(event) => change({ startsAt: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label="Ended (if it lasted)"
          min={startsAt}
          value={endsAt}
          onChange={(event) => change({ endsAt: event.currentTarget.value })}
        />
      </div>
      <p className={classes.nothing}>
        Times are of your own clock. It is shown{' '}
        {storefront ? 'for the storefront of this filter' : 'for every storefront'}, to everybody.
      </p>
      {error && (
        <p className={classes.error} role="alert">
          {error.message}
        </p>
      )}
      <Button type="submit" loading={isPending}>
        Mark it
      </Button>
    </form>
  )
}
