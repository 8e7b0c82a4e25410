import {
  type Attempted,
  badInput,
  Field,
  InputType,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { AudiovisualJointCommittee } from './joint-committee.entity.js';

@InputType({ description: 'A joint committee with its names.' })
export class AudiovisualSetJointCommitteeInput {
  @Field(() => String, { description: 'What productions name it by, e.g. "303.01", "dubbing".' })
  code: string;

  @Field(() => String, { description: 'The number on contracts, e.g. "227" or "303.03".' })
  number: string;

  @Field(() => String, { description: 'What it is called in Dutch.' })
  nl: string;

  @Field(() => String, { description: 'What it is called in French.' })
  fr: string;

  @Field(() => String, { description: 'What it is called in English.' })
  en: string;

  @Field(() => String, { description: 'What it is called in German.' })
  de: string;

  @Field(() => String, { description: 'Where the number comes from, at most 500 characters.' })
  source: string;
}

/** Adds a committee to the open list, or says its number and names anew. */
export function setJointCommittee(
  ctx: PluginContext,
  input: AudiovisualSetJointCommitteeInput,
): Promise<Attempted<AudiovisualJointCommittee>> {
  ctx.require('audiovisual.reference');
  const code = committeeCode(input.code, 'code');
  const { number } = input;
  if (!/^[0-9]{3}(\.[0-9]{2})?$/.test(number)) {
    throw badInput('A number such as "227" or "303.01" is expected.', 'number');
  }
  const titles = {
    nl: text(input.nl, 'nl'),
    fr: text(input.fr, 'fr'),
    en: text(input.en, 'en'),
    de: text(input.de, 'de'),
  };
  const row = { number, titles, source: text(input.source, 'source', 500) };
  return ctx.attempt({ action: 'audiovisual.set-joint-committee' }, async ({ store }) => ({
    findings: [],
    write: async () =>
      (await store.update(AudiovisualJointCommittee, code, row)) ??
      store.insert(AudiovisualJointCommittee, { code, ...row }),
  }));
}

export function committeeCode(value: string, path: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,62}$/.test(value)) return value;
  throw badInput('A code has lower-case letters, digits, dots and hyphens, at most 63.', path);
}

/** The finding about a committee that the co-operative does not know; none is no committee. */
export async function unknownCommittee(
  store: PluginStore,
  code: string | null,
): Promise<PluginFinding[]> {
  if (code === null || (await store.get(AudiovisualJointCommittee, code)) !== null) return [];
  const values = { committee: code };
  return [{ code: 'audiovisual.unknown-joint-committee', path: ['jointCommittee'], values }];
}

/** The number on contracts, or why there is none. */
export async function numberOf(
  store: PluginStore,
  code: string | null,
): Promise<{ readonly number: string | null; readonly findings: PluginFinding[] }> {
  if (code === null) return { number: null, findings: [] };
  const committee = await store.get(AudiovisualJointCommittee, code);
  if (committee === null) {
    return { number: null, findings: await unknownCommittee(store, code) };
  }
  const values = { committee: code };
  const path = ['jointCommittee'];
  const unsaid = { code: 'audiovisual.committee-without-number', path, values };
  return { number: committee.number, findings: committee.number === null ? [unsaid] : [] };
}
