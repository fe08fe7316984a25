import type { Role } from './permissions'

/** Who made a change; stored with every timeline, history and audit row. */
export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role }
  | { kind: 'step'; id: string; name: string }
  | { kind: 'storefront'; id: string; name: string }
  | { kind: 'system'; id: string; name: string }

/** A pipeline step as actor, e.g. `capture`. */
export const stepActor = (step: string): Actor => ({ kind: 'step', id: step, name: step })

/** A part of Aftercart that acts automatically, e.g. the sweep. */
export const systemActor = (part: string): Actor => ({ kind: 'system', id: part, name: part })

/** A staff member as actor. */
export const personActor = (person: { id: string; name: string; role: Role }): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  role: person.role,
})
