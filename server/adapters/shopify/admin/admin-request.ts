import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '@/server/adapters/http'
import { ADMIN_API_VERSION, GraphqlResponse } from './admin-schema'

type Call = {
  query: string
  variables: Record<string, unknown>
  isSafe: boolean
}

/** Sends one GraphQL call to a shop's Admin API and parses its data with `schema`. */
export async function callAdmin<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<z.infer<S>>> {
  const result = await requestJson({
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
  if (result.outcome !== 'ok') return result
  const { status, body } = result.value
  if (status >= 400)
    return {
      outcome: 'refused',
      code: `http_${status}`,
      message: `The shop returned HTTP ${status}`,
    }
  const envelope = GraphqlResponse.safeParse(body)
  if (!envelope.success) return unexpectedResponse(call.isSafe)
  const [error] = envelope.data.errors ?? []
  if (error) return refusal(error.message, error.extensions?.code, call.isSafe)
  const parsed = schema.safeParse(envelope.data.data)
  return parsed.success ? { outcome: 'ok', value: parsed.data } : unexpectedResponse(call.isSafe)
}

/** Classifies a GraphQL error by its code. GraphQL errors have HTTP status 200. */
function refusal(message: string, code: string | undefined, isSafe: boolean): VendorOutcome<never> {
  if (code === 'THROTTLED' || code === 'ACCESS_DENIED') return { outcome: 'unavailable', message }
  if (code === 'INTERNAL_SERVER_ERROR')
    return { outcome: isSafe ? 'unavailable' : 'unknown', message }
  return { outcome: 'refused', code: code ?? 'graphql_error', message }
}

function unexpectedResponse(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'The shop returned an unexpected response',
  }
}
