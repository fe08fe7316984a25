/** The staff roles; see `docs/roles.md`. */
export const ROLES = ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The roles of each permission. The server enforces them; the UI disables with `reasonAgainst`. */
const PERMISSIONS = {
  'orders.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  'orders.act': ['care', 'lead', 'engineer', 'admin'],
  /** Acts on many orders at once. */
  'orders.bulk': ['lead', 'engineer', 'admin'],
  /** Exports the orders of a filter. */
  'orders.export': ['lead', 'manager', 'finance', 'admin'],
  /** Sees customers' names, addresses, emails and phone numbers unmasked. */
  'customers.see': ['care', 'lead', 'engineer', 'admin'],
  /** Shares saved views with the team and sets default views. */
  'views.share': ['lead', 'manager', 'admin'],
  /** Writes staff notes on orders. */
  'orders.note': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  'webhooks.read': ['engineer', 'admin'],
  'webhooks.replay': ['engineer', 'admin'],
  'pipeline.resume': ['care', 'lead', 'engineer', 'admin'],
  'exceptions.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  /** Acts on many exceptions at once. */
  'exceptions.bulk': ['lead', 'engineer', 'admin'],
  /** Overrides amounts or vendors: accepts a difference, marks as not paid. */
  'exceptions.override': ['lead', 'admin'],
  /** Works the engineer stage: replay, redrive, resolve manually. */
  'exceptions.engineer': ['engineer', 'admin'],
  /** Configures retry policies, playbooks and alerts. */
  'exceptions.configure': ['admin'],
  /** Issues refunds and reshipments within the role's limits. */
  'refunds.issue': ['care', 'lead', 'admin'],
  /** Refunds more than the rules allow, reships more than was bought. */
  'refunds.override': ['lead', 'admin'],
  /** Configures each role's limits without approval. */
  'refunds.configure': ['admin'],
  'approvals.read': ['lead', 'manager', 'finance', 'admin'],
  /** Approves or rejects refunds and reshipments of others. */
  'approvals.decide': ['lead', 'admin'],
  'gift_cards.read': ['lead', 'manager', 'finance', 'admin'],
  /** Voids gift cards, and reverses their balance to a refund. */
  'gift_cards.manage': ['finance', 'admin'],
  /** Sees operational reports: overview, exceptions, fulfillment. */
  'reports.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  /** Sees financial reports: sales, refunds, payments, tax. */
  'reports.money': ['lead', 'manager', 'finance', 'admin'],
  /** Sees the report about each staff member. */
  'reports.team': ['lead', 'manager', 'admin'],
  'reports.pipeline': ['manager', 'engineer', 'admin'],
  /** Exports reports and their rows. */
  'reports.export': ['lead', 'manager', 'finance', 'admin'],
  /** Adds annotations to the reports of all users. */
  'reports.annotate': ['lead', 'manager', 'engineer', 'admin'],
  /** Configures storefronts: ship-from address, stock. */
  'storefronts.configure': ['admin'],
  'staff.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

const ROLE_LIST = new Intl.ListFormat('en', { type: 'disjunction' })

/** Whether the role has the permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role)
}

/** Returns why the role lacks the permission, for a tooltip; undefined when it has it. */
export function reasonAgainst(role: Role, permission: Permission): string | undefined {
  if (isAllowed(role, permission)) return undefined
  const roles = ROLE_LIST.format(PERMISSIONS[permission])
  return `Requires the ${roles} role. Your role is ${role}.`
}
