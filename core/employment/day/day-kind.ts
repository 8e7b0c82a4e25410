import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Sentence } from '../../platform/messages.js';
import { Contract } from '../contract/contract.entity.js';

export enum DayPay {
  WORK = 'work',
  NONE = 'none',
  GUARANTEED = 'guaranteed',
  LEAVE = 'leave',
}
registerEnumType(DayPay, {
  name: 'DayPay',
  description: 'By which rule a day is paid.',
  valuesConfig: {
    WORK: { description: 'As work.' },
    NONE: { description: 'Not at all.' },
    GUARANTEED: {
      description: 'In sickness: guaranteed pay, so much of the first days, by the law’s figures.',
    },
    LEAVE: {
      description: 'By the employer, unless a fund pays the holidays of the worker’s class.',
    },
  },
});

@ObjectType({ description: 'A kind of day, from an open list.', simpleResolvers: true })
export class DayKind {
  @Field(() => String, { description: 'Its code, e.g. "work" or "sickness".' })
  code: string;

  @Field(() => String, { description: 'Its name in your language.' })
  title: string;

  @Field(() => Boolean, {
    description: 'Whether it is an absence, which is set once the contract is signed.',
  })
  absence: boolean;

  @Field(() => DayPay, { description: 'What of its pay the employer pays.' })
  pay: DayPay;
}

/** The kinds of day that the co-operative knows today, by code. */
export async function dayKinds(ctx: Context): Promise<DayKind[]> {
  const today = ctx.platform.clock.today();
  const rows = await ctx.platform.rows(Contract).values(
    sql`select code, title, absence, pay from core.day_kind
        where cooperative_id = ${ctx.viewer.cooperativeId} and from_day <= ${today}
          and (until_day is null or until_day > ${today})
        order by absence, code`,
  );
  return rows.map(([code, title, absence, pay]) =>
    Object.assign(new DayKind(), { code, absence, pay, title: (title as Sentence)[ctx.locale] }),
  );
}

/** The kinds that every co-operative begins with; what it has already, it keeps. */
export async function seedDayKinds(admin: Sql, cooperativeId: string): Promise<void> {
  await admin.query(
    `insert into core.day_kind (cooperative_id, code, title, absence, pay, from_day)
     select $1, k.code, k.title, k.absence, coalesce(k.pay, 'work'), '2000-01-01'
     from jsonb_to_recordset($2::jsonb)
       as k(code text, title jsonb, absence boolean, pay text)
     on conflict do nothing`,
    [cooperativeId, JSON.stringify(firstKinds)],
  );
}

const firstKinds: readonly {
  readonly code: string;
  readonly title: Sentence;
  readonly absence: boolean;
  readonly pay?: `${DayPay}`;
}[] = [
  {
    code: 'work',
    title: { nl: 'werk', fr: 'travail', en: 'work', de: 'Arbeit' },
    absence: false,
  },
  {
    code: 'preparation',
    title: { nl: 'voorbereiding', fr: 'préparation', en: 'preparation', de: 'Vorbereitung' },
    absence: false,
  },
  {
    code: 'travel',
    title: { nl: 'verplaatsing', fr: 'déplacement', en: 'travel', de: 'Reise' },
    absence: false,
  },
  {
    code: 'training',
    title: { nl: 'opleiding', fr: 'formation', en: 'training', de: 'Ausbildung' },
    absence: false,
  },
  {
    code: 'sickness',
    title: { nl: 'ziekte', fr: 'maladie', en: 'sickness', de: 'Krankheit' },
    absence: true,
    pay: 'guaranteed',
  },
  {
    code: 'leave',
    title: { nl: 'verlof', fr: 'congé', en: 'leave', de: 'Urlaub' },
    absence: true,
    pay: 'leave',
  },
  {
    code: 'unpaid-absence',
    title: {
      nl: 'onbetaalde afwezigheid',
      fr: 'absence non payée',
      en: 'unpaid absence',
      de: 'unbezahlte Abwesenheit',
    },
    absence: true,
    pay: 'none',
  },
  {
    code: 'public-holiday',
    title: { nl: 'feestdag', fr: 'jour férié', en: 'public holiday', de: 'Feiertag' },
    absence: true,
  },
];
