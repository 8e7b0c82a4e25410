/** What this plugin's tests share: short calls of the plugin and the core, invoices, and the bank. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
export type Told = any;
export type As = 'member-stage' | 'member-film' | 'adviser' | 'finance' | 'finance-2' | 'admin';
export type Asking = { readonly as: As; readonly locale?: 'de' };

/** The platform of a test, as far as these need it. */
export interface Tested {
  readonly activityIds: { readonly 'member-stage': string };
  readonly platform: { readonly clock: { today(): string } };
  graphql(
    query: string,
    variables: Record<string, unknown>,
    asking: Asking,
  ): Promise<{ readonly data?: unknown; readonly errors?: readonly Error[] }>;
}

export const stage = { as: 'member-stage' } as const;
export const finance = { as: 'finance' } as const;
export const key = () => ({ idempotencyKey: crypto.randomUUID() });

const typeOf: Record<string, string> = {
  ...{ Advise: 'Opinion', Decide: 'Opinion', Withdraw: 'LoanStep', FileReport: 'LoanStep' },
  ...{ PayBackOwnMoney: 'ReturnOwnMoney', LetOwnMoneyGo: 'ReturnOwnMoney' },
};

export const mutation = (name: string, fields: string) =>
  `mutation ($input: Financing${typeOf[name] ?? name}Input!) { financing${name}(input: $input) {
    ${fields} violations { code path } } }`;

const inputs: Record<string, string> = {
  ...{ startAssignment: 'AssignmentStepInput', cancelAssignment: 'AssignmentStepInput' },
  ...{ sendQuote: 'QuoteStepInput', acceptQuote: 'QuoteStepInput' },
};

/** The short calls of a test, on the platform that it has by then. */
export function calls(p: () => Tested) {
  const ask = async (query: string, variables: object, asking: Asking): Promise<Told> => {
    const { data, errors } = await p().graphql(query, { ...variables }, asking);
    if (errors?.[0] !== undefined) throw errors[0];
    return Object.values(data as Told)[0];
  };

  const activity = () => `Activity:${p().activityIds['member-stage']}`;

  /** A mutation of this plugin by its name. */
  const step = (name: string, fields: string, input: object, asking: Asking = finance) =>
    ask(mutation(name, fields), { input }, asking);

  /** A mutation of the core, by its name, which nothing stands in the way of. */
  const core = async (name: string, input: object, fields = '', asking: Asking = stage) => {
    const type = inputs[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
      ${fields} violations { code message } } }`;
    const told = await ask(query, { input }, asking);
    const against = told.violations.filter(({ code }: Told) => !/^(assignment|fund)\./.test(code));
    if (against.length > 0) throw new Error(JSON.stringify(against));
    return told;
  };

  const grant = async (id: unknown, favourable = true): Promise<string[]> => {
    const opinion = { id, favourable, reasons: 'Because.' };
    await step('Advise', 'loan { id }', opinion, { as: 'adviser' });
    const { violations } = await step('Decide', 'loan { id }', opinion);
    return violations.map(({ code }: Told) => code);
  };

  const draw = (id: unknown) => step('Draw', 'loan { status }', { id, ...key() }, stage);

  const newClient = async (): Promise<string> => {
    const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
    const input = {
      ...{ activityId: activity(), kind: 'COMPANY', name: 'Client nv', address },
      ...{ vatNumber: 'BE0566988259', paymentTermDays: 30 },
    };
    return (await core('createClient', input, 'client { id }')).client.id;
  };

  const lines = (unitPrice: string) => [{ description: 'Work', unitPrice, vat: { rate: '21' } }];

  const draftInvoice = async (unitPrice: string) => {
    const clientId = await newClient();
    const draft = { activityId: activity(), clientId, lines: lines(unitPrice) };
    const { invoice } = await core('createInvoice', draft, 'invoice { id }');
    return { clientId, invoiceId: invoice.id as string };
  };

  const invoice = async (unitPrice: string) => {
    const made = await draftInvoice(unitPrice);
    const { invoiceId } = made;
    const fields = 'invoice { structuredCommunication }';
    const issued = await core('issueInvoice', { invoiceId, ...key() }, fields);
    return { ...made, communication: issued.invoice.structuredCommunication as string };
  };

  const quote = async (): Promise<string> => {
    const draft = { activityId: activity(), clientId: await newClient(), lines: lines('900') };
    const input = { ...draft, validUntil: '2026-12-31' };
    const quoteId = (await core('createQuote', input, 'quote { id }')).quote.id;
    await core('sendQuote', { quoteId });
    return quoteId;
  };

  let statements = 0;
  /** Money on the bank; answers the movement. */
  const receive = async (amount: string, structuredCommunication: string | null) => {
    const bookedOn = p().platform.clock.today();
    const input = {
      ...{ iban: 'BE68539007547034', year: 2026, number: ++statements, currency: 'EUR', ...key() },
      lines: [{ lineNo: 1, bookedOn, amount, structuredCommunication }],
    };
    const query = `mutation ($input: ImportBankStatementInput!) {
      importBankStatement(input: $input) { bankLines { id } violations { code } } }`;
    const { bankLines } = await ask(query, { input }, finance);
    return bankLines[0].id as string;
  };

  const available = async (): Promise<bigint> => {
    const query = `query ($id: ID!) { activity(id: $id) { balance { available { amount } } } }`;
    const { balance } = await ask(query, { id: activity() }, stage);
    return BigInt(balance.available.amount.replace('.', ''));
  };

  return {
    ...{ ask, activity, step, core, grant, draw, draftInvoice, invoice, quote, receive, available },
  };
}
