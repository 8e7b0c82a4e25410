import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { openLog } from './logs.js';
import { databaseError } from './testing/schema.js';

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  test('has a line of JSON with the level in words', () => {
    const line = JSON.parse(logged((log) => log.info({ status: 200 }, 'request')));
    expect(line).toEqual({ level: 'info', time: expect.any(String), status: 200, msg: 'request' });
  });

  test('is silent below its level', () => {
    expect(logged((log) => log.debug('nothing'))).toBe('');
  });

  test('hides what stands under a key that is secret, at any depth that we log', () => {
    const text = logged((log) =>
      log.info({
        authorization: 'Bearer x1',
        req: { headers: { authorization: 'Bearer x2', cookie: 'x3', accept: 'y1' } },
        variables: { name: 'x4' },
        input: { nationalNumber: 'x5', iban: 'x6', email: 'x7', city: 'y2' },
      }),
    );
    expect(text).not.toMatch(/x\d/);
    expect(text).toContain('y1');
    expect(text).toContain('y2');
  });

  test('does not change what it is given', () => {
    const record = { token: 'abc', inner: { email: 'x' } };
    logged((log) => log.info(record));
    expect(record).toEqual({ token: 'abc', inner: { email: 'x' } });
  });

  test('hides numbers and addresses wherever they stand', () => {
    const text = logged((log) =>
      log.warn({ note: 'for ada@example.org' }, 'paid to BE68 5390 0754 7034 of 85.07.30-033.28'),
    );
    // The time may have any digits.
    expect(text.replace(/"time":"[^"]*"/, '')).not.toMatch(/ada|5390|033/);
  });

  test('has the places of the sources in a stack, and of what has no map as they are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gezel-stack-'));
    const compiled = pathToFileURL(join(folder, 'dist', 'pay.js')).href;
    await mkdir(join(folder, 'dist'));
    const map = { version: 3, sources: ['/src/pay.ts'], names: [], mappings: ';AAEA' };
    await writeFile(join(folder, 'dist', 'pay.js.map'), JSON.stringify(map));
    const error = new Error('It failed.');
    const other = compiled.replace('pay.js', 'other.js');
    error.stack = `Error: It failed.\n    at pay (${compiled}:2:1)\n    at ${other}:7:8`;
    const { err } = JSON.parse(logged((log) => log.error({ err: error }, 'failed')));
    await rm(folder, { recursive: true });
    expect(err.stack).toBe(`Error: It failed.\n    at pay (/src/pay.ts:3:1)\n    at ${other}:7:8`);
  });

  test('keeps the stack of an error but not the row that the database quotes', () => {
    const line = JSON.parse(logged((log) => log.error({ err: databaseError('23505') }, 'failed')));
    expect(line.err).toMatchObject({ sqlState: '23505', stack: expect.stringContaining('at ') });
    expect(JSON.stringify(line)).not.toMatch(/ada|already exists/);
    expect(line.err.message).toBe("the ORM says: insert values ('…')");
  });

  test('takes anything that was thrown', () => {
    expect(JSON.parse(logged((log) => log.error({ err: 'a string' }))).err.message).toBe(
      'a string',
    );
  });
});
