import {
  CANCEL_ORDER,
  ESCALATE,
  type ExceptionKindEntry,
  forLead,
  forRefunds,
  forStaff,
  MINUTE,
  SLA,
} from './kind'

/** What can go wrong with taking, checking and giving back money. */
export const PAYMENT_KINDS = {
  gateway_unavailable: {
    stage: 'auto',
    retry: {
      delaysSeconds: [5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 30 * MINUTE, 30 * MINUTE],
      jitter: 0.1,
    },
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The payment service did not answer.',
    explanation:
      'Nothing was charged. It is tried again by itself; when the retries are used up, check whether the service is down for everybody before trying again.',
    actions: [forStaff('retry_now', 'Retry now'), ESCALATE],
    closedBy: 'The payment goes through on a later attempt.',
  },
  payment_declined: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'The card was declined.',
    explanation:
      "The customer's bank refused the charge and nothing was taken. Ask the customer for another way to pay, or try again when they say it will work.",
    actions: [
      forStaff('send_payment_link', 'Send a payment link'),
      forStaff('retry_now', 'Retry'),
      forStaff('mark_paid', 'Mark as paid with reference'),
      CANCEL_ORDER,
    ],
    closedBy: 'The customer pays by the link, or the storefront reports the order as paid.',
  },
  authorization_expired: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: "The hold on the customer's card ran out.",
    explanation:
      'The bank kept the money aside for a limited time and that time is over. Nothing was taken; the customer has to pay again.',
    actions: [forStaff('send_payment_link', 'Send a payment link'), CANCEL_ORDER],
    closedBy: 'The customer pays by the link, or the storefront reports the order as paid.',
  },
  payment_unknown: {
    stage: 'auto',
    retry: { delaysSeconds: [MINUTE, 5 * MINUTE, 15 * MINUTE], jitter: 0 },
    severity: 'critical',
    slaMinutes: SLA.critical,
    title: 'We do not know whether the customer was charged.',
    explanation:
      'The payment service got the request but its answer was lost. The charge is looked up, never sent again blindly. When the look-ups bring no answer, check in the payment service yourself.',
    actions: [
      forStaff('look_up_again', 'Look it up again'),
      forStaff('mark_paid', 'Mark as paid with reference'),
      forLead('mark_not_paid', 'Mark as not paid'),
    ],
    closedBy: 'The payment service says what became of the charge.',
  },
  amount_mismatch: {
    stage: 'staff',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: "What was paid differs from the order's total.",
    explanation:
      'The payments of this order add up to more or less than it costs. Find out which of the two is right before anything is shipped.',
    actions: [
      forLead('accept_difference', 'Accept the difference'),
      forStaff('ask_customer', 'Ask the customer'),
      forRefunds('refund_excess', 'Refund the excess'),
      CANCEL_ORDER,
    ],
    closedBy: 'A further payment or an order update makes both agree.',
  },
  refund_failed: {
    stage: 'staff',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The refund was refused.',
    explanation:
      'The payment service did not accept the refund and the customer has no money back yet. The reserved amount is free again.',
    actions: [
      forRefunds('refund_as_gift_card', 'Refund as a gift card'),
      forRefunds('retry_now', 'Retry'),
      forRefunds('mark_refunded', 'Mark as done with reference'),
    ],
    closedBy: 'The storefront reports the refund as done.',
  },
  refund_unknown: {
    stage: 'auto',
    retry: { delaysSeconds: [MINUTE, 5 * MINUTE, 15 * MINUTE], jitter: 0 },
    severity: 'critical',
    slaMinutes: SLA.critical,
    title: 'We do not know whether the refund went through.',
    explanation:
      'The payment service got the request but its answer was lost. The amount stays reserved and the refund is looked up, never sent again under another key.',
    actions: [
      forStaff('look_up_again', 'Look it up again'),
      forRefunds('mark_refunded', 'Mark as done'),
      forLead('mark_not_refunded', 'Mark as not done'),
    ],
    closedBy: 'The payment service says what became of the refund.',
  },
  chargeback_opened: {
    stage: 'staff',
    retry: null,
    severity: 'critical',
    slaMinutes: SLA.high,
    title: 'The customer disputed the payment at their bank.',
    explanation:
      'The bank takes the money back unless it is convinced in time. If the parcel has not left yet, it should not.',
    actions: [
      forStaff('accept_chargeback', 'Accept the chargeback'),
      forStaff('attach_evidence', 'Attach an evidence note'),
      forStaff('cancel_order', 'Cancel if not shipped'),
    ],
    closedBy: 'The bank decides the dispute.',
  },
} as const satisfies Record<string, ExceptionKindEntry>
