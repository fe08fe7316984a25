'use client'

import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import settings from '../settings.module.css'
import { NewPerson } from './new-person'
import classes from './people.module.css'
import type { Person } from './person'
import { PersonAccess } from './person-access'
import { PersonForm } from './person-form'

/** Who works here: their role, whether they may sign in, and when they last did. */
export function PeopleSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.staff.list.queryOptions())
  const [openId, setOpenId] = useState<string>()
  if (error && !data)
    return (
      <Failure title="The staff list could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return null
  const open = data.find(({ id }) => id === openId)
  const close = () => setOpenId(undefined)
  return (
    <>
      <p className={settings.lead}>
        A changed role or access holds from the person&rsquo;s next click on. Nobody changes their
        own.
      </p>
      <Section title="Staff" aside={data.length} isPadded={false}>
        <ul className={classes.people} aria-label="Staff">
          {data.map((person) => (
            <li key={person.id} data-disabled={person.disabledAt !== null || undefined}>
              <Facts person={person} />
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Change ${person.name}`}
                onClick={() => setOpenId(person.id)}
              >
                Change
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Add a person">
        <NewPerson onAdded={setOpenId} />
      </Section>
      <Modal opened={open !== undefined} onClose={close} title={open?.name} size="lg">
        {open && (
          <>
            <PersonForm key={formKey(open)} person={open} onSaved={close} />
            <PersonAccess person={open} />
          </>
        )}
      </Modal>
    </>
  )
}

/**
 * A form starts anew when somebody else changed what it shows. Not by the version: a new password
 * makes one too, and would throw away what is being chosen.
 */
function formKey({ id, name, role, disabledAt }: Person): string {
  return JSON.stringify([id, name, role, disabledAt !== null])
}

function Facts({ person }: { person: Person }) {
  const { name, email, role, hasPassword, disabledAt, lastSeenAt } = person
  const state = disabledAt
    ? ({ label: 'No access', tone: 'quiet' } as const)
    : ({ label: 'May sign in', tone: 'good' } as const)
  return (
    <>
      <span className={classes.who}>
        <strong>{name}</strong>
        <span className={classes.soft}>{email}</span>
      </span>
      <span>{role}</span>
      <StatusBadge status={state} />
      <span className={classes.soft}>
        {hasPassword ? 'password' : 'no password'}
        {', '}
        {lastSeenAt ? (
          <>
            here <Time at={lastSeenAt} />
          </>
        ) : (
          'never here'
        )}
      </span>
    </>
  )
}
