import type { inferRouterOutputs } from '@trpc/server'
import { Section } from '@/components/panel/section'
import { ExactTime } from '@/components/time/time'
import type { AppRouter } from '@/server/trpc/router'
import { ItemJson } from './item-json'
import classes from './item-raw.module.css'

type Raw = inferRouterOutputs<AppRouter>['exceptionActions']['raw']

/** What was asked of gateway, carrier, mail server and storefront, and what they answered. */
export function VendorCalls({ calls }: { calls: Raw['calls'] }) {
  if (calls.length === 0) return null
  return (
    <Section title="Calls to vendors" aside={calls.length}>
      {calls.map((call) => (
        <div key={call.id} className={classes.answer}>
          <p>
            <code>
              {call.method} {call.vendor}
              {call.path}
            </code>
          </p>
          <p>
            {call.status ?? 'no answer'}, {OUTCOMES[call.outcome]}
            {call.message && `: ${call.message}`} · {call.step} · {call.ms} ms ·{' '}
            <ExactTime at={call.at} />
          </p>
          <ItemJson
            label={call.idempotencyKey ? `Request, key ${call.idempotencyKey}` : 'Request'}
            value={call.request}
          />
          <ItemJson label="Answer" value={call.answer} />
        </div>
      ))}
    </Section>
  )
}

const OUTCOMES: Record<Raw['calls'][number]['outcome'], string> = {
  ok: 'understood',
  refused: 'refused',
  unavailable: 'certainly not done',
  unknown: 'may have been done',
}

/** What the payment service said about each movement of money, as our books keep it. */
export function VendorAnswers({ answers }: { answers: Raw['answers'] }) {
  if (answers.length === 0) return null
  return (
    <Section title="What the payment service answered" aside={answers.length}>
      {answers.map((answer) => (
        <div key={answer.id} className={classes.answer}>
          <p>
            {answer.kind} {answer.status}
            {answer.errorCode && `, ${answer.errorCode}`}
            {answer.errorMessage && `: ${answer.errorMessage}`} · <ExactTime at={answer.at} />
          </p>
          <ItemJson
            label={`Key ${answer.idempotencyKey}`}
            value={answer.raw ?? 'No answer was stored.'}
          />
        </div>
      ))}
    </Section>
  )
}
