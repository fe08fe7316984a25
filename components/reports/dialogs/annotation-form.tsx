'use client'

import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { FormError } from '@/components/form/form-error'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { AddAnnotationInput } from '@/domain/reports/annotation-input'
import { ANNOTATION_KINDS, ANNOTATION_LABELS } from '@/domain/reports/report-annotation'
import classes from './dialogs.module.css'

/** Local times in the format of the fields. The end is optional. */
const AnnotationFormInput = z
  .object({
    kind: z.enum(ANNOTATION_KINDS),
    title: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    storefrontId: z.string().nullable(),
  })
  .transform(({ startsAt, endsAt, ...entry }) => ({
    ...entry,
    startsAt: new Date(startsAt),
    endsAt: endsAt === '' ? null : new Date(endsAt),
  }))
  .pipe(AddAnnotationInput)
type AnnotationFormInput = z.input<typeof AnnotationFormInput>

const EMPTY = { kind: 'promotion', title: '', startsAt: '', endsAt: '' } as const

/** Adds an annotation for the storefront of the report's filter, or for all storefronts. */
export function AnnotationForm({ storefront }: { storefront: string | undefined }) {
  const { mutateAsync } = useAddAnnotation()
  const form = useZodForm({
    schema: AnnotationFormInput,
    savedValues: { ...EMPTY, storefrontId: storefront ?? null },
    onSubmit: mutateAsync,
    nextValues: ({ storefrontId }) => ({ ...EMPTY, storefrontId }),
  })
  return (
    <form {...form.formProps} className={classes.form}>
      <EntryFields form={form} />
      <p className={classes.nothing}>
        Times are in your device's time zone. Visible to everyone,{' '}
        {storefront ? 'for the storefront in this filter' : 'for all storefronts'}.
      </p>
      <FormError {...form.failure} />
      <Button type="submit" loading={form.isBusy}>
        Add annotation
      </Button>
    </form>
  )
}

function EntryFields({ form }: { form: ZodForm<AnnotationFormInput> }) {
  return (
    <>
      <Select
        label="Kind"
        data={ANNOTATION_KINDS.map((value) => ({ value, label: ANNOTATION_LABELS[value] }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label="Title"
        placeholder="Black Friday, 20% off"
        required
        maxLength={80}
        {...form.getInputProps('title')}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label="Start"
          required
          {...form.getInputProps('startsAt')}
        />
        <TextInput
          type="datetime-local"
          label="End (optional)"
          min={form.values.startsAt}
          {...form.getInputProps('endsAt')}
        />
      </div>
    </>
  )
}

function useAddAnnotation() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.reportSettings.addAnnotation.mutationOptions({
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.annotations.pathKey() }),
    }),
  )
}
