import { type ExceptionKindEntry, forRefunds, forStaff, HOUR, MINUTE, SLA } from './kind'

/** What can go wrong on the way out: carrier, parcel, email, word to the storefront. */
export const DELIVERY_KINDS = {
  carrier_unavailable: {
    stage: 'auto',
    retry: { delaysSeconds: [2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR], jitter: 0.1 },
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The carrier did not answer.',
    explanation:
      'No label was bought. It is tried again by itself; when the retries are used up, check whether the carrier is down for everybody.',
    actions: [
      forStaff('retry_now', 'Retry now'),
      forStaff('choose_other_carrier', 'Use another carrier'),
    ],
    closedBy: 'The label is bought on a later attempt.',
  },
  shipment_lost: {
    stage: 'staff',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The parcel is lost.',
    explanation:
      'The carrier gave up looking for it. The customer has paid and has nothing: send it again or give the money back.',
    actions: [forRefunds('reship', 'Reship'), forRefunds('refund', 'Refund')],
    closedBy: 'The carrier finds the parcel and delivers it.',
  },
  delivery_failed: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'The parcel came back.',
    explanation: 'The carrier could not hand it over. Check the address with the customer first.',
    actions: [
      forRefunds('reship_corrected', 'Reship to a corrected address'),
      forRefunds('refund', 'Refund'),
    ],
    closedBy: 'The carrier delivers it on another attempt.',
  },
  notification_failed: {
    stage: 'auto',
    retry: { delaysSeconds: [5 * MINUTE, 5 * MINUTE, 5 * MINUTE], jitter: 0.1 },
    severity: 'low',
    slaMinutes: SLA.low,
    title: 'The email to the customer bounced.',
    explanation: 'The customer did not get our message. Their email address may be mistyped.',
    actions: [
      forStaff('correct_email', 'Correct the email address'),
      forStaff('resend', 'Send it again'),
      forStaff('ignore', 'Ignore'),
    ],
    closedBy: 'The email is accepted on a later attempt.',
  },
  sync_failed: {
    stage: 'auto',
    retry: {
      delaysSeconds: [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE],
      jitter: 0.1,
    },
    severity: 'low',
    slaMinutes: SLA.low,
    title: 'The storefront did not take the tracking number.',
    explanation:
      'The parcel is on its way, but the storefront does not show it. The customer may ask where it is.',
    actions: [forStaff('retry_now', 'Retry now'), forStaff('ignore', 'Ignore')],
    closedBy: 'The storefront takes the tracking number or already shows it.',
  },
} as const satisfies Record<string, ExceptionKindEntry>
