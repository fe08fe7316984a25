import { listTroubledBreakers } from '@/db/queries/breakers'
import { ProbeNowInput, probeNow } from '../../commands/breakers/probe-now'
import { BREAKERS, DRAIN_PER_SECOND, isBreakerKey } from '../../domain/breaker'
import { procedureWith, router } from '../init'

/** Vendors that are down, or just came back. */
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
