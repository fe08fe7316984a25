// Moves the clock of a Node.js process. Preloaded through NODE_OPTIONS, so that child processes
// run on the same clock. Timers and `performance` keep real time.
//
// AFTERCART_CLOCK_START: the ISO instant at which the process starts.
// AFTERCART_CLOCK_OFFSET_MS: its distance from the real clock; set here, inherited by children.

const realNow = Date.now
process.env.AFTERCART_CLOCK_OFFSET_MS ??= String(
  Date.parse(process.env.AFTERCART_CLOCK_START ?? '') - realNow(),
)
const offset = Number(process.env.AFTERCART_CLOCK_OFFSET_MS)
if (!Number.isFinite(offset)) throw new Error('AFTERCART_CLOCK_START must be an ISO instant.')

const RealDate = Date
const now = () => realNow() + offset

/** Shares its prototype with the real Date, so `instanceof` works for dates made by either. */
const ShiftedDate = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length > 0 ? args : [now()],
      newTarget === ShiftedDate ? target : newTarget,
    ),
})
RealDate.now = now
RealDate.prototype.constructor = ShiftedDate
globalThis.Date = ShiftedDate
