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

/** The staff list with role, access and last activity. */
export function PeopleSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.staff.list.queryOptions())
  const [openId, setOpenId] = useState<string>()
  if (error && !data)
    return <Failure title="Couldn't load the staff list" query={{ error, refetch, isFetching }} />
  if (!data) return null
  const open = data.find(({ id }) => id === openId)
  const close = () => setOpenId(undefined)
  return (
    <>
      <p className={settings.lead}>
        Changes to a role or access apply immediately. You can&rsquo;t change your own.
      </p>
      <Section title="Staff" aside={data.length} isPadded={false}>
        <PeopleList people={data} onEdit={setOpenId} />
      </Section>
      <Section title="Add staff member">
        <NewPerson onAdded={setOpenId} />
      </Section>
      <Modal opened={open !== undefined} onClose={close} title={open?.name} size="lg">
        {open && (
          <>
            <PersonForm key={open.id} person={open} onSaved={close} />
            <PersonAccess person={open} />
          </>
        )}
      </Modal>
    </>
  )
}

function PeopleList({ people, onEdit }: { people: Person[]; onEdit: (id: string) => void }) {
  return (
    <ul className={classes.people} aria-label="Staff">
      {people.map((person) => (
        <li key={person.id} data-disabled={person.disabledAt !== null || undefined}>
          <PersonFacts person={person} />
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Edit ${person.name}`}
            onClick={() => onEdit(person.id)}
          >
            Edit
          </Button>
        </li>
      ))}
    </ul>
  )
}

function PersonFacts({ person }: { person: Person }) {
  const { name, email, role, hasPassword, disabledAt, lastSeenAt } = person
  const state = disabledAt
    ? ({ label: 'No access', tone: 'quiet' } as const)
    : ({ label: 'Can sign in', tone: 'good' } as const)
  return (
    <>
      <span className={classes.who}>
        <strong>{name}</strong>
        <span className={classes.soft}>{email}</span>
      </span>
      <span>{role}</span>
      <StatusBadge status={state} />
      <span className={classes.soft}>
        {hasPassword ? 'Password set' : 'No password'}
        {', '}
        {lastSeenAt ? (
          <>
            last active <Time at={lastSeenAt} />
          </>
        ) : (
          'never signed in'
        )}
      </span>
    </>
  )
}
