import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'

/** Display names of Aftercart's own components. Others show their capitalized name. */
const SYSTEM_ACTORS: Record<string, string> = {
  breaker: 'Circuit breaker',
  bulk: 'Bulk job',
  cancel: 'Cancellation',
  engine: 'Pipeline',
  intake: 'Webhooks',
  ship: 'Shipping',
  sweep: 'Maintenance',
}

/** Returns an actor's display name: a user's name, "Ship step", "Refunds". */
export function actorLabel({ actorKind, actorName }: { actorKind: string; actorName: string }) {
  if (actorKind === 'step' && isPipelineStep(actorName)) return `${STEP_NAMES[actorName].name} step`
  if (actorKind !== 'system') return actorName
  return SYSTEM_ACTORS[actorName] ?? actorName.charAt(0).toUpperCase() + actorName.slice(1)
}
