/** The roles of staff; `docs/roles.md` says what each is for. */
export const ROLES = ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Who may do what. The server enforces it, the interface disables with `reasonAgainst`. */
const PERMISSIONS = {
  'orders.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  'orders.act': ['care', 'lead', 'engineer', 'admin'],
  /** Acts on many orders at once. */
  'orders.bulk': ['lead', 'engineer', 'admin'],
  /** Takes the orders of a filter away as a file. */
  'orders.export': ['lead', 'manager', 'finance', 'admin'],
  /** Sees customers' names, addresses, emails and telephone numbers without asking: whoever acts on orders. */
  'customers.see': ['care', 'lead', 'engineer', 'admin'],
  /** Shares views of the orders list with the team and says which one it opens with. */
  'views.share': ['lead', 'manager', 'admin'],
  /** Writes staff notes on orders. */
  'orders.note': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  'webhooks.read': ['engineer', 'admin'],
  'webhooks.replay': ['engineer', 'admin'],
  'pipeline.resume': ['care', 'lead', 'engineer', 'admin'],
  'exceptions.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  /** Acts on many exceptions at once. */
  'exceptions.bulk': ['lead', 'engineer', 'admin'],
  /** Decides against the numbers or the outside world: accept a difference, declare unpaid. */
  'exceptions.override': ['lead', 'admin'],
  /** Works the engineer stage: replay, redrive, resolve by hand. */
  'exceptions.engineer': ['engineer', 'admin'],
  /** Sets how kinds are retried, what their playbooks say, and whom alerts reach. */
  'exceptions.configure': ['admin'],
  /** Gives money back or sends goods again, within the limits of the role. */
  'refunds.issue': ['care', 'lead', 'admin'],
  /** Gives back more than the rules come to, sends more than was bought. */
  'refunds.override': ['lead', 'admin'],
  /** Says how far each role may go without a second person. */
  'refunds.configure': ['admin'],
  'approvals.read': ['lead', 'manager', 'finance', 'admin'],
  /** Decides about other people's refunds and reshipments. */
  'approvals.decide': ['lead', 'admin'],
  'gift_cards.read': ['lead', 'manager', 'finance', 'admin'],
  /** Closes gift cards, turns what is left on them back into cash. */
  'gift_cards.manage': ['finance', 'admin'],
  /** Sees what happens in numbers: overview, exceptions, fulfillment. */
  'reports.read': ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'],
  /** Sees what it comes to: sales, refunds, payments, tax. */
  'reports.money': ['lead', 'manager', 'finance', 'admin'],
  /** Sees what each person does. */
  'reports.team': ['lead', 'manager', 'admin'],
  'reports.pipeline': ['manager', 'engineer', 'admin'],
  /** Takes reports and the rows behind them away as a file. */
  'reports.export': ['lead', 'manager', 'finance', 'admin'],
  /** Marks promotions and incidents on the time axes of everybody's reports. */
  'reports.annotate': ['lead', 'manager', 'engineer', 'admin'],
  /** Says where a shop's parcels start, and who keeps its stock. */
  'storefronts.configure': ['admin'],
  'staff.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether a person of this role may do it. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role)
}

/** Why this role may not do it, in a sentence for a tooltip; undefined when it may. */
export function reasonAgainst(role: Role, permission: Permission): string | undefined {
  if (isAllowed(role, permission)) return undefined
  return `Only ${PERMISSIONS[permission].join(', ')} may do this; you are signed in as ${role}.`
}
