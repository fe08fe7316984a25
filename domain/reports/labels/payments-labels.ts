import type { PageLabels } from './page-labels'

/** Texts of the payments report. */
export const PAYMENTS_LABELS = {
  sections: {
    figures: { title: 'Payments' },
    'success-over-time': { title: 'Success rate over time' },
    'by-gateway': { title: 'By gateway' },
    'by-method': { title: 'By payment method' },
    declines: { title: 'Failure reasons' },
    amounts: { title: 'Transaction volume' },
    chargebacks: {
      title: 'Chargebacks and inquiries',
      note: 'Dated when the bank opened them.',
    },
    'gift-cards': {
      title: 'Gift card liability',
      note: 'Outstanding is the ledger balance at the end of the range.',
    },
  },
  columns: {
    authorizationSuccess: {
      label: 'Authorization success rate',
      hint: 'Share of authorizations with a known outcome that succeeded.',
    },
    captureSuccess: {
      label: 'Capture success rate',
      hint: 'Share of captures with a known outcome that succeeded.',
    },
    refundSuccess: {
      label: 'Refund success rate',
      hint: 'Share of refunds with a known outcome that succeeded.',
    },
    voidSuccess: {
      label: 'Void success rate',
      hint: 'Share of voids with a known outcome that succeeded.',
    },
    authorizations: { label: 'Authorizations' },
    captures: { label: 'Captures' },
    refunds: { label: 'Refunds' },
    voids: { label: 'Voids' },
    unknown: {
      label: 'Unknown outcome',
      hint: "Sent in this range. The gateway hasn't reported the outcome.",
    },
    succeeded: { label: 'Succeeded' },
    failed: { label: 'Failed' },
    pending: { label: 'Unknown' },
    success: { label: 'Success rate' },
    gateway: { label: 'Gateway' },
    method: { label: 'Payment method' },
    transactionKind: { label: 'Transaction' },
    code: { label: 'Code' },
    transactions: { label: 'Transactions' },
    amount: { label: 'Amount' },
    currency: { label: 'Currency' },
    kind: { label: 'Kind' },
    status: { label: 'Status' },
    reason: { label: 'Reason' },
    disputes: { label: 'Disputes' },
    issued: { label: 'Issued' },
    redeemed: { label: 'Redeemed' },
    reversed: { label: 'Refunded as cash' },
    voided: { label: 'Voided' },
    outstanding: { label: 'Outstanding' },
  },
  values: {},
} as const satisfies PageLabels
