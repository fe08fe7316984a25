import { personActor } from '@/domain/staff/actor'
import type { Staff } from '@/server/auth'
import { currentStaff } from '@/server/auth'
import { AppError } from '@/server/errors'
import { CONTENT_TYPES, type ExportFormat } from '@/server/modules/reports/file-pieces'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'
import type { CommandContext } from '@/server/unit-of-work'

type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer> | string, void, void>
type File = {
  name: string
  format: ExportFormat
  write: (context: CommandContext) => Promise<Chunks>
}

/**
 * Streams a file to the signed-in user. `fileOf` parses the request; undefined means it is
 * invalid. Responds with 401, 403 or 400 and a JSON message on failure.
 */
export async function streamFile(
  request: Request,
  fileOf: (staff: Staff) => File | undefined | Promise<File | undefined>,
): Promise<Response> {
  const staff = await currentStaff()
  if (!staff) return refuse(401, 'Sign in again.')
  const file = await fileOf(staff)
  if (!file) return refuse(400, 'File not found.')
  const requestId = requestIdOf(request.headers)
  try {
    const chunks = await file.write({ actor: personActor(staff), requestId })
    const day = new Date().toISOString().slice(0, 10)
    return new Response(streamOf(chunks), {
      headers: {
        'Content-Type': CONTENT_TYPES[file.format],
        'Content-Disposition': `attachment; filename="${file.name}-${day}.${file.format}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        [REQUEST_ID_HEADER]: requestId,
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return refuse(403, error.message)
    throw error
  }
}

/** Returns a stream that pulls chunks on demand. A canceled download stops the generator. */
function streamOf(chunks: Chunks): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    cancel: async () => {
      await chunks.return()
    },
  })
}

/** Parses JSON text; returns undefined if it is missing or invalid. */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** Returns an error response with a JSON message. */
export const refuse = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store' } })
