import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '@/server/adapters/http'
import { ADMIN_API_VERSION, GraphqlAnswer } from './admin-schema'

type Call = {
  query: string
  variables: Record<string, unknown>
  isSafe: boolean
}

/** Sends one GraphQL call to a shop's Admin API and reads its data with `schema`. */
export async function callAdmin<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<z.infer<S>>> {
  const answer = await requestJson({
    method: 'POST',
    url: `${connection.baseUrl}/admin/api/${ADMIN_API_VERSION}/graphql.json`,
    headers: {
      'content-type': 'application/json',
      'x-shopify-access-token': connection.apiKey,
    },
    body: JSON.stringify({ query: call.query, variables: call.variables }),
    timeoutMs: connection.timeoutMs,
    isSafe: call.isSafe,
  })
  if (answer.outcome !== 'ok') return answer
  const { status, body } = answer.value
  if (status >= 400)
    return { outcome: 'refused', code: `http_${status}`, message: `The shop answered ${status}` }
  const envelope = GraphqlAnswer.safeParse(body)
  if (!envelope.success) return unreadable(call.isSafe)
  const [error] = envelope.data.errors ?? []
  if (error) return refusal(error.message, error.extensions?.code, call.isSafe)
  const parsed = schema.safeParse(envelope.data.data)
  return parsed.success ? { outcome: 'ok', value: parsed.data } : unreadable(call.isSafe)
}

/** GraphQL errors come with status 200; their code says whether anything may have been done. */
function refusal(message: string, code: string | undefined, isSafe: boolean): VendorOutcome<never> {
  if (code === 'THROTTLED' || code === 'ACCESS_DENIED') return { outcome: 'unavailable', message }
  if (code === 'INTERNAL_SERVER_ERROR')
    return { outcome: isSafe ? 'unavailable' : 'unknown', message }
  return { outcome: 'refused', code: code ?? 'graphql_error', message }
}

function unreadable(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'The shop answered in a shape we do not know',
  }
}
