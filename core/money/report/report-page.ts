/** Pages of a report: forwards by the key of the last row. */
import { ArgsType, Field, Int } from 'type-graphql';
import type { Sql } from '../../platform/database/sql.js';
import { badInput } from '../../platform/errors.js';
import type { Page } from '../../platform/read/page.js';
import { pageRequest } from '../../platform/read/page-args.js';
import type { KeyedRow, Report, ReportKey, ReportScope } from './report.js';

@ArgsType()
export class ReportPageArgs {
  @Field(() => Int, { nullable: true, description: 'How many: 1 to 100; 20 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

export function reportPage<Row, Shown extends object>(
  sql: Sql,
  report: Report<Row>,
  scope: ReportScope,
  args: ReportPageArgs,
  show: (row: Row) => Shown,
): Page<Shown> {
  const { size, cursor } = pageRequest(args);
  const after = cursor === null ? null : keyOf(report.name, cursor);
  let slice: Promise<readonly KeyedRow<Row>[]> | undefined;
  const load = () => {
    slice ??= report.rows(sql, scope, after, size + 1);
    return slice;
  };
  const edges = async () =>
    (await load()).slice(0, size).map(({ key, row }) => ({
      ...{ cursor: cursorOf(report.name, key), node: show(row) },
    }));
  return {
    edges,
    nodes: async () => (await edges()).map(({ node }) => node),
    pageInfo: async () => {
      const shown = await edges();
      return {
        hasNextPage: (await load()).length > size,
        hasPreviousPage: cursor !== null,
        startCursor: shown[0]?.cursor ?? null,
        endCursor: shown.at(-1)?.cursor ?? null,
      };
    },
    totalCount: () => report.count(sql, scope),
  };
}

const cursorOf = (name: string, key: ReportKey): string =>
  Buffer.from(JSON.stringify([name, ...key])).toString('base64url');

function keyOf(name: string, cursor: string): ReportKey {
  try {
    const [of, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const fits = key.every((part) => typeof part === 'string' && /^[\w.:-]{1,64}$/.test(part));
    if (of === name && fits) return key as string[];
  } catch {
    // Falls through: whatever it was, it is not a cursor of ours.
  }
  throw badInput('That cursor does not come from this report.', 'after');
}
