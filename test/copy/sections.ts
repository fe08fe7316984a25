/** The portal section that a source file's copy belongs to; undefined for files without copy. */
export function sectionOf(path: string): string | undefined {
  return SECTIONS.find(([pattern]) => pattern.test(path))?.[1]
}

const SECTIONS: readonly (readonly [pattern: RegExp, section: string])[] = [
  [/^components\/(orders)\//, 'Orders'],
  [/^components\/order-page\//, 'Order page'],
  [/^(components|domain)\/refund\//, 'Refunds and reshipments'],
  [/^domain\/events\//, 'Timeline'],
  [/^components\/exceptions\//, 'Exceptions'],
  [/^domain\/exception\//, 'Exception catalog'],
  [/^components\/approvals\//, 'Approvals'],
  [/^(components|domain)\/reports\//, 'Reports'],
  [/^components\/charts\//, 'Reports'],
  [/^components\/customers\//, 'Customers'],
  [/^(components|domain)\/gift-cards?\//, 'Gift cards'],
  [/^(components|domain)\/webhooks?\//, 'Webhooks'],
  [/^components\/settings\//, 'Settings'],
  [/^components\/(shell|states|dialog|data-table|theme|panel|copyable)\//, 'Shell'],
  [/^components\/sign-in\//, 'Sign-in'],
  [/^(components|domain)\/documents\//, 'Documents'],
  [/^domain\/receipt\//, 'Customer emails'],
  [/^components\//, 'Shared components'],
  [/^domain\//, 'Rules and labels'],
  [/^app\//, 'Pages'],
  [/^server\/modules\/emails\//, 'Customer emails'],
  [/^server\/modules\/inbox\//, 'Errors: exceptions'],
  [/^server\/modules\/(refunds|gift-cards|payments|fulfillment)\//, 'Errors: refunds and payments'],
  [/^server\/(modules|auth|trpc|api)\//, 'Errors: other'],
]
