import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { type TestDatabase, testDatabase } from '../testing/database.js';
import { makeFixture } from '../testing/fixture.js';
import { masterKeys } from './master-keys.js';
import { open, seal } from './seal.js';
import { openVault, type SecretOf, type Use } from './vault.js';

const first = { name: 'k1', secret: 'the-first-key-of-the-vault-000000' };
const second = { name: 'k2', secret: 'the-second-key-of-the-vault-00000' };
const keysOf = (...vaultKeys: (typeof first)[]) =>
  masterKeys({ vaultKeys, vaultLookupKey: 'the-lookup-key-of-the-vault-0000', dataDir: '' });
const vault = openVault(keysOf(first));

let db: TestDatabase;
let cooperativeId: string;
let other: string;
let members: readonly string[];
beforeAll(async () => {
  db = await testDatabase();
  const fixture = await makeFixture(db.admin, 'vault');
  cooperativeId = fixture.cooperativeId;
  members = Object.values(fixture.memberIds);
  const foreign = await makeFixture(db.admin, 'vault-other');
  other = foreign.cooperativeId;
});
afterAll(() => db.close());

const secretOf = (n: number): SecretOf => ({
  memberId: members[n] as string,
  kind: 'national-number',
});
const use: Use = {
  purpose: 'dimona.declare',
  about: { type: 'Contract', id: newId() },
  actor: null,
};
const inside = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(cooperativeId, work);
const openings = async (n: number) =>
  db.admin.query('select purpose, subject_id from vault.opening where member_id = $1', [
    members[n],
  ]);

test('what is kept comes back, and every opening is written down', async () => {
  expect(await inside((tx) => vault.open(tx, secretOf(0), use))).toBeNull();
  await inside((tx) => vault.keep(tx, secretOf(0), '93051822361'));
  await inside((tx) => vault.keep(tx, secretOf(0), '00012556777'));
  expect(await inside((tx) => vault.open(tx, secretOf(0), use))).toBe('00012556777');
  expect(await openings(0)).toEqual([{ purpose: 'dimona.declare', subject_id: use.about.id }]);
  const failed = inside(async (tx) => {
    await vault.open(tx, secretOf(0), use);
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  expect(await openings(0)).toHaveLength(1);
});

test('nothing of a number stands in the database, whole or hashed without a key', async () => {
  const number = '25041612376';
  await inside((tx) => vault.keep(tx, secretOf(1), number));
  const rows = await db.admin.query<{ all: string }>(
    `select (s.*)::text || (k.*)::text as all from vault.secret s
     join vault.person_key k using (cooperative_id, member_id)`,
  );
  const hex = Buffer.from(number).toString('hex');
  for (const { all } of rows) {
    expect(all).not.toContain(number);
    expect(all).not.toContain(hex);
  }
});

test('two members of a co-operative cannot have one number; in another they may', async () => {
  await inside((tx) => vault.keep(tx, secretOf(2), '25041612347'));
  expect(await inside((tx) => vault.isTaken(tx, secretOf(2), '25041612347'))).toBe(false);
  expect(await inside((tx) => vault.isTaken(tx, secretOf(3), '25041612347'))).toBe(true);
  const twice = inside((tx) => vault.keep(tx, secretOf(3), '25041612347'));
  await expect(twice).rejects.toMatchObject({ code: '23505' });
  const has = await vault.has(db.sql, cooperativeId, 'national-number', members);
  expect([has.has(members[2] as string), has.has(members[3] as string)]).toEqual([true, false]);
  expect((await vault.has(db.sql, other, 'national-number', members)).size).toBe(0);
});

test('a row that is moved to another person does not open', async () => {
  await inside((tx) => vault.keep(tx, secretOf(4), '93051822361'));
  await db.admin.query(
    `update vault.person_key set wrapped = (select wrapped from vault.person_key
       where cooperative_id = $1 and member_id = $2) where member_id = $3`,
    [cooperativeId, members[4], members[2]],
  );
  await expect(inside((tx) => vault.open(tx, secretOf(2), use))).rejects.toThrow();
});

test('a new master key takes over one person after the other, then the old one can go', async () => {
  const rotating = openVault(keysOf(second, first));
  expect(await inside((tx) => rotating.open(tx, secretOf(0), use))).toBe('00012556777');
  await db.admin.query('delete from vault.person_key where member_id = $1', [members[2]]);
  expect(await rotating.rewrap(db.sql, 1)).toBe(1);
  while ((await rotating.rewrap(db.sql, 100)) > 0);
  const after = openVault(keysOf(second));
  expect(await inside((tx) => after.open(tx, secretOf(0), use))).toBe('00012556777');
  await expect(inside((tx) => vault.open(tx, secretOf(0), use))).rejects.toThrow('"k2"');
});

test('a person whose key is destroyed is gone, and may come back', async () => {
  const after = openVault(keysOf(second));
  expect(await inside((tx) => after.destroy(tx, members[0] as string))).toBe(true);
  expect(await inside((tx) => after.destroy(tx, members[0] as string))).toBe(false);
  expect(await inside((tx) => after.open(tx, secretOf(0), use))).toBeNull();
  await inside((tx) => after.keep(tx, secretOf(0), '00012556777'));
  expect(await inside((tx) => after.open(tx, secretOf(0), use))).toBe('00012556777');
});

test('openings can neither be changed nor taken back', async () => {
  for (const change of ['delete from', 'update']) {
    const rest = change === 'update' ? " set purpose = 'none'" : '';
    await expect(db.admin.query(`${change} vault.opening${rest}`)).rejects.toThrow('append-only');
  }
});

test('any bytes come back as they were, and one changed bit is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.nat(), (plain, about, bit) => {
      const key = Buffer.alloc(32, 7);
      const sealed = seal(key, Buffer.from(plain), about);
      expect(open(key, sealed, about)).toEqual(Buffer.from(plain));
      expect(() => open(key, sealed, `${about}.`)).toThrow();
      const place = bit % sealed.length;
      sealed[place] = (sealed[place] as number) ^ (1 << (bit % 8));
      expect(() => open(key, sealed, about)).toThrow();
    }),
  );
});
