import { describe, expect, test } from '@jest/globals';
import type { Sql } from '../database/sql.js';
import { enablement } from './enablement.js';

/** A database whose answers come when and in the order in which a test gives them. */
function slowDatabase() {
  const questions: { answer(...plugins: string[]): void; fail(): void }[] = [];
  const query = () =>
    new Promise((resolve, reject) => {
      const rows = (plugins: string[]) => plugins.map((plugin) => ({ plugin, state: 'ENABLED' }));
      questions.push({
        answer: (...plugins) => resolve(rows(plugins)),
        fail: () => reject(new Error('gone')),
      });
    });
  return { questions, database: { query } as unknown as Sql };
}

const cooperative = 'c';

describe('which plugins are on', () => {
  test('is asked once by those who ask at once, and then known', async () => {
    const { questions, database } = slowDatabase();
    const { enabled, enabledNow } = enablement(database);
    const both = [enabled(cooperative), enabled(cooperative)];
    expect(enabledNow(cooperative)).toBeUndefined();
    questions[0]?.answer('choir');
    expect(await Promise.all(both)).toEqual([new Set(['choir']), new Set(['choir'])]);
    expect(enabledNow(cooperative)).toEqual(new Set(['choir']));
    await enabled(cooperative);
    expect(questions).toHaveLength(1);
  });

  test('is never known from a question that is older than a decision', async () => {
    const { questions, database } = slowDatabase();
    const { enabled, enabledNow, forget } = enablement(database);
    const before = enabled(cooperative);
    forget(cooperative);
    questions[0]?.answer('choir');
    await before;
    expect(enabledNow(cooperative)).toBeUndefined();
  });

  test('is what the newer question answers, though the older one answers last', async () => {
    const { questions, database } = slowDatabase();
    const { enabled, enabledNow, forget } = enablement(database);
    const before = enabled(cooperative);
    forget(cooperative);
    const after = enabled(cooperative);
    questions[1]?.answer();
    expect(await after).toEqual(new Set());
    questions[0]?.answer('choir');
    await before;
    expect(enabledNow(cooperative)).toEqual(new Set());
  });

  test('is what the newer question answers, though the older one answers while it waits', async () => {
    const { questions, database } = slowDatabase();
    const { enabled, enabledNow, forget } = enablement(database);
    const before = enabled(cooperative);
    forget(cooperative);
    const after = enabled(cooperative);
    questions[0]?.answer('choir');
    await before;
    expect(enabledNow(cooperative)).toBeUndefined();
    const third = enabled(cooperative);
    expect(questions).toHaveLength(2);
    questions[1]?.answer();
    expect(await Promise.all([after, third])).toEqual([new Set(), new Set()]);
    expect(enabledNow(cooperative)).toEqual(new Set());
  });

  test('is asked again after a question that failed', async () => {
    const { questions, database } = slowDatabase();
    const { enabled } = enablement(database);
    const failing = enabled(cooperative);
    questions[0]?.fail();
    await expect(failing).rejects.toThrow('gone');
    const again = enabled(cooperative);
    questions[1]?.answer('choir');
    expect(await again).toEqual(new Set(['choir']));
  });
});
