import type { Sentence } from './messages.js';

/**
 * How far a permission reaches: `own` is the caller's own person and the activities in which the
 * caller takes part (to read) or which the caller manages (to change); `all` is the co-operative.
 */
export type Reach = 'own' | 'all';

/** Permissions by name with the reach that they have: what a viewer or a token may do. */
export type Grants = ReadonlyMap<string, Reach>;

export interface Permission {
  readonly name: string;
  readonly description: string;
}

/** The permissions of the core; plugins add their own, prefixed. `docs/permissions.md` lists all. */
export const corePermissions = {
  'cooperative.open': 'Open another co-operative, where this one is the umbrella.',
  'cooperative.read': 'See the co-operative: its legal entities, fee rules and plugins.',
  'member.read': 'See members: oneself, or everybody.',
  'member.register': 'Register a new member.',
  'member.write': 'Change a member: contact, status, adviser, shares.',
  'activity.read': 'See activities, their team, clients and documents.',
  'activity.open': 'Open an activity: for oneself, or for any member.',
  'activity.write': 'Change or close an activity and invite participants.',
  'approval.decide': 'Approve what passes an activity’s limits, and set its level of autonomy.',
  'autonomy.write': 'Decide what activities of each level may do alone.',
  'ledger.read': 'See the entries and balances of an activity.',
  'client.write': 'Create and change clients of an activity.',
  'quote.write': 'Create, send, accept and decline quotes.',
  'invoice.write': 'Create draft invoices.',
  'invoice.issue': 'Issue invoices, which gives them their number.',
  'invoice.write-off': 'Give up invoices that will never be paid, and take that back.',
  'report.read': 'See the reports of the whole co-operative: VAT, fees, fund, journal.',
  'chart.write': 'Say which account of the chart each account of the ledger is.',
  'fee.decide': 'Decide the fee rule and exemptions from it.',
  'payment.match': 'Import bank statements and match payments.',
  'expense.write': 'Claim one’s own expenses, ask for advances, register vehicles.',
  'expense.approve': 'Approve and refuse the expenses and advances of others.',
  'expense.policy': 'Decide what may be claimed: categories, ceilings, the rate of kilometres.',
  'purchase.approve': 'Assign, approve and refuse incoming invoices, never of one’s own activity.',
  'budget.write': 'Plan budgets and transfer between activities.',
  'contract.read': 'See contracts of employment: as worker or manager, or all.',
  'contract.write': 'Create, sign and cancel contracts, and record worked days.',
  'declaration.write': 'Take on declarations to social security that got stuck.',
  'pay-scheme.write': 'Decide how kinds of contract are paid: their coefficients and classes.',
  'declaration.decide': 'Decide from when and as which worker type contracts are declared here.',
  'payout.release': 'Release payouts: money leaves the co-operative.',
  'fund.manage': 'Put money in the guarantee fund, decide its policy, write off advances.',
  'author-rights.write': 'Pay members of an activity for rights on their work.',
  'assignment.read': 'See assignments and their steps.',
  'assignment.write': 'Plan, start and cancel assignments.',
  'plugin.enable': 'Switch plugins of the co-operative on and off.',
  'privacy.erase': 'Export the data of any member, and erase a member who has left.',
  'privacy.hold': 'Keep a person’s or a document’s rows beyond their term, for a lawsuit.',
  'desk.work': 'Work off what suppliers outside are asked, at the co-operative’s desk.',
  'token.write': 'Create and revoke API tokens for oneself, in person: no application makes one.',
  'webhook.write': 'Have applications told of events: one’s own webhooks.',
} as const satisfies Record<string, string>;

export type CorePermission = keyof typeof corePermissions;

/** The roles of the core; a role is granted to a member of the co-operative from a day to a day. */
export const roles = ['MEMBER', 'ADVISER', 'FINANCE', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

export const roleTitles: Readonly<Record<Role, Sentence>> = {
  MEMBER: { nl: 'lid', fr: 'membre', en: 'member', de: 'Mitglied' },
  ADVISER: { nl: 'adviseur', fr: 'conseiller', en: 'adviser', de: 'Berater' },
  FINANCE: { nl: 'financiën', fr: 'finances', en: 'finance', de: 'Finanzen' },
  ADMIN: { nl: 'beheerder', fr: 'administrateur', en: 'administrator', de: 'Verwaltung' },
};

/** Permissions with their reach, by role. */
export type RoleGrants = Readonly<Record<string, Readonly<Partial<Record<string, Reach>>>>>;

/** Who may do what: data that a review reads as one table. */
export const coreRoleGrants: Readonly<Record<Role, RoleGrants[string]>> = {
  MEMBER: {
    'cooperative.read': 'all',
    'member.read': 'own',
    'member.write': 'own',
    'activity.read': 'own',
    'activity.open': 'own',
    'activity.write': 'own',
    'ledger.read': 'own',
    'client.write': 'own',
    'quote.write': 'own',
    'invoice.write': 'own',
    'invoice.issue': 'own',
    'expense.write': 'own',
    'budget.write': 'own',
    'author-rights.write': 'own',
    'contract.read': 'own',
    'contract.write': 'own',
    'assignment.read': 'own',
    'assignment.write': 'own',
    'token.write': 'own',
    'webhook.write': 'own',
  },
  ADVISER: {
    'cooperative.read': 'all',
    'member.read': 'all',
    'member.register': 'all',
    'member.write': 'all',
    'activity.read': 'all',
    'activity.open': 'all',
    'activity.write': 'all',
    'approval.decide': 'all',
    'ledger.read': 'all',
    'client.write': 'all',
    'quote.write': 'all',
    'invoice.write': 'all',
    'invoice.issue': 'all',
    'expense.approve': 'all',
    'author-rights.write': 'all',
    'purchase.approve': 'all',
    'contract.read': 'all',
    'contract.write': 'all',
    'declaration.write': 'all',
    'assignment.read': 'all',
    'assignment.write': 'all',
    'desk.work': 'all',
    'token.write': 'own',
    'webhook.write': 'own',
  },
  FINANCE: {
    'cooperative.read': 'all',
    'member.read': 'all',
    'activity.read': 'all',
    'ledger.read': 'all',
    'invoice.issue': 'all',
    'invoice.write-off': 'all',
    'author-rights.write': 'all',
    'fee.decide': 'all',
    'report.read': 'all',
    'chart.write': 'all',
    'payment.match': 'all',
    'expense.approve': 'all',
    'expense.policy': 'all',
    'purchase.approve': 'all',
    'budget.write': 'all',
    'contract.read': 'all',
    'payout.release': 'all',
    'fund.manage': 'all',
    'assignment.read': 'all',
    'desk.work': 'all',
    'token.write': 'own',
    'webhook.write': 'own',
  },
  ADMIN: {
    ...Object.fromEntries(Object.keys(corePermissions).map((name) => [name, 'all' as const])),
    // Whoever administers the platform does not thereby move money.
    'payout.release': undefined,
    'payment.match': undefined,
    'expense.approve': undefined,
    'author-rights.write': undefined,
    'fund.manage': undefined,
    'invoice.write-off': undefined,
  },
};

/** The union of what several roles grant, the widest reach first. */
export function grantsOf(held: readonly string[], table: RoleGrants): Grants {
  const grants = new Map<string, Reach>();
  for (const role of held) {
    for (const [permission, reach] of Object.entries(table[role] ?? {})) {
      if (reach !== undefined && grants.get(permission) !== 'all') grants.set(permission, reach);
    }
  }
  return grants;
}

/** What is left of the grants under a token's scopes. A scope is a permission's name. */
export function narrowed(grants: Grants, scopes: readonly string[]): Grants {
  return new Map([...grants].filter(([permission]) => scopes.includes(permission)));
}

/** The role table of this process: the core's and what the plugins add under their own names. */
export function mergedRoleGrants(
  plugins: readonly {
    readonly permissions: readonly {
      readonly name: string;
      readonly roles: Readonly<Partial<Record<Role, Reach>>>;
    }[];
  }[],
): RoleGrants {
  const table: Record<string, Record<string, Reach>> = {};
  for (const role of roles) {
    table[role] = { ...(coreRoleGrants[role] as Record<string, Reach>) };
    for (const { name, roles: holders } of plugins.flatMap((plugin) => plugin.permissions)) {
      const reach = holders[role];
      if (reach !== undefined) (table[role] as Record<string, Reach>)[name] = reach;
    }
  }
  return table;
}
