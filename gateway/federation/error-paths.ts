import { relocatedError } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

/**
 * Errors of entities are fetched for a whole level at once, and what puts the answers together no
 * longer knows of which item each was. A field that is answered with an error is where it belongs.
 */
export function locateErrors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = located(field.resolve ?? defaultFieldResolver);
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;
type Info = Parameters<Resolve>[3];
type Path = readonly (string | number)[];

function located(resolve: Resolve): Resolve {
  return (parent, args, ctx, info) => {
    const answer = resolve(parent, args, ctx, info);
    if (typeof answer !== 'object' || answer === null) return answer;
    if (typeof (answer as Promise<unknown>).then !== 'function') return placed(answer, info);
    return (answer as Promise<unknown>).then(
      (value) => placed(value, info),
      (error: unknown) => {
        throw placed(error, info);
      },
    );
  };
}

function placed(answer: unknown, info: Info, index?: number): unknown {
  if (answer instanceof GraphQLError) {
    if (answer.path === undefined) return answer;
    return relocatedError(answer, pathOf(answer.path, here(info, index)));
  }
  if (!Array.isArray(answer) || !answer.some((one) => one instanceof Error)) return answer;
  return answer.map((one: unknown, i) => placed(one, info, i));
}

/** Where the field is, and what of the error's path lies deeper than that. */
function pathOf(told: Path, at: Path): Path {
  let next = 0;
  for (const name of at) {
    if (typeof name === 'number') {
      if (told[next] === name) next++;
    } else {
      while (typeof told[next] === 'number') next++;
      if (told[next] !== name) return at;
      next++;
    }
  }
  return [...at, ...told.slice(next)];
}

function here({ path }: Info, index: number | undefined): Path {
  const parts: (string | number)[] = index === undefined ? [] : [index];
  for (let one: Info['path'] | undefined = path; one !== undefined; one = one.prev) {
    parts.unshift(one.key);
  }
  return parts;
}
