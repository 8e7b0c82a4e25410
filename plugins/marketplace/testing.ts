/** What this plugin's tests share: what people do on the marketplace. */

/** The people of the tests who offer and look for work. */
export type Person =
  | ('member-stage' | 'member-film' | 'member-design' | 'member-startup')
  | 'adviser';

export interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}

export interface Thing {
  readonly id: string;
  readonly status: string;
}

export interface Matching extends Violations {
  readonly matches: {
    readonly score: number;
    readonly offer: { readonly id: string };
    readonly parts: { part: string; weight: number; points: number; reason: string }[];
  }[];
  readonly team: { readonly offerId: string; readonly skills: string[] }[];
}

let keys = 0;
export const idempotencyKey = (): string => `marketplace-${++keys}`;

/** Asks the graph of a test as somebody, and answers the one field of the operation. */
export type Asks = <Answer>(
  query: string,
  variables: Record<string, unknown>,
  as: Person,
) => Promise<Answer>;

/** The marketplace of a test, where the activity with this UUID looks for people. */
export function marketOf(asked: Asks, activityId: () => string) {
  const activity = () => `Activity:${activityId()}`;
  /** Runs a mutation of the plugin, `${name}Input` in and these fields out. */
  const act = <Answer extends object = Violations>(
    name: string,
    fields: string,
    input: object,
    as: Person = 'member-stage',
  ) =>
    asked<Answer & Violations>(
      `mutation ($input: Marketplace${name}Input!) { marketplace${name}(input: $input) {
        ${fields} violations { code path } } }`,
      { input },
      as,
    );

  async function offer(over: object = {}, as: Person = 'member-film'): Promise<string> {
    const input = {
      ...{ offeredAs: as, title: 'Work', sector: 'performing-arts', skills: ['lighting'] },
      ...{ places: ['gent'], dayPrice: '300.00', currency: 'EUR' },
      ...{ free: [{ from: '2027-01-01', until: '2027-12-31' }] },
      ...{ idempotencyKey: idempotencyKey(), ...over },
    };
    const fields = 'offer { id status }';
    const made = await act<{ offer: Thing | null }>('PublishOffer', fields, input, as);
    if (made.offer === null) throw new Error(JSON.stringify(made.violations));
    return made.offer.id;
  }
  const look = (over: object = {}, as: Person = 'member-stage') => {
    const input = {
      ...{ activityId: activity(), title: 'A job', skills: ['lighting'], days: ['2027-03-01'] },
      ...{ idempotencyKey: idempotencyKey(), ...over },
    };
    return act<{ request: Thing | null }>('PublishRequest', 'request { id status }', input, as);
  };
  const propose = (requestId: string, ...offerIds: string[]) =>
    act<{ request: { proposals: { nodes: Thing[] } } | null }>(
      ...(['Propose', 'request { proposals(first: 20) { nodes { id status } } }'] as const),
      { requestId, offerIds },
    );
  return {
    ...{ act, activity, offer, look, propose },
    requestId: async (over: object = {}) => (await look(over)).request?.id as string,
    matching: (id: string) => {
      const query = `query ($id: ID!) { marketplaceMatches(requestId: $id) { matches { score
        offer { id } parts { part weight points reason } } team { offerId skills }
        violations { code path } } }`;
      return asked<Matching>(query, { id }, 'member-stage');
    },
    answer: (proposalId: string | undefined, accept: boolean, as: Person = 'member-film') =>
      act<{ proposal: Thing | null }>(
        ...(['AnswerProposal', 'proposal { id status }', { proposalId, accept }, as] as const),
      ),
    proposed: async (id: string, ...offerIds: string[]) =>
      ((await propose(id, ...offerIds)).request?.proposals.nodes ?? []).map((one) => one.id),
    statusOf: async (id: string) => {
      const query = `query ($id: ID!) { marketplaceRequest(id: $id) { status } }`;
      return (await asked<{ status: string }>(query, { id }, 'member-stage')).status;
    },
  };
}
