'use client'

import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useQueryStates } from 'nuqs'
import { KIND_OPTIONS } from '@/components/exceptions/exception-labels'
import { Markdown } from '@/components/markdown/markdown'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import classes from '../settings.module.css'
import { PlaybookForm } from './playbook-form'
import { PLAYBOOK_URL } from './playbook-url'

/** The playbook of each exception kind, with its change history. */
export function PlaybookSettings() {
  const trpc = useTRPC()
  const [{ kind }, setUrl] = useQueryStates(PLAYBOOK_URL)
  const { data, error, refetch, isFetching } = useQuery(
    trpc.kindSettings.playbook.queryOptions({ kind }),
  )
  return (
    <>
      <Select
        label="Exception kind"
        allowDeselect={false}
        searchable
        data={KIND_OPTIONS}
        value={kind}
        onChange={(value) => void setUrl({ kind: value as typeof kind })}
      />
      {error && !data && (
        <Failure title="Couldn't load this playbook" query={{ error, refetch, isFetching }} />
      )}
      {data && (
        <Section title="Playbook" aside={data.isDefault ? 'Default' : 'Customized'}>
          <PlaybookForm key={kind} playbook={data} />
          {data.versions.length > 0 && <VersionList versions={data.versions} />}
        </Section>
      )}
    </>
  )
}

type Versions = inferRouterOutputs<AppRouter>['kindSettings']['playbook']['versions']

function VersionList({ versions }: { versions: Versions }) {
  return (
    <ol className={classes.history} aria-label="Change history">
      {versions.map(({ id, body, changedByName, at }) => (
        <li key={id}>
          <span>
            {changedByName}, <Time at={at} />
          </span>
          <details>
            <summary>{body ? 'View text' : 'Reset to default'}</summary>
            {body && <Markdown>{body}</Markdown>}
          </details>
        </li>
      ))}
    </ol>
  )
}
