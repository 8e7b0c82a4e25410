import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Attempt, AttemptContext, PluginFinding } from '../../core/sdk/index.js';
import { ShelfDayKind, ShelfOffer, shelf } from './testing/shelf.js';
import { type TinyPlatform, tinyPlatform } from './testing/tiny-platform.js';

let tiny: TinyPlatform;

beforeAll(async () => {
  tiny = await tinyPlatform([shelf]);
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.admin('delete from shelf.offer');
  await tiny.admin('delete from core.outbox');
});

const action = 'shelf.make-offer';
const warning = { code: 'shelf.date-has-contracts', severity: 'WARNING' } as const;
const refused = { code: 'shelf.activity-closed', path: ['here'] } as const;

const row = () => ({
  ...{ insurer: 'a', coverUpToMinor: 1n, premiumPerDayMinor: 1n, currency: 'EUR' },
  ...{ fromDay: '2026-01-01', untilDay: null, source: 'test', demonstration: true },
});

/** An attempt that writes an offer and tells of it, whatever was found before. */
function attempt(
  findings: readonly PluginFinding[],
  step: Partial<Attempt> = {},
  also: (inside: AttemptContext) => Promise<void> = async () => undefined,
) {
  const ctx = { ...tiny.ctx(), locale: 'nl' as const, requestId: crypto.randomUUID() };
  const plugin = tiny.platform.host.context(ctx, 'shelf');
  const made = plugin.attempt({ action, ...step }, async (inside) => ({
    findings,
    write: async () => {
      const offer = await inside.store.insert(ShelfOffer, row());
      const subject = { type: 'ShelfOffer', id: offer.id };
      inside.emit({ type: 'shelf.offer-made', subject, payload: { covers: '1' } });
      await also(inside);
      return offer;
    },
  }));
  return { made, left: () => leftBy(ctx.requestId) };
}

async function leftBy(requestId: string) {
  const offers = await tiny.admin('select id from shelf.offer');
  const events = await tiny.admin('select type, subject_id, payload from core.outbox');
  const audit = await tiny.admin(
    'select action, actor, subject_type, subject_id from core.audit where request_id = $1',
    [requestId],
  );
  return { offers, events, audit };
}

const nothing = { offers: [], events: [], audit: [] };

describe('an attempt of a plugin', () => {
  test('leaves what it wrote, what it tells and who did it, and answers its warnings', async () => {
    const { made, left } = attempt([warning]);
    const { done, violations } = await made;
    expect(done).toBeInstanceOf(ShelfOffer);
    expect(violations).toMatchObject([{ ...warning, plugin: 'shelf' }]);
    expect(violations[0]?.message).toMatch(/./);
    const id = done?.id;
    expect(await left()).toEqual({
      offers: [{ id }],
      events: [{ type: 'shelf.offer-made', subject_id: id, payload: { covers: '1' } }],
      audit: [
        {
          ...{ action, actor: tiny.memberIds['member-stage'] },
          ...{ subject_type: 'ShelfOffer', subject_id: id },
        },
      ],
    });
  });

  test('with anything against it leaves nothing and says everything', async () => {
    const { made, left } = attempt([warning, refused]);
    const { done, violations } = await made;
    expect(done).toBeNull();
    expect(violations.map(({ code, path }) => [code, path])).toEqual([
      [warning.code, []],
      [refused.code, ['here']],
    ]);
    expect(await left()).toEqual(nothing);
  });

  test('that is only tried leaves nothing', async () => {
    const { made, left } = attempt([], { dryRun: true });
    expect(await made).toEqual({ done: null, violations: [] });
    expect(await left()).toEqual(nothing);
  });

  test('that fails after having written leaves nothing, and fails', async () => {
    const { made, left } = attempt([], {}, async () => {
      throw new Error('changed my mind');
    });
    await expect(made).rejects.toThrow('changed my mind');
    expect(await left()).toEqual(nothing);
  });

  test('that the core refuses answers the core’s reasons and leaves nothing', async () => {
    const findings = [{ code: 'plugin.unavailable', values: { plugin: 'x', validation: 'y' } }];
    const { made, left } = attempt([], {}, async () => {
      throw Object.assign(new Error('no'), { code: 'INSUFFICIENT_FUNDS', findings });
    });
    expect(await made).toMatchObject({
      done: null,
      violations: [{ code: 'plugin.unavailable', plugin: null }],
    });
    expect(await left()).toEqual(nothing);
  });

  test('is about what it says that it is about, and about nothing where no id is known', async () => {
    const about = { type: 'Activity', id: tiny.activityIds['member-stage'] };
    const { made, left } = attempt([], { about });
    await made;
    expect((await left()).audit).toMatchObject([
      { subject_type: 'Activity', subject_id: about.id },
    ]);
    const ctx = { ...tiny.ctx(), requestId: crypto.randomUUID() };
    const plugin = tiny.platform.host.context(ctx, 'shelf');
    const titles = { nl: 'n', fr: 'f', en: 'e', de: 'd' };
    await plugin.attempt({ action }, async ({ store }) => ({
      findings: [],
      write: () => store.insert(ShelfDayKind, { code: 'get-in', titles }),
    }));
    expect((await leftBy(ctx.requestId)).audit).toMatchObject([
      { action, subject_type: null, subject_id: null },
    ]);
  });

  test('acts and tells under the plugin’s own name only', async () => {
    await expect(attempt([], { action: 'contract.sign' }).made).rejects.toThrow('contract.sign');
    const { made, left } = attempt([], {}, async ({ emit }) => {
      emit({ type: 'contract.signed', subject: { type: 'Contract', id: tiny.cooperativeId } });
    });
    await expect(made).rejects.toThrow('contract.signed');
    expect(await left()).toEqual(nothing);
  });

  test('with a key of its caller is done once, at the same moment too', async () => {
    const made = (input: object, ask: Partial<Attempt> = {}) => {
      const plugin = tiny.platform.host.context(
        { ...tiny.ctx(), requestId: crypto.randomUUID() },
        'shelf',
      );
      const id = plugin.newId();
      const once = { key: 'the-one-key', input, entity: ShelfOffer, id };
      return plugin.attempt({ action, once, ...ask }, async ({ store }) => ({
        findings: [],
        write: () => store.insert(ShelfOffer, { ...row(), id }),
      }));
    };
    expect((await made({ days: 1 }, { dryRun: true })).done).toBeNull();
    const all = await Promise.all([1, 2, 3, 4].map(() => made({ days: 1 })));
    const ids = new Set(all.map(({ done }) => done?.id));
    expect([...ids]).toEqual([expect.any(String)]);
    const mismatch = { extensions: { code: 'IDEMPOTENCY_MISMATCH' } };
    await expect(made({ days: 2 })).rejects.toMatchObject(mismatch);
    expect(await tiny.admin('select id from shelf.offer')).toHaveLength(1);
  });
});
