import type { inferRouterOutputs } from '@trpc/server'
import { Section } from '@/components/panel/section'
import { ExactTime } from '@/components/time/time'
import type { AppRouter } from '@/server/trpc/router'
import { ItemJson } from './item-json'
import classes from './item-raw.module.css'

type Raw = inferRouterOutputs<AppRouter>['exceptionActions']['raw']

/** Renders the requests to the gateway, carrier, mail server and storefront, with the responses. */
export function VendorCalls({ calls }: { calls: Raw['calls'] }) {
  if (calls.length === 0) return null
  return (
    <Section title="Vendor calls" aside={calls.length}>
      {calls.map((call) => (
        <div key={call.id} className={classes.call}>
          <p>
            <code>
              {call.method} {call.vendor}
              {call.path}
            </code>
          </p>
          <p>
            {call.status ?? 'No response'}, {OUTCOMES[call.outcome]}
            {call.message && `: ${call.message}`} · {call.step} · {call.ms} ms ·{' '}
            <ExactTime at={call.at} />
          </p>
          <ItemJson
            label={
              call.idempotencyKey ? `Request, idempotency key ${call.idempotencyKey}` : 'Request'
            }
            value={call.request}
          />
          <ItemJson label="Response" value={call.answer} />
        </div>
      ))}
    </Section>
  )
}

const OUTCOMES: Record<Raw['calls'][number]['outcome'], string> = {
  ok: 'succeeded',
  refused: 'rejected',
  unavailable: 'not executed',
  unknown: 'outcome unknown',
}

/** Renders the stored response of the payment provider to each transaction. */
export function ProviderResponses({ responses }: { responses: Raw['answers'] }) {
  if (responses.length === 0) return null
  return (
    <Section title="Payment provider responses" aside={responses.length}>
      {responses.map((response) => (
        <div key={response.id} className={classes.call}>
          <p>
            {response.kind} {response.status}
            {response.errorCode && `, ${response.errorCode}`}
            {response.errorMessage && `: ${response.errorMessage}`} · <ExactTime at={response.at} />
          </p>
          <ItemJson
            label={`Idempotency key ${response.idempotencyKey}`}
            value={response.raw ?? 'No response stored.'}
          />
        </div>
      ))}
    </Section>
  )
}
