import { isPipelineStep, STEP_NAMES } from './order-labels'

/** The parts of Aftercart that act by themselves, where their own name says too little. */
const PARTS: Record<string, string> = {
  breaker: 'Outage watch',
  bulk: 'Bulk job',
  cancel: 'Cancellation',
  engine: 'Pipeline',
  intake: 'Storefront messages',
  ship: 'Shipping',
  sweep: 'Upkeep',
}

/** Who did something, as people call them: a person by name, "Ship step", "Refunds". */
export function actorLabel({ actorKind, actorName }: { actorKind: string; actorName: string }) {
  if (actorKind === 'step' && isPipelineStep(actorName)) return `${STEP_NAMES[actorName].name} step`
  if (actorKind !== 'system') return actorName
  return PARTS[actorName] ?? actorName.charAt(0).toUpperCase() + actorName.slice(1)
}
