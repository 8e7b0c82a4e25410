/** What this plugin's tests share: the operations that they ask, and how. */

/** The platform of a test, as far as these need it. */
export interface Asked {
  readonly cooperativeId: string;
  readonly memberIds: { readonly 'member-stage': string };
  readonly activityIds: { readonly 'member-stage': string; readonly 'member-film': string };
  readonly admin: { query(text: string, params: readonly unknown[]): Promise<unknown> };
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

export const operations = {
  describeActivity: `mutation ($activityId: ID!) {
    performingArtsDescribeActivity(
      input: { activityId: $activityId, companyName: "Zoutmeer", discipline: "theatre" }
    ) { activity { companyName discipline } violations { code } } }`,
  createProduction: `mutation ($activityId: ID!) {
    performingArtsCreateProduction(input: { activityId: $activityId, title: "Zoutmeer" }) {
      production { id } violations { code } } }`,
  createVenue: `mutation ($activityId: ID!) {
    performingArtsCreateVenue(
      input: { activityId: $activityId, name: "De Kade", city: "Gent", country: "BE" }
    ) { venue { id } violations { code } } }`,
  scheduleTour: `mutation ($input: PerformingArtsScheduleTourInput!) {
    performingArtsScheduleTour(input: $input) {
      tour { id title from until status } dates { id day status }
      violations { code path message } } }`,
  confirmDate: `mutation ($input: PerformingArtsChangeDateInput!) {
    performingArtsConfirmDate(input: $input) { date { status } violations { code severity } } }`,
  cancelDate: `mutation ($input: PerformingArtsChangeDateInput!) {
    performingArtsCancelDate(input: $input) { date { status } violations { code severity } } }`,
  describeDays: `mutation ($input: PerformingArtsDescribeContractDaysInput!) {
    performingArtsDescribeContractDays(input: $input) {
      contract { days { day kind { code } } viewerCan } violations { code path } } }`,
} as const;

/** What the one field of an operation answers; throws what it fails with. */
export async function ask<Answer = Values>(
  p: Asked,
  query: string,
  variables: Values,
  asking: object = { as: 'member-stage' },
): Promise<Answer> {
  const { data, errors } = await p.graphql(query, variables, asking as { as?: never });
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Record<string, Answer>)[0] as Answer;
}

/** The code of the error that an operation ends in; undefined when it answers. */
export async function refusal(
  p: Asked,
  query: string,
  variables: Values,
  asking: object = { as: 'member-stage' },
): Promise<unknown> {
  const { errors } = await p.graphql(query, variables, asking as { as?: never });
  return errors?.[0]?.extensions.code;
}

export interface Payload {
  readonly violations: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
    readonly severity: string;
  }[];
}

export const codes = ({ violations }: Payload): string[] => violations.map(({ code }) => code);

/** A mutation of the plugin, with all that stands against it. */
export const mutation = (name: string, fields: string): string =>
  `mutation ($input: PerformingArts${name}Input!) { performingArts${name}(input: $input) {
    ${fields} violations { code path severity message } } }`;

/** What member-stage asks on the platform that a test opens before its cases. */
export function calls(p: () => Asked) {
  const activity = (of: 'member-stage' | 'member-film' = 'member-stage') =>
    `Activity:${p().activityIds[of]}`;
  const step = <Answer = unknown>(name: string, fields: string, input: object) =>
    ask<Answer & Payload>(p(), mutation(name, fields), { input });
  const newClient = async (
    as: 'member-stage' | 'member-film' = 'member-stage',
    kind: object = { kind: 'CONSUMER' },
  ) => {
    const create = `mutation ($input: CreateClientInput!) {
      createClient(input: $input) { client { id } violations { code } } }`;
    const address = { street: 'Kaai 1', postalCode: '9000', city: 'Gent', country: 'BE' };
    const input = { activityId: activity(as), ...kind, name: 'De Kade', address };
    const { client } = await ask<{ client: Made }>(p(), create, { input }, { as });
    return client.id;
  };
  const newInvoice = async (clientId: string, line: object) => {
    const create = `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { id } violations { code path } } }`;
    const input = { activityId: activity(), clientId, lines: [line] };
    const { invoice } = await ask<{ invoice: Made }>(p(), create, { input });
    return invoice.id;
  };
  /** Dates of a production in a place. */
  const placed = async (productionId: string, days: readonly string[]) => {
    const at = { activityId: activity() };
    const { venue } = await ask<{ venue: Made }>(p(), operations.createVenue, at);
    const input = { productionId, dates: days.map((day) => ({ day, venueId: venue.id })) };
    const { dates } = await ask<{ dates: Made[] }>(p(), operations.scheduleTour, { input });
    return dates.map(({ id }) => id);
  };
  return { activity, step, newClient, newInvoice, placed };
}

interface Made {
  readonly id: string;
}

/** A draft of a contract of member-stage on the member's own activity. */
export async function draftContract(p: Asked, days: Values[], more: Values = {}): Promise<string> {
  const mutation = `mutation ($input: CreateContractInput!) {
    createContract(input: $input) { contract { id } violations { code } } }`;
  const input = {
    activityId: `Activity:${p.activityIds['member-stage']}`,
    workerId: `Member:${p.memberIds['member-stage']}`,
    ...{ kind: 'duration', jointCommittee: '304', days, budget: '2500.00' },
    ...{ idempotencyKey: crypto.randomUUID(), ...more },
  };
  const { contract } = await ask<{ contract: { id: string } }>(p, mutation, { input });
  return contract.id;
}

/** What the core must know before a contract can be signed; figures of a test, not of Belgium. */
export async function employmentFigures({ admin, cooperativeId }: Asked): Promise<void> {
  await admin.query(
    `with kind as (
       insert into core.contract_kind (cooperative_id, code, title, from_day)
       values ($1, 'duration', '{"nl": "d", "fr": "d", "en": "d", "de": "d"}', '2020-01-01')),
     policy as (
       insert into core.employment_policy (cooperative_id, id, days_before_start,
         pay_after_working_days, from_day, source)
       values ($1, gen_random_uuid(), 0, 7, '2020-01-01', 'test'))
     insert into core.pay_coefficient (cooperative_id, id, contract_kind, coefficient,
       worker_class, from_day, source)
     values ($1, gen_random_uuid(), 'duration', 169000, 'artist', '2020-01-01', 'test')`,
    [cooperativeId],
  );
}
