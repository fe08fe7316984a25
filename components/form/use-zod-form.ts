'use client'

import { schemaResolver, type UseFormReturnType, useForm } from '@mantine/form'
import { type FormEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { type FormFailure, failureMessage, fieldErrorsOf, isStaleVersion } from './form-failure'

type Values = Record<string, unknown>

type Options<Input extends Values, Output> = {
  /** Validates the values. An error with an empty path is shown as the form's error. */
  schema: z.core.$ZodType<Output, Input> & { parse: (values: unknown) => Output }
  /** The values as saved, or the initial values of a new record. Plain JSON: no bigints, no dates. */
  savedValues: NoInfer<Input>
  /** Sends the schema's output to the server (`mutateAsync`). Rejects with the server's error. */
  onSubmit: (output: Output) => Promise<unknown>
  /** Returns the values to show after a success. Default: the submitted values, now as saved. */
  nextValues?: (submitted: NoInfer<Input>) => NoInfer<Input>
  /** Shows the errors of the saved values from the start. */
  showsSavedErrors?: boolean
}

export type ZodForm<Input extends Values> = Omit<UseFormReturnType<Input>, 'onSubmit' | 'reset'> & {
  /** Spread into the `<form>` element. */
  formProps: {
    ref: RefObject<HTMLFormElement | null>
    onSubmit: (event: FormEvent<HTMLFormElement>) => void
    noValidate: true
  }
  /** Validates and submits. For buttons outside of the form, shortcuts and confirmations. */
  submit: () => void
  /**
   * Saves in another way, such as a reset to the default, with the same busy state and error. After
   * a success, the saved values replace the input.
   */
  runSave: (request: () => Promise<unknown>) => void
  isBusy: boolean
  failure: FormFailure
  /** Discards the input: shows the latest saved values, without errors. */
  reset: () => void
}

/** What a form's frame needs: props for `<form>`, submit function, busy state and error. */
export type FormSubmission = Pick<ZodForm<Values>, 'formProps' | 'submit' | 'isBusy' | 'failure'>

/**
 * Returns a form whose values a zod schema validates: `getInputProps('field')` and the rest of
 * Mantine's `useForm`, plus submission.
 *
 * - A changed field is validated on blur, all fields on submit; the first invalid one gets the focus.
 * - New `savedValues` (after a save or a refetch) replace the values unless there are unsaved edits.
 * - Unsaved edits survive every failure. If someone else changed the record (`isStale`), `failure`
 *   offers to reload. Put the version into the values, so that it matches what the user saw.
 */
export function useZodForm<Input extends Values, Output>(
  options: Options<Input, Output>,
): ZodForm<Input> {
  const { schema, savedValues, onSubmit, nextValues } = options
  const ref = useRef<HTMLFormElement>(null)
  const form = useValidatedForm(options)
  const { run, isBusy, error, clearError } = useRequest()
  const adopt = useSavedValues(form, savedValues, isBusy)
  const focusFirstInvalid = useFocusFirstInvalid(ref)
  const send = async (values: Input) => {
    await onSubmit(schema.parse(values))
    form.resetDirty(values)
    if (nextValues) adopt(nextValues(values))
  }
  const submit = (event?: FormEvent<HTMLFormElement>) => {
    if (isBusy) return event?.preventDefault()
    form.onSubmit((values) => run(() => send(values), form.setErrors), focusFirstInvalid)(event)
  }
  const reset = () => {
    clearError()
    adopt(savedValues)
  }
  const rootError = form.errors['']
  return {
    ...form,
    formProps: { ref, onSubmit: submit, noValidate: true },
    submit: () => submit(),
    runSave: (request) => void run(() => request().then(() => form.resetDirty())),
    isBusy,
    failure: {
      message: typeof rootError === 'string' ? rootError : failureMessage(error),
      onReload: isStaleVersion(error) ? reset : undefined,
    },
    reset,
  }
}

/** Returns Mantine's form, with validation by the schema. */
function useValidatedForm<Input extends Values, Output>({
  schema,
  savedValues,
  showsSavedErrors = false,
}: Options<Input, Output>): UseFormReturnType<Input> {
  const validate = useMemo(() => schemaResolver(schema, { sync: true }), [schema])
  const [initialErrors] = useState(() => (showsSavedErrors ? validate(savedValues) : {}))
  return useForm<Input>({
    initialValues: savedValues,
    initialErrors,
    validate,
    // Only changed fields: leaving an empty field on the way to a button is not an error yet.
    enhanceGetInputProps: ({ field, form: { isDirty, validateField } }) => ({
      onBlur: () => void (isDirty(field) && validateField(field)),
    }),
  })
}

/** Runs one request at a time. */
function useRequest() {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const isRunning = useRef(false)
  const run = async (
    request: () => Promise<unknown>,
    onFieldErrors?: (errors: Record<string, string>) => void,
  ): Promise<boolean> => {
    if (isRunning.current) return false
    isRunning.current = true
    setBusy(true)
    setError(undefined)
    try {
      await request()
      return true
    } catch (failure) {
      setError(failure)
      onFieldErrors?.(fieldErrorsOf(failure))
      return false
    } finally {
      isRunning.current = false
      setBusy(false)
    }
  }
  return { run, isBusy, error, clearError: () => setError(undefined) }
}

/** Shows new saved values once there are no unsaved edits. Returns a function that shows values at once. */
function useSavedValues<Input extends Values>(
  form: UseFormReturnType<Input>,
  savedValues: Input,
  isBusy: boolean,
) {
  const savedKey = JSON.stringify(savedValues)
  const shownKey = useRef(savedKey)
  const adopt = (values: Input) => {
    shownKey.current = savedKey
    form.setValues(values)
    form.resetDirty(values)
  }
  useEffect(() => {
    if (savedKey !== shownKey.current && !isBusy && !form.isDirty()) adopt(savedValues)
  })
  return adopt
}

/** Mantine's password input has no `aria-invalid`. */
const INVALID_FIELD = '[aria-invalid="true"], input[data-invalid]'

/** Returns a function that focuses the form's first invalid field after the next render. */
function useFocusFirstInvalid(ref: RefObject<HTMLFormElement | null>) {
  const [failedSubmits, setFailedSubmits] = useState(0)
  useEffect(() => {
    if (failedSubmits > 0) ref.current?.querySelector<HTMLElement>(INVALID_FIELD)?.focus()
  }, [failedSubmits, ref])
  return () => setFailedSubmits((count) => count + 1)
}
