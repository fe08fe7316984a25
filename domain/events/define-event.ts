import type { z } from 'zod'

/** What a row leaves out of the event's data, beside the ids that have their own column. */
type RowOptions<Data> = { readonly omit?: readonly (keyof Data & string)[] }

/** The tables that an event is stored in. An event may be stored in several of them. */
export type EventTargets<Data> = {
  /** The timeline of the order `orderId`; skipped when the event has no order. */
  readonly timeline?: 'orderId' extends keyof Data ? RowOptions<Data> : never
  /** The history of the exception `exceptionId`. */
  readonly history?: 'exceptionId' extends keyof Data ? RowOptions<Data> : never
  /** The audit log. `id` is the field that holds the subject's id; settings have a fixed id. */
  readonly audit?: RowOptions<Data> & { readonly type: string } & (
      | { readonly id: keyof Data & string }
      | { readonly fixedId: string }
    )
}

/** An event as `uow.record` takes it. */
export type RecordedEvent = {
  readonly name: string
  readonly targets: StoredTargets
  readonly data: Readonly<Record<string, unknown>>
}

type StoredTargets = {
  readonly timeline?: { readonly omit?: readonly string[] }
  readonly history?: { readonly omit?: readonly string[] }
  readonly audit?: {
    readonly type: string
    readonly id?: string
    readonly fixedId?: string
    readonly omit?: readonly string[]
  }
}

/** Builds an event from its data. */
export type EventFactory<Name extends string = string, Data = never, Targets = unknown> = ((
  data: Data,
) => RecordedEvent) & {
  readonly eventName: Name
  readonly schema: z.ZodObject
  /** One sentence for people who read the audit log or the docs. */
  readonly sentence: string
  readonly targets: Targets
}

/**
 * Defines an event of the catalog.
 * @param name `noun.past_tense`; stored with each row, so renaming it needs a migration
 * @param schema of the data; it types the call and is not parsed when an event is recorded
 */
export function defineEvent<
  const Name extends string,
  Schema extends z.ZodObject,
  const Targets extends EventTargets<z.infer<Schema>>,
>(
  name: Name,
  schema: Schema,
  sentence: string,
  targets: Targets,
): EventFactory<Name, z.infer<Schema>, Targets> {
  const create = (data: z.infer<Schema>): RecordedEvent => ({
    name,
    targets: targets as StoredTargets,
    data,
  })
  return Object.assign(create, { eventName: name, schema, sentence, targets })
}
