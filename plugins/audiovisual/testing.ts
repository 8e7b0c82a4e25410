/** What this plugin's tests share: the operations that they ask, and how. */
export type Values = Record<string, unknown>;

interface Asked {
  graphql(
    query: string,
    variables: Values,
    asking: { readonly as?: never },
  ): Promise<{
    readonly data?: unknown;
    readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  }>;
}

export const operations = {
  createProduction: `mutation ($input: AudiovisualCreateProductionInput!) {
    audiovisualCreateProduction(input: $input) { production { id title } violations { code } } }`,
  planDays: `mutation ($input: AudiovisualPlanShootingDaysInput!) {
    audiovisualPlanShootingDays(input: $input) {
      shootingDays { id number day } violations { code severity } } }`,
  cancelDay: `mutation ($input: AudiovisualCancelShootingDayInput!) {
    audiovisualCancelShootingDay(input: $input) {
      shootingDay { status viewerCan } violations { code } } }`,
  createCallSheet: `mutation ($input: AudiovisualCreateCallSheetInput!) {
    audiovisualCreateCallSheet(input: $input) {
      callSheet { id version document { url filename } } violations { code message } } }`,
  addCrew: `mutation ($input: AudiovisualAddCrewMemberInput!) {
    audiovisualAddCrewMember(input: $input) { crewMember { id } violations { code } } }`,
  reportDay: `mutation ($input: AudiovisualReportDayInput!) {
    audiovisualReportDay(input: $input) {
      report { id version overMinutes lateMinutes scenesMissed scenesAdded pageEighthsShot
        pageEighthsMissed hours { minutes } document { filename } } violations { code } } }`,
  addEquipment: `mutation ($input: AudiovisualAddEquipmentInput!) {
    audiovisualAddEquipment(input: $input) {
      equipment { value { amount } } violations { code } } }`,
  recordSpend: `mutation ($input: AudiovisualRecordSpendInput!) {
    audiovisualRecordSpend(input: $input) { spend { id } violations { code } } }`,
  classifySpend: `mutation ($input: AudiovisualClassifySpendInput!) {
    audiovisualClassifySpend(input: $input) { spend { eligibility } violations { code } } }`,
  removeSpend: `mutation ($input: AudiovisualRemoveSpendInput!) {
    audiovisualRemoveSpend(input: $input) { spend { evidence } violations { code } } }`,
} as const;

export interface Payload {
  readonly violations: readonly { readonly code: string; readonly message?: string }[];
}

export const codes = ({ violations }: Payload): string[] => violations.map(({ code }) => code);

/** What the one field of an operation answers; throws what it fails with. */
export async function ask<Answer = Values>(
  p: Asked,
  query: string,
  variables: Values,
  asking: object = { as: 'member-film' },
): Promise<Answer> {
  const { data, errors } = await p.graphql(query, variables, asking as { as?: never });
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Record<string, Answer>)[0] as Answer;
}

/** The code of the error that an operation ends in; undefined when it answers. */
export async function refusal(
  p: Asked,
  query: string,
  input: Values,
  asking: object = { as: 'member-film' },
): Promise<unknown> {
  const { errors } = await p.graphql(query, { input }, asking as { as?: never });
  return errors?.[0]?.extensions.code;
}

/** A new production of the activity, by its global id. */
export async function makeProduction(
  p: Asked,
  activityId: string,
  more: Values = {},
): Promise<string> {
  const input = { activityId, title: 'Laagwater', kind: 'FILM', ...more };
  const { production } = await ask<{ production: { id: string } }>(
    ...([p, operations.createProduction, { input }] as const),
  );
  return production.id;
}

/** Shooting days of a production, by their global ids. */
export async function planDays(p: Asked, productionId: string, days: string[]): Promise<string[]> {
  const input = { productionId, days: days.map((day) => ({ day, location: 'Oostende' })) };
  const { shootingDays } = await ask<{ shootingDays: { id: string }[] }>(
    ...([p, operations.planDays, { input }] as const),
  );
  return shootingDays.map(({ id }) => id);
}
