import { listTroubledBreakers } from '@/db/queries/pipeline/breakers'
import { BREAKERS, DRAIN_PER_SECOND, isBreakerKey } from '@/domain/pipeline/breaker'
import { ProbeNowInput, probeNow } from '@/server/modules/vendors/request-probe'
import { procedureWith, router } from '../init'

/** Circuit breakers of vendors that are down or recovering. */
export const breakersRouter = router({
  troubled: procedureWith('exceptions.read').query(async () => {
    const rows = await listTroubledBreakers()
    return rows.flatMap(({ key, lastError: _insides, ...row }) =>
      isBreakerKey(key)
        ? [{ ...row, ...BREAKERS[key], key, secondsLeft: row.waiting / DRAIN_PER_SECOND }]
        : [],
    )
  }),

  probeNow: procedureWith('exceptions.bulk')
    .input(ProbeNowInput)
    .mutation(({ input, ctx }) => probeNow(input, ctx.command)),
})
