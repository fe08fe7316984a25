import { after } from 'next/server'
import { isFromOurPages } from '@/server/auth/same-origin'
import { env } from '@/server/env'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { answerTrpc } from '@/server/trpc/answer'
import { createContext } from '@/server/trpc/context'
import { limitedBody } from '../../limited-body'

const MAX_BYTES = 1024 * 1024

export function GET(request: Request): Promise<Response> {
  return answerTrpc(request, createContext)
}

export async function POST(request: Request): Promise<Response> {
  const { url, method, headers } = request
  if (!isFromOurPages(headers, env().NEXTAUTH_URL))
    return refuse(403, 'This request came from another site.')
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    return refuse(415, 'The request body must be application/json.')
  const body = await limitedBody(request, MAX_BYTES)
  if (!body) return refuse(413, 'The request body is too large.')
  after(flushOutbox)
  return answerTrpc(new Request(url, { method, headers, body }), createContext)
}

const refuse = (status: number, message: string) => Response.json({ message }, { status })
