'use client'

import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { failureMessage } from '@/components/form/form-failure'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { SetPasswordInput } from '@/domain/staff/staff-inputs'
import classes from '../settings.module.css'
import type { Person } from './person'

/** Sets a staff member's password and ends all of their sessions. */
export function PersonAccess({ person: { id: staffId, name, email } }: { person: Person }) {
  const { change, signOut } = useAccessMutations(name)
  const form = useZodForm({
    schema: SetPasswordInput,
    savedValues: { email, password: '' },
    onSubmit: change.mutateAsync,
    nextValues: () => ({ email, password: '' }),
  })
  return (
    <form className={classes.more} aria-label={`Access for ${name}`} {...form.formProps}>
      <div className={classes.row}>
        <PasswordInput
          className={classes.wide}
          label="New password"
          description="At least 12 characters. Signs them out everywhere. Share it with them in person."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button
          type="submit"
          variant="default"
          loading={form.isBusy}
          disabled={form.values.password === ''}
        >
          Set password
        </Button>
      </div>
      <div className={classes.row}>
        <Button
          variant="default"
          loading={signOut.isPending}
          onClick={() => signOut.mutate({ staffId })}
        >
          Sign out everywhere
        </Button>
      </div>
      <FormError message={form.failure.message ?? failureMessage(signOut.error)} />
    </form>
  )
}

function useAccessMutations(name: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
  const change = useMutation(
    trpc.staff.setPassword.mutationOptions({
      onSuccess: () =>
        void notifications.show({
          message: `Password changed. ${name} was signed out everywhere.`,
        }),
      onSettled,
    }),
  )
  const signOut = useMutation(
    trpc.staff.signOutEverywhere.mutationOptions({
      onSuccess: () => void notifications.show({ message: `${name} was signed out everywhere.` }),
      onSettled,
    }),
  )
  return { change, signOut }
}
