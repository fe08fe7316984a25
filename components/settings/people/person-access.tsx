'use client'

import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { FormError } from '../form-error'
import classes from '../settings.module.css'
import type { Person } from './person'

/** A new password for a person, and the end of all of their sessions. */
export function PersonAccess({ person: { id: staffId, name, email } }: { person: Person }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
  const change = useMutation(
    trpc.staff.setPassword.mutationOptions({
      onSuccess: () => {
        setPassword('')
        notifications.show({ message: `${name} has a new password and is signed out everywhere.` })
      },
      onSettled,
    }),
  )
  const signOut = useMutation(
    trpc.staff.signOutEverywhere.mutationOptions({
      onSuccess: () => void notifications.show({ message: `${name} is signed out everywhere.` }),
      onSettled,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ email, password })
  }
  const refusal = change.error ?? signOut.error
  return (
    <form className={classes.more} aria-label={`Access of ${name}`} onSubmit={submit}>
      <div className={classes.row}>
        <PasswordInput
          className={classes.wide}
          label="New password"
          description="At least 12 characters. It signs them out everywhere; tell them in person."
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
          Set the password
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
      <FormError message={refusal?.message} />
    </form>
  )
}
