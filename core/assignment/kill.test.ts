import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { available } from '../employment/testing/world.js';
import {
  type AssignmentCalls,
  assignmentCalls,
  coreSteps,
  probing,
  statuses,
} from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld, effects, proveLedger } from './testing/world.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;
let marks: string;

beforeEach(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
  marks = await mkdtemp(join(tmpdir(), 'gezel-kill-'));
});
afterEach(async () => {
  await world.p.close();
  await rm(marks, { recursive: true });
});

const child = fileURLToPath(
  new URL('../../dist/core/assignment/testing/run-child.js', import.meta.url),
);

/** Runs a server of its own process; answers whether it was killed. */
async function serverRuns(statements = 0): Promise<boolean> {
  const server = spawn(process.execPath, [child, world.p.url, String(statements)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [code, signal] = (await once(server, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The server ended with ${code}.`);
  return signal === 'SIGKILL';
}

/** Restarts the server after each kill until it ends by itself; answers how often it was killed. */
async function untilDone(id: string, over: readonly string[]): Promise<number> {
  let kills = 0;
  for (let tries = 0; tries < 40; tries++) {
    if (await serverRuns()) kills++;
    else if (over.includes((await calls.read(id)).status)) return kills;
  }
  throw new Error('The assignment did not come to its end.');
}

async function counted(table: string): Promise<number> {
  const [row] = await world.p.admin.query<{ n: bigint }>(`select count(*) as n from ${table}`);
  return Number(row?.n);
}

describe('a server that is killed (kill -9) at every boundary of every step', () => {
  test('does each step exactly once when it is started again', async () => {
    const { quote, invoice, contract, advance } = coreSteps(world);
    const kill = (word: string) => probing(word, { killsAt: marks });
    const steps = [kill('alpha'), quote, kill('beta'), invoice, contract, kill('gamma'), advance];
    const id = await calls.started({ steps: [...steps, kill('last')] });
    const kills = await untilDone(id, ['DONE', 'FAILED']);
    const done = await calls.read(id);
    expect(done.status).toBe('DONE');
    // Four steps, each killed before and after what it does.
    expect(kills).toBe(8);
    expect(await readdir(marks)).toHaveLength(8);
    expect(await effects(world)).toEqual({
      ...{ 'probe.alpha start': 1, 'probe.beta start': 1 },
      ...{ 'probe.gamma start': 1, 'probe.last start': 1 },
    });
    expect(
      await Promise.all(['quote', 'invoice', 'contract'].map((t) => counted(`core.${t}`))),
    ).toEqual([1, 1, 1]);
    expect(await available(world.p)).toBe(935_00n);
    await proveLedger(world);
  });

  test('undoes each step exactly once, though it is killed while undoing', async () => {
    const kill = (word: string) => probing(word, { killsAt: marks });
    const { quote, invoice, contract, advance } = coreSteps(world);
    const broken = probing('last', { breaksIn: 'start' });
    const steps = [kill('alpha'), quote, invoice, kill('beta'), contract, advance, broken];
    const id = await calls.started({ steps });
    // Two steps, each killed before and after its start and its cancellation.
    expect(await untilDone(id, ['DONE', 'FAILED'])).toBe(8);
    const failed = await calls.read(id);
    expect(failed.status).toBe('FAILED');
    expect(statuses(failed)).toEqual([...Array(6).fill('COMPENSATED'), 'FAILED']);
    expect(await effects(world)).toEqual({
      ...{ 'probe.alpha start': 1, 'probe.alpha cancel': 1 },
      ...{ 'probe.beta start': 1, 'probe.beta cancel': 1 },
    });
    expect(await available(world.p)).toBe(0n);
    await proveLedger(world);
  });
});

test('killed before any statement at all, it neither loses nor repeats a step', async () => {
  const steps = [...Object.values(coreSteps(world)), probing('alpha'), probing('beta')];
  const id = await calls.started({ steps });
  let kills = 0;
  // Each server gets a little further than one turn, and dies at another statement of it.
  for (let statements = 21; (await calls.read(id)).status === 'RUNNING'; statements += 7) {
    if (await serverRuns(statements)) kills++;
  }
  expect(kills).toBeGreaterThan(2);
  const done = await calls.read(id);
  expect(statuses(done)).toEqual(done.steps.map(() => 'DONE'));
  expect(await effects(world)).toEqual({ 'probe.alpha start': 1, 'probe.beta start': 1 });
  expect(
    await Promise.all(['quote', 'invoice', 'contract'].map((t) => counted(`core.${t}`))),
  ).toEqual([1, 1, 1]);
  expect(await available(world.p)).toBe(935_00n);
  await proveLedger(world);
});

test('a step that takes its server down each time is given up after five tries', async () => {
  const steps = [probing('alpha'), probing('beta', { killsAlways: true })];
  const id = await calls.started({ steps });
  expect(await untilDone(id, ['DONE', 'FAILED'])).toBe(5);
  const failed = await calls.read(id);
  expect(statuses(failed)).toEqual(['COMPENSATED', 'FAILED']);
  expect(failed.steps[1]?.violations).toMatchObject([
    { message: '"probe.beta" was begun 5 times and interrupted each time.' },
  ]);
  expect(await effects(world)).toEqual({ 'probe.alpha start': 1, 'probe.alpha cancel': 1 });
});
