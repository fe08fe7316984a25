import { defineKind, SLA } from '../kind'

export const reportMismatch = defineKind({
  code: 'report_mismatch',
  stage: 'engineer',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: "Report totals don't match their rows",
  shortCause: 'report mismatch',
  explanation:
    'The nightly check found totals that did not match their rows. The totals were recomputed and are correct again; the bug that caused the difference is not fixed.',
  actions: ['dismiss'],
  closesWhen: 'An engineer finds the cause.',
  playbook: `The totals are correct again; the bug that caused the difference is not fixed. The details show the topics and days. Find the write that bypassed the rollups, fix it, then dismiss this exception with the cause.`,
})
