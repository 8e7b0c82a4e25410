/** What this plugin's tests share: short calls, employments, invoices, and what others tell. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
export type Told = any;
export type As = 'member-stage' | 'member-film' | 'adviser' | 'finance' | 'finance-2' | 'admin';

/** The platform of a test, as far as these need it. */
export interface Tested {
  readonly cooperativeId: string;
  readonly activityIds: { readonly 'member-stage': string };
  readonly memberIds: { readonly 'member-stage': string };
  readonly admin: { query(text: string, params?: readonly unknown[]): Promise<unknown> };
  readonly platform: { settle(): Promise<unknown> };
  graphql(
    query: string,
    variables: Record<string, unknown>,
    asking: { readonly as: As },
  ): Promise<{ readonly data?: unknown; readonly errors?: readonly Error[] }>;
}

export interface Heard {
  readonly type: string;
  readonly subjectType: string;
  readonly id: string;
  readonly payload?: object;
}

export const key = () => ({ idempotencyKey: crypto.randomUUID() });
export const activityOf = (p: Tested) => `Activity:${p.activityIds['member-stage']}`;
const typeOf: Record<string, string> = {
  ...{ SubmitSpinOff: 'SpinOffStep', WithdrawSpinOff: 'SpinOffStep' },
};

export const mutation = (name: string, fields: string) =>
  `mutation ($input: StartUp${typeOf[name] ?? name}Input!) { startUp${name}(input: $input) {
    ${fields} violations { code path } } }`;

async function asks(p: Tested, query: string, variables: object, as: As): Promise<Told> {
  const { data, errors } = await p.graphql(query, { ...variables }, { as });
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Told)[0];
}

/** A mutation of this plugin by its name, as a person. */
export const stepper =
  (p: () => Tested) =>
  (name: string, fields: string, input: object, as: As = 'member-stage'): Promise<Told> =>
    asks(p(), mutation(name, fields), { input }, as);

/** A fact of somebody else, as the outbox has it, heard. */
export async function tell(
  p: Tested,
  { type, subjectType, id, payload = {} }: Heard,
): Promise<void> {
  await p.admin.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[p.cooperativeId, crypto.randomUUID(), type, subjectType, id.split(':')[1]],
      ...[p.activityIds['member-stage'], JSON.stringify(payload)],
    ],
  );
  await p.platform.settle();
}

export async function engagement(
  p: Tested,
  status: 'DRAFT' | 'SIGNED',
  week = '{456,456,456,456,456,0,0}',
): Promise<string> {
  await p.admin.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     values ($1, 'sample', '{"nl": "x", "fr": "x", "en": "x", "de": "x"}', '2020-01-01')
     on conflict do nothing`,
    [p.cooperativeId],
  );
  const id = crypto.randomUUID();
  await p.admin.query(
    `insert into core.engagement (cooperative_id, id, activity_id, worker_id, kind, status, currency,
       fixed_minor, schedule, from_day, signed_on, created_by)
     values ($1, $2, $3, $4, 'sample', $5, 'EUR', 400000, $7, '2026-12-01',
       $6, $4)`,
    [
      ...[p.cooperativeId, id, p.activityIds['member-stage'], p.memberIds['member-stage'], status],
      ...[status === 'SIGNED' ? '2026-11-20' : null, week],
    ],
  );
  return `Engagement:${id}`;
}

const coreOf =
  (p: Tested) =>
  (name: string, type: string, fields: string, input: object): Promise<Told> =>
    asks(
      p,
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`,
      { input },
      'member-stage',
    );

async function newClient(p: Tested): Promise<string> {
  const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const { client } = await coreOf(p)('createClient', 'CreateClientInput', 'client { id }', {
    ...{ activityId: activityOf(p), kind: 'COMPANY', name: 'Client nv', address },
    ...{ vatNumber: 'BE0566988259', paymentTermDays: 30 },
  });
  return client.id;
}

/** An offer that its client accepted. */
export async function acceptedQuote(p: Tested): Promise<void> {
  const core = coreOf(p);
  const lines = [{ description: 'Work', unitPrice: '900', vat: { rate: '21' } }];
  const draft = { activityId: activityOf(p), clientId: await newClient(p), lines };
  const input = { ...draft, validUntil: '2026-12-31' };
  const { quote } = await core('createQuote', 'CreateQuoteInput', 'quote { id }', input);
  for (const name of ['sendQuote', 'acceptQuote']) {
    await core(name, 'QuoteStepInput', 'violations { code }', { quoteId: quote.id });
  }
}

export async function invoice(p: Tested, unitPrice: string): Promise<void> {
  const core = coreOf(p);
  const lines = [{ description: 'Work', unitPrice, vat: { rate: '21' } }];
  const draft = { activityId: activityOf(p), clientId: await newClient(p), lines };
  const made = await core('createInvoice', 'CreateInvoiceInput', 'invoice { id }', draft);
  await core('issueInvoice', 'IssueInvoiceInput', 'violations { code }', {
    ...{ invoiceId: made.invoice.id, ...key() },
  });
}
