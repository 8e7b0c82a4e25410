import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { purge, purgeDue } from '../../core/member/privacy/purge.js';
import { newId } from '../../core/platform/ids.js';
import { Field, ObjectType } from '../../core/sdk/decorators.js';
import { definePlugin, privacy } from '../../core/sdk/define-plugin.js';
import { type TwoServers, twoServers } from '../federation/testing/two-servers.js';

/** A person in the tables of a plugin that runs elsewhere: exported, erased and purged over HTTP. */
@Entity({ tableName: 'scan', schema: 'films' })
@ObjectType({ description: 'A scan.', simpleResolvers: true })
class FilmsScan {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'Its id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  words: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  madeOn: string | null;
}

const films = definePlugin({
  ...{ name: 'films', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Films' },
  title: { nl: 'Films', fr: 'Films', en: 'Films', de: 'Filme' },
  description: 'It.',
  migrations: new URL('./no-migrations/', import.meta.url),
  entities: [FilmsScan],
  privacy: [
    privacy({
      ...{ entity: FilmsScan, subject: 'memberId', holds: ['memberId', 'words'] },
      ...{ confidential: ['words'], onErase: 'erase', ground: 'Nobody needs it.' },
    }),
    privacy({
      ...{ entity: FilmsScan, subject: 'contact', holds: ['words'], onErase: 'retain' },
      ...{ ground: 'A guest signed it.', until: { term: 'accounting', from: 'madeOn' } },
    }),
  ],
});

let two: TwoServers;
beforeAll(async () => {
  two = await twoServers(films);
  await two.own.query(`create schema if not exists films;
    create table films.scan (cooperative_id uuid, id uuid, member_id uuid not null,
      words text not null, made_on date, primary key (cooperative_id, id));
    grant usage on schema films to gezel_app;
    grant select, insert, update, delete on films.scan to gezel_app`);
});
afterAll(() => two.close());

describe('a person', () => {
  const me = () => `Member:${two.gateway.memberIds['member-design']}`;
  const erase = (dryRun: boolean) =>
    two.gateway.graphql<{ erasePersonalData: { done: boolean; erased: object[] } }>(
      `mutation ($input: ErasePersonalDataInput!) { erasePersonalData(input: $input) {
        done erased { table plugin rows ground } violations { code } } }`,
      { input: { memberId: me(), idempotencyKey: newId(), dryRun } },
      { as: 'admin' },
    );
  const left = () => two.own.query('select words from films.scan');
  const theirs = { table: 'FilmsScan', plugin: 'films', rows: 1, ground: 'Nobody needs it.' };

  test('is exported with what the plugin has of them, confidential words to nobody else', async () => {
    const { cooperativeId, memberIds } = two.gateway;
    await two.own.query('insert into films.scan values ($1, $2, $3, $4)', [
      ...[cooperativeId, newId(), memberIds['member-design'], 'Of me'],
    ]);
    const exported = async (as: 'member-design' | 'admin') => {
      const { data } = await two.gateway.graphql<{
        exportPersonalData: { download: { url: string } };
      }>(
        `mutation ($id: ID!) { exportPersonalData(input: { memberId: $id }) { download { url } } }`,
        { id: me() },
        { as },
      );
      const url = data?.exportPersonalData.download.url as string;
      return (await two.api.app.inject({ method: 'GET', url })).json().tables;
    };
    const table = { name: 'FilmsScan', plugin: 'films', kept: false, keptYears: null };
    expect(await exported('member-design')).toContainEqual({
      ...{ ...table, ground: 'Nobody needs it.' },
      rows: [expect.objectContaining({ words: 'Of me' })],
    });
    expect(await exported('admin')).toContainEqual({
      ...{ ...table, ground: 'Nobody needs it.', withheld: ['words'] },
      rows: [expect.not.objectContaining({ words: 'Of me' })],
    });
  });

  test('is erased there too, or nowhere', async () => {
    await two.gateway.admin.query(
      `update core.member set status = 'LEFT', left_on = '2026-11-20' where id = $1`,
      [two.gateway.memberIds['member-design']],
    );
    const tried = await erase(true);
    expect(tried.data?.erasePersonalData).toMatchObject({ done: false });
    expect(tried.data?.erasePersonalData.erased).toContainEqual(theirs);
    expect(await left()).toHaveLength(1);
    const real = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new Error('Nobody is there.'));
    const { errors } = await erase(false).finally(() => {
      globalThis.fetch = real;
    });
    expect(errors?.[0]?.message).toContain('films');
    const [member] = await two.gateway.admin.query('select email from core.member where id = $1', [
      two.gateway.memberIds['member-design'],
    ]);
    expect(member).toEqual({ email: 'member-design@example.org' });
    const { data } = await erase(false);
    expect(data?.erasePersonalData).toMatchObject({ done: true });
    expect(data?.erasePersonalData.erased).toContainEqual(theirs);
    expect(await left()).toEqual([]);
  });

  test('who is no member is found there by their words, told and kept on its ground', async () => {
    const { cooperativeId, memberIds } = two.gateway;
    for (const [words, madeOn] of [
      ['Signed by Ada  Lovelace', '2019-06-01'],
      ['Signed by Ada Lovelacey', '2026-06-01'],
    ]) {
      await two.own.query('insert into films.scan values ($1, $2, $3, $4, $5)', [
        ...[cooperativeId, newId(), memberIds.admin, words, madeOn],
      ]);
    }
    const who = { name: 'Ada Lovelace' };
    const told = await two.gateway.graphql<{ exportContactData: { download: { url: string } } }>(
      `mutation ($input: ExportContactDataInput!) {
        exportContactData(input: $input) { download { url } } }`,
      ...[{ input: who }, { as: 'admin' } as const],
    );
    const url = told.data?.exportContactData.download.url as string;
    const { tables } = (await two.api.app.inject({ method: 'GET', url })).json();
    expect(tables).toContainEqual(
      expect.objectContaining({
        ...{ name: 'FilmsScan', plugin: 'films', kept: true, ground: 'A guest signed it.' },
        keptYears: 10,
        rows: [expect.objectContaining({ words: 'Signed by Ada  Lovelace' })],
      }),
    );
    const { data } = await two.gateway.graphql<{ eraseContactData: { kept: object[] } }>(
      `mutation ($input: EraseContactDataInput!) { eraseContactData(input: $input) {
        done kept { table plugin rows ground keptYears } } }`,
      ...[{ input: { ...who, idempotencyKey: newId() } }, { as: 'admin' } as const],
    );
    const kept = {
      ...{ table: 'FilmsScan', plugin: 'films', rows: 1, ground: 'A guest signed it.' },
      keptYears: 10,
    };
    expect(data?.eraseContactData).toEqual({ done: true, kept: [kept] });
  });

  test('what it kept goes there too once its term is over, and is noted here', async () => {
    const { platform, cooperativeId, memberIds } = two.gateway;
    two.gateway.setToday('2030-01-01');
    const expected = [{ table: 'FilmsScan', plugin: 'films', rows: 1, before: '2020-01-01' }];
    const hold = async (change: string, ...values: string[]) =>
      two.gateway.admin.query(change, [cooperativeId, memberIds.admin, ...values]);
    await hold(
      `insert into core.purge_hold (cooperative_id, id, subject_type, subject_id, reason, until_day,
         set_at, set_by) values ($1, $3, 'Member', $2, 'Case', '2030-06-30', now(), $2)`,
      newId(),
    );
    const kept = await purgeDue(platform, cooperativeId);
    expect(kept.held.filter(({ plugin }) => plugin === 'films')).toMatchObject(expected);
    expect(kept.tables.filter(({ plugin }) => plugin === 'films')).toEqual([]);
    expect((await purge(platform, cooperativeId)).tables).toEqual(kept.tables);
    await hold(
      `update core.purge_hold set lifted_at = now(), lifted_by = $2, lift_reason = 'Over'
       where cooperative_id = $1`,
    );
    const due = await purgeDue(platform, cooperativeId);
    expect(due.tables.filter(({ plugin }) => plugin === 'films')).toMatchObject(expected);
    const done = await purge(platform, cooperativeId);
    expect(done.tables.filter(({ plugin }) => plugin === 'films')).toMatchObject(expected);
    two.gateway.setToday('2026-11-23');
    const words = await two.own.query('select words from films.scan order by made_on');
    expect(words).toEqual([{ words: '—' }, { words: 'Signed by Ada Lovelacey' }]);
    const records = await two.gateway.admin.query(
      `select rows, before_day::text as before from core.purge_record where plugin = 'films'`,
    );
    expect(records).toEqual([{ rows: 1, before: '2020-01-01' }]);
  });
});
