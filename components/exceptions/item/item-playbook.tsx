'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Markdown } from '@/components/markdown/markdown'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import { playbookSettingsPath } from '@/paths/routes'
import type { ItemData } from './item-data'

const STALE_MS = 60_000

/** Renders the team's playbook for this kind of exception. */
export function ItemPlaybook({ data: { exception } }: { data: ItemData }) {
  const { kind } = exception
  return isExceptionKind(kind) ? <Playbook kind={kind} /> : null
}

function Playbook({ kind }: { kind: Parameters<typeof playbookSettingsPath>[0] & string }) {
  const trpc = useTRPC()
  const canEdit = useReasonAgainst('exceptions.configure') === undefined
  const { data } = useQuery(
    trpc.kindSettings.playbook.queryOptions({ kind }, { staleTime: STALE_MS }),
  )
  if (!data) return null
  return (
    <Section
      title="Playbook"
      aside={canEdit ? <Link href={playbookSettingsPath(kind)}>Edit</Link> : undefined}
    >
      <Markdown>{data.body}</Markdown>
    </Section>
  )
}
