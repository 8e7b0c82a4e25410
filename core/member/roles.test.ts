import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { rolesHeldOn } from './roles-held.js';
import { answer, as, ask, codes, errorCodes, memberId, newMember } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const mutation = (name: string, input: string) => `mutation ($input: ${input}!) {
  ${name}(input: $input) { member { roles { role from until } } violations { code path } } }`;
const grant = (id: string, input: object, ctx = p.ctx('admin')) =>
  ask(p, ctx, mutation('grantRole', 'GrantRoleInput'), {
    input: { memberId: memberId(id), ...input },
  });
const revoke = (id: string, role: string, ctx = p.ctx('admin')) =>
  ask(p, ctx, mutation('revokeRole', 'RevokeRoleInput'), {
    input: { memberId: memberId(id), role },
  });
const held = (id: string, day: string) =>
  rolesHeldOn(p.platform.database, p.cooperativeId, id, day);

describe('roles', () => {
  test('are held from their first day until their end begins', async () => {
    const { id } = await newMember(p);
    const input = { role: 'FINANCE', from: '2026-12-01', until: '2027-01-01' };
    const { member } = await answer(grant(id, input));
    expect(member.roles).toEqual([input]);
    expect(await held(id, '2026-11-30')).toEqual([]);
    expect(await held(id, '2026-12-01')).toEqual(['FINANCE']);
    expect(await held(id, '2026-12-31')).toEqual(['FINANCE']);
    expect(await held(id, '2027-01-01')).toEqual([]);
  });

  test('end today when revoked, stay in the history, and can be given again', async () => {
    const { id } = await newMember(p);
    await answer(grant(id, { role: 'ADVISER' }));
    p.setToday('2026-11-25');
    const { member } = await answer(revoke(id, 'ADVISER'));
    expect(member.roles).toEqual([{ role: 'ADVISER', from: '2026-11-23', until: '2026-11-25' }]);
    expect(codes(await answer(revoke(id, 'ADVISER')))).toEqual(['role.not-held']);
    expect(codes(await answer(grant(id, { role: 'ADVISER' })))).toEqual([]);
    p.setToday('2026-11-23');
  });

  test('revoked on their first day were never held', async () => {
    const { id } = await newMember(p);
    await answer(grant(id, { role: 'ADVISER' }));
    await answer(revoke(id, 'ADVISER'));
    expect(await held(id, '2026-11-23')).toEqual([]);
    expect(codes(await answer(grant(id, { role: 'ADVISER' })))).toEqual([]);
  });

  test('are not given twice for the same time, in the past or backwards', async () => {
    const { id } = await newMember(p);
    await answer(grant(id, { role: 'FINANCE', from: '2026-12-01', until: '2026-12-10' }));
    const tries = [
      { from: '2026-12-05' },
      { from: '2026-11-24', until: '2026-12-02' },
      { from: '2026-11-22', until: '2026-11-23' },
      { from: '2026-12-12', until: '2026-12-11' },
      { from: '2026-12-10' },
    ];
    const found = [];
    for (const dates of tries)
      found.push(codes(await answer(grant(id, { role: 'FINANCE', ...dates }))));
    expect(found).toEqual([
      ['role.already-held'],
      ['role.already-held'],
      ['role.in-the-past'],
      ['role.ends-early'],
      [],
    ]);
  });

  test('given twice at the same moment are given once', async () => {
    const { id } = await newMember(p);
    const both = await Promise.all([1, 2, 3].map(() => answer(grant(id, { role: 'FINANCE' }))));
    expect(both.flatMap(codes)).toEqual(['role.already-held', 'role.already-held']);
  });

  test('of one’s own are for somebody else to change', async () => {
    const { admin } = p.memberIds;
    expect(codes(await answer(grant(admin, { role: 'FINANCE' })))).toEqual(['role.own']);
    expect(codes(await answer(revoke(admin, 'ADMIN')))).toEqual(['role.own']);
  });

  test('are granted by administrators in person only', async () => {
    const { id } = await newMember(p);
    const admin = { id: p.memberIds.admin, subject: 'demo|admin' };
    const token = { id: newId(), name: 'app' };
    const callers = [
      p.ctx('adviser'),
      p.ctx('finance'),
      p.ctx('member-stage'),
      as(p, admin, ['ADMIN'], { token }),
      as(p, admin, ['ADMIN'], { scoped: true }),
      as(p, admin, ['ADMIN'], { grants: new Map([['member.read', 'all']]) }),
      // An administrator whose role has ended holds the grants of no role at all.
      as(p, admin, []),
    ];
    for (const caller of callers) {
      expect(errorCodes(await grant(id, { role: 'ADMIN' }, caller))).toEqual(['FORBIDDEN']);
      expect(errorCodes(await revoke(id, 'MEMBER', caller))).toEqual(['FORBIDDEN']);
    }
  });

  test('a role that does not exist is bad input', async () => {
    const { errors } = await grant(p.memberIds.finance, { role: 'KING' });
    expect(errors?.[0]?.message).toMatch(/KING/);
  });
});
