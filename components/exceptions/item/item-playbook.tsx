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

const FRESH_MS = 60_000

/** How the team settles this kind, in its own words. */
export function ItemPlaybook({ data: { exception } }: { data: ItemData }) {
  const { kind } = exception
  return isExceptionKind(kind) ? <Playbook kind={kind} /> : null
}

function Playbook({ kind }: { kind: Parameters<typeof playbookSettingsPath>[0] & string }) {
  const trpc = useTRPC()
  const mayEdit = useReasonAgainst('exceptions.configure') === undefined
  const { data } = useQuery(
    trpc.kindSettings.playbook.queryOptions({ kind }, { staleTime: FRESH_MS }),
  )
  if (!data) return null
  return (
    <Section
      title="Playbook"
      aside={mayEdit ? <Link href={playbookSettingsPath(kind)}>Edit</Link> : undefined}
    >
      <Markdown>{data.body}</Markdown>
    </Section>
  )
}
