/** What the tests of co-operatives, members and activities share. */
import { type ExecutionResult, graphql } from 'graphql';
import type { Context, RequestContext } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { grantsOf } from '../platform/permissions.js';
import { Loaders } from '../platform/read/loaders.js';
import type { TestPlatform } from '../platform/testing/platform.js';
import type { Viewer } from '../platform/viewer.js';

export interface TestMember {
  readonly id: string;
  readonly subject: string;
  readonly email: string;
}

/** A member made as a row: active and identified unless said otherwise. */
export async function newMember(
  p: TestPlatform,
  over: { status?: string; completion?: number; category?: string; name?: string } = {},
): Promise<TestMember> {
  const id = newId();
  const member = { id, subject: `test|${id}`, email: `${id}@example.org` };
  const { status = 'ACTIVE', completion = 2, category = 'USER', name = `Member ${id}` } = over;
  await p.admin.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       completion, category, joined_on, phone, street, postal_code, city, country)
     values ($1, $2, $3, $4, $5, 'nl', $6, $7, $8, '2021-01-01', $9, $10, $11, $12, $13)`,
    [
      ...[p.cooperativeId, id, member.subject, name, member.email, status, completion, category],
      ...(completion === 0
        ? [null, null, null, null, null]
        : ['+32 2 000 00 00', 'Emile Feronstraat 70', '1060', 'Brussel', 'BE']),
    ],
  );
  return member;
}

/** The context of a member with roles, or of a token that narrows them. */
export function as(
  p: TestPlatform,
  member: { readonly id: string; readonly subject: string },
  roles: readonly string[] = ['MEMBER'],
  over: Partial<Viewer> = {},
): Context {
  const viewer: Viewer = {
    subject: member.subject,
    cooperativeId: p.cooperativeId,
    memberId: member.id,
    roles,
    grants: grantsOf(roles, p.platform.roleGrants),
    token: null,
    ...over,
  };
  return { ...p.ctx('member-stage'), viewer, loaders: new Loaders() };
}

/** One operation in a context made by hand. */
export async function ask<Data = Answer>(
  p: TestPlatform,
  contextValue: RequestContext,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<ExecutionResult<Data>> {
  const { schema } = p;
  return graphql({ schema, source, variableValues, contextValue }) as Promise<
    ExecutionResult<Data>
  >;
}

/** The one answer of a mutation or query whose errors would fail the test. */
export async function answer<Data = Answer>(
  asked: Promise<ExecutionResult<Record<string, Data>>>,
): Promise<Data> {
  const { data, errors } = await asked;
  if (errors !== undefined) throw errors[0];
  return Object.values(data ?? {})[0] as Data;
}

/** The codes of an answer's violations. */
export const codes = ({ violations }: { violations: { code: string }[] }): string[] =>
  violations.map(({ code }) => code);

/** The codes of an answer's errors. */
export const errorCodes = ({ errors = [] }: ExecutionResult<unknown>): unknown[] =>
  errors.map(({ extensions }) => extensions.code);

// What a test reads of an answer is checked by what it expects of it.
// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of the query.
export type Answer = any;

export const memberId = (id: string): string => `Member:${id}`;
export const activityId = (id: string): string => `Activity:${id}`;
