import { defineKind, MINUTE, SLA } from '../kind'

export const syncFailed = defineKind({
  code: 'sync_failed',
  stage: 'auto',
  retry: {
    delaysSeconds: [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE],
    jitter: 0.1,
  },
  severity: 'low',
  slaMinutes: SLA.low,
  title: "Couldn't update the storefront",
  shortCause: 'storefront not updated',
  explanation:
    'The parcel has shipped, but the storefront does not show the tracking number. The customer may ask where the parcel is.',
  actions: ['retry_now', 'ignore'],
  closesWhen: 'The storefront accepts the tracking number or already shows it.',
  playbook: `The parcel has shipped; only the storefront does not have the tracking number yet. The update is retried automatically. When many orders show this, the storefront's access may have expired: escalate.`,
})
