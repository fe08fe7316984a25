import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { TEAM_HOURS, type WorkingHours } from '@/domain/working-hours/working-hours'

const STALE_MS = 60_000

/** Returns the team's working hours, which SLA clocks count in. */
export function useWorkHours(): WorkingHours {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.kindSettings.workHours.queryOptions(undefined, { staleTime: STALE_MS }),
  )
  return data?.hours ?? TEAM_HOURS
}
