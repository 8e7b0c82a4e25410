/** What this plugin's tests share: invoices that are late, money that comes in, short calls. */

/** The platform of a test, as far as these need it. */
export interface Asked {
  readonly activityIds: { readonly 'member-stage': string };
  setToday(day: string): void;
  graphql(
    query: string,
    variables: Record<string, unknown>,
    asking: { readonly as?: never },
  ): Promise<{
    readonly data?: unknown;
    readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  }>;
}

export type Values = Record<string, unknown>;

/** What the one field of an operation answers; throws what it fails with. */
export async function ask<Answer = Values>(
  p: Asked,
  query: string,
  variables: Values,
  asking: object = { as: 'finance' },
): Promise<Answer> {
  const { data, errors } = await p.graphql(query, variables, asking as { as?: never });
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Record<string, Answer>)[0] as Answer;
}

export interface Told {
  readonly file: Values | null;
  readonly violations: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
  }[];
}

/** A step of a file by the name of its mutation, e.g. "Remind". */
export async function take(
  p: Asked,
  step: string,
  input: Values,
  asking: object = { as: 'finance' },
): Promise<Told> {
  const type = inputs[step] ?? `Collection${step}Input`;
  const query = `mutation ($input: ${type}!) { collection${step}(input: $input) {
    file { status nextStepOn contestedOn legalOutcome legalReason
      letters { kind sentOn payBy total { amount } } plan { day } }
    violations { code path message } } }`;
  return ask<Told>(p, query, { input }, asking);
}

const inputs: Readonly<Record<string, string>> = {
  ...{ Remind: 'CollectionLetterInput', GiveNotice: 'CollectionLetterInput' },
  ...{ Dispute: 'CollectionReasonInput', Withdraw: 'CollectionReasonInput' },
  WaiveCharges: 'CollectionReasonInput',
  ...{ AgreePlan: 'CollectionPlanInput', Resume: 'CollectionStepInput' },
};

export const codes = ({ violations }: Told): string[] => violations.map(({ code }) => code);

const parties: Readonly<Record<string, Values>> = {
  COMPANY: { name: 'Client nv', vatNumber: 'BE0566988259' },
  CONSUMER: { name: 'Lea Peeters', email: 'lea@example.org', locale: 'nl' },
  PUBLIC_BODY: { name: 'Gemeente', enterpriseNumber: '0566988259' },
};

export interface Late {
  /** Global id. */
  readonly invoiceId: string;
  readonly communication: string;
}

/** An invoice of 1,210.00 or so, issued on 10 September 2026 and due on 10 October. */
export async function lateInvoice(
  p: Asked,
  kind = 'COMPANY',
  unitPrice = '1000.00',
): Promise<Late> {
  const activityId = `Activity:${p.activityIds['member-stage']}`;
  const asking = { as: 'member-stage' };
  const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  p.setToday('2026-09-10');
  const { client } = await ask<{ client: { id: string } }>(
    p,
    `mutation ($input: CreateClientInput!) {
      createClient(input: $input) { client { id } violations { code message } } }`,
    { input: { activityId, kind, address, paymentTermDays: 30, ...parties[kind] } },
    asking,
  );
  const lines = [{ description: 'Three days', unitPrice, vat: { rate: '21' } }];
  const { invoice } = await ask<{ invoice: { id: string } }>(
    p,
    `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { id } violations { code } } }`,
    { input: { activityId, clientId: client.id, lines } },
    asking,
  );
  const issued = await ask<{ invoice: { structuredCommunication: string } }>(
    p,
    `mutation ($input: IssueInvoiceInput!) {
      issueInvoice(input: $input) { invoice { structuredCommunication } violations { code } } }`,
    { input: { invoiceId: invoice.id, idempotencyKey: crypto.randomUUID() } },
    asking,
  );
  p.setToday('2026-11-23');
  return { invoiceId: invoice.id, communication: issued.invoice.structuredCommunication };
}

/** Money that comes in with this communication. */
export async function pays(
  p: Asked,
  communication: string,
  amount: string,
  bookedOn = '2026-11-23',
): Promise<void> {
  const line = { lineNo: 1, bookedOn, amount };
  const number = ++statements;
  const input = {
    ...{ iban: 'BE68539007547034', year: 2026, number, currency: 'EUR' },
    lines: [{ ...line, structuredCommunication: communication }],
    idempotencyKey: crypto.randomUUID(),
  };
  const { matched } = await ask<{ matched: number }>(
    p,
    `mutation ($input: ImportBankStatementInput!) {
      importBankStatement(input: $input) { matched violations { code } } }`,
    { input },
  );
  if (matched !== 1) throw new Error('The payment met no invoice.');
}

let statements = 0;
