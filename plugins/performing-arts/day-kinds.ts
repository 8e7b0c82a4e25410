import { type Attempted, code, Field, InputType, type PluginContext, text } from 'gezel/sdk';
import { PerformingArtsDayKind } from './day-kind.entity.js';

@InputType({ description: 'A kind of day with its names.' })
export class PerformingArtsSetDayKindInput {
  @Field(() => String, { description: 'Stable code, e.g. "get-in".' })
  code: string;

  @Field(() => String, { description: 'What it is called in Dutch.' })
  nl: string;

  @Field(() => String, { description: 'What it is called in French.' })
  fr: string;

  @Field(() => String, { description: 'What it is called in English.' })
  en: string;

  @Field(() => String, { description: 'What it is called in German.' })
  de: string;
}

/** Adds a kind of day to the open list, or gives one other names. */
export function setDayKind(
  ctx: PluginContext,
  input: PerformingArtsSetDayKindInput,
): Promise<Attempted<PerformingArtsDayKind>> {
  ctx.require('performing-arts.reference');
  const key = code(input.code, 'code');
  const titles = {
    nl: text(input.nl, 'nl'),
    fr: text(input.fr, 'fr'),
    en: text(input.en, 'en'),
    de: text(input.de, 'de'),
  };
  return ctx.attempt({ action: 'performing-arts.set-day-kind' }, async ({ store }) => ({
    findings: [],
    write: async () =>
      (await store.update(PerformingArtsDayKind, key, { titles })) ??
      store.insert(PerformingArtsDayKind, { code: key, titles }),
  }));
}

/** Those of the codes that the co-operative's list has. */
export async function knownKinds(
  { store }: PluginContext,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const kinds = await Promise.all(codes.map((one) => store.get(PerformingArtsDayKind, one)));
  return new Set(kinds.map((kind) => kind?.code ?? ''));
}
