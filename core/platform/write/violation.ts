import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Locale, Translator } from '../messages.js';
import { CivilDate } from '../scalars.js';

export enum Severity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
}
registerEnumType(Severity, {
  name: 'Severity',
  description: 'How much a violation weighs.',
  valuesConfig: {
    ERROR: { description: 'The step is refused until this is put right.' },
    WARNING: { description: 'The step goes on; a person should look at this.' },
  },
});

/** Where a rule comes from: an article of law, a collective agreement, a policy. */
@ObjectType({ description: 'The source of a rule.', simpleResolvers: true })
export class ViolationSource {
  @Field(() => String, { description: 'Title of the law, agreement or policy.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url: string | null;
}

@ObjectType({
  description: 'Something that stands in the way of what was asked, said in full and at once.',
  simpleResolvers: true,
})
export class Violation {
  @Field(() => String, { description: 'Stable code, e.g. "invoice.without-lines".' })
  code: string;

  @Field(() => [String], { description: 'The input or property that it is about.' })
  path: string[];

  @Field(() => String, { description: 'The sentence, in the language of the caller.' })
  message: string;

  @Field(() => Severity, { description: 'Whether it refuses or warns.' })
  severity: Severity;

  @Field(() => String, { nullable: true, description: 'The plugin that found it; null: the core.' })
  plugin: string | null;

  @Field(() => ViolationSource, { nullable: true, description: 'The source of the rule.' })
  source: ViolationSource | null;

  @Field(() => CivilDate, { nullable: true, description: 'Since when the rule holds.' })
  effectiveFrom: string | null;
}

/** A violation as a rule finds it: a code and its values, not yet a sentence. */
export interface Finding {
  readonly code: string;
  readonly path?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly severity?: 'ERROR' | 'WARNING';
  readonly plugin?: string;
  readonly source?: { readonly title: string; readonly url?: string };
  readonly effectiveFrom?: string;
  /** The plugin's rule that found it. */
  readonly rule?: string;
}

/** What a violation says was found, so that whoever keeps it can say it in another language. */
export const findingOf = (violation: Violation): Finding | undefined => findings.get(violation);

const findings = new WeakMap<Violation, Finding>();

export function violationOf(say: Translator, locale: Locale, finding: Finding): Violation {
  const violation = Object.assign(new Violation(), {
    code: finding.code,
    path: [...(finding.path ?? [])],
    message: say.say(locale, finding.code, finding.values),
    severity: finding.severity === 'WARNING' ? Severity.WARNING : Severity.ERROR,
    plugin: finding.plugin ?? null,
    source: finding.source ? { url: null, ...finding.source } : null,
    effectiveFrom: finding.effectiveFrom ?? null,
  });
  findings.set(violation, finding);
  return violation;
}

export const refuses = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity !== 'WARNING');
