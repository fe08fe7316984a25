import { z } from 'zod'
import { getDb } from '@/db/client'
import { findAssignmentSettings } from '@/db/queries/settings/assignment-settings'
import {
  listPlaybookVersions,
  listRetryPolicies,
  listRetryPolicyVersions,
} from '@/db/queries/settings/kind-settings'
import { listWorkHours } from '@/db/queries/settings/work-hours'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { SavePlaybookInput } from '@/domain/settings/playbook-input'
import { KindInput } from '@/domain/settings/setting-inputs'
import { TEAM_HOURS } from '@/domain/working-hours/working-hours'
import { SaveAssignmentInput, saveAssignment } from '@/server/modules/admin/save-assignment'
import { savePlaybook } from '@/server/modules/admin/save-playbook'
import { SaveRetryPolicyInput, saveRetryPolicy } from '@/server/modules/admin/save-retry-policy'
import { SaveWorkHoursInput, saveWorkHours } from '@/server/modules/admin/save-work-hours'
import { procedureWith, router } from '../init'

const reading = procedureWith('exceptions.read')
const configuring = procedureWith('exceptions.configure')
const OfKind = z.object({ kind: KindInput })

/** Settings of each kind of exception, and of assignment and working hours. */
export const kindSettingsRouter = router({
  /** The current retry policy of every kind that is retried automatically. */
  retryPolicies: reading.query(async () => {
    const changed = new Map((await listRetryPolicies()).map((row) => [row.kind, row]))
    const kinds = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]
    return kinds.flatMap((kind) => {
      const { retry, title } = EXCEPTION_KINDS[kind]
      if (!retry) return []
      const row = changed.get(kind)
      const isDefault = !row?.delaysSeconds
      const { delaysSeconds, jitter } = isDefault
        ? retry
        : { delaysSeconds: row.delaysSeconds ?? [], jitter: row.jitter ?? 0 }
      const own = { delaysSeconds: [...delaysSeconds], jitter, isDefault }
      return [{ kind, title, ...own, version: row?.version ?? 0, standard: retry }]
    })
  }),

  retryHistory: reading.input(OfKind).query(({ input }) => listRetryPolicyVersions(input.kind)),

  saveRetryPolicy: configuring
    .input(SaveRetryPolicyInput)
    .mutation(({ input, ctx }) => saveRetryPolicy(input, ctx.command)),

  /** The current playbook and its earlier versions. */
  playbook: reading.input(OfKind).query(async ({ input: { kind } }) => {
    const versions = await listPlaybookVersions(kind)
    const [latest] = versions
    return {
      kind,
      body: latest?.body ?? EXCEPTION_KINDS[kind].playbook,
      isDefault: !latest?.body,
      version: latest?.version ?? 0,
      versions,
    }
  }),

  assignment: reading.query(async () => {
    const row = await findAssignmentSettings()
    return row ?? { isRoundRobin: false, version: 0, changedByName: null, changedAt: null }
  }),

  saveAssignment: configuring
    .input(SaveAssignmentInput)
    .mutation(({ input, ctx }) => saveAssignment(input, ctx.command)),

  /** The team's working hours and their earlier versions. */
  workHours: reading.query(async () => {
    const changes = await listWorkHours(getDb())
    const [latest] = changes
    const hours = latest?.hours ?? TEAM_HOURS
    return { hours, isStandard: !latest?.hours, version: latest?.version ?? 0, changes }
  }),

  saveWorkHours: configuring
    .input(SaveWorkHoursInput)
    .mutation(({ input, ctx }) => saveWorkHours(input, ctx.command)),

  savePlaybook: configuring
    .input(SavePlaybookInput)
    .mutation(({ input, ctx }) => savePlaybook(input, ctx.command)),
})
