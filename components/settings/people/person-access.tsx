'use client'

import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { FormError } from '../form-error'
import classes from '../settings.module.css'
import type { Person } from './person'

/** Sets a staff member's password and ends all of their sessions. */
export function PersonAccess({ person: { id: staffId, name, email } }: { person: Person }) {
  const [password, setPassword] = useState('')
  const { change, signOut } = useAccessMutations(name, () => setPassword(''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ email, password })
  }
  const error = change.error ?? signOut.error
  return (
    <form className={classes.more} aria-label={`Access for ${name}`} onSubmit={submit}>
      <div className={classes.row}>
        <PasswordInput
          className={classes.wide}
          label="New password"
          description="At least 12 characters. Signs them out everywhere. Share it with them in person."
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={password === ''}
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
      <FormError message={error?.message} />
    </form>
  )
}

function useAccessMutations(name: string, onPasswordChanged: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
  const change = useMutation(
    trpc.staff.setPassword.mutationOptions({
      onSuccess: () => {
        onPasswordChanged()
        notifications.show({ message: `Password changed. ${name} was signed out everywhere.` })
      },
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
