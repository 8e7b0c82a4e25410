import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Cluster, startCluster } from '../../core/platform/database/cluster.js';
import { attemptsLimit } from '../../core/platform/events/delivery.js';
import { loadPlugin } from '../../core/platform/host/load-plugins.js';
import { newId } from '../../core/platform/ids.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { pluginCommand } from './plugin.js';

/** The life of a plugin as an operator leads it, by commands, on a real database. */
const plugin = await loadPlugin('_template');
const folder = await mkdtemp(join(tmpdir(), 'gezel-life-'));
const environment = { ...process.env };
let cluster: Cluster;
let p: TestPlatform;

beforeAll(async () => {
  // Commands refuse a server that may lose something, as that of the other tests may.
  cluster = await startCluster({ dataDir: folder, database: 'gezel' });
  process.env.GEZEL_TEST_SERVER = cluster.url;
  p = await testPlatform({ plugins: [plugin] });
  Object.assign(process.env, {
    DATABASE_URL: p.url,
    DATA_DIR: folder,
    PLUGINS: './plugins/_template',
  });
});
afterAll(async () => {
  await p.close();
  await cluster.stop();
  process.env = environment;
  await rm(folder, { recursive: true });
});

interface Said {
  readonly code: number;
  readonly answer: Record<string, unknown> & {
    readonly findings?: readonly { readonly code: string; readonly reason: string }[];
  };
}

/** What commands said of their own failures. */
const failures: string[] = [];

/** Runs a command with --json and answers what it printed. */
async function run(...args: string[]): Promise<Said> {
  const lines: string[] = [];
  const { log, error } = console;
  console.log = (line: string) => void lines.push(line);
  console.error = (line: string) => void failures.push(line);
  try {
    const code = await pluginCommand([...args, '--json']);
    const answer = JSON.parse(lines.join('\n') || '{}') as Said['answer'];
    return { code, answer };
  } finally {
    Object.assign(console, { log, error });
    for (const one of [p, p.other]) p.platform.host.forget(one.cooperativeId);
  }
}

const step = (name: string, cooperative: string, ...more: string[]) =>
  run(name, '_template', '--cooperative', cooperative, '--reference', 'General meeting', ...more);

const reasons = async (said: Promise<Said>) => {
  const { code, answer } = await said;
  return { code, reasons: answer.findings?.map(({ reason }) => reason) };
};

const note = (activityId: string, foreign = false) =>
  p.graphql<{ samplePluginWriteNote: { violations: { code: string }[] } | null }>(
    `mutation ($id: ID!) { samplePluginWriteNote(input: { activityId: $id, text: "Ring" }) {
      violations { code } } }`,
    { id: `Activity:${activityId}` },
    { as: 'member-stage', foreign },
  );

const read = (foreign = false) =>
  p.graphql(
    'query ($id: ID!) { node(id: $id) { ... on Activity { samplePlugin { text } } } }',
    { id: `Activity:${(foreign ? p.other : p).activityIds['member-stage']}` },
    { as: 'member-stage', foreign },
  );

const hash = async (schema: string) =>
  p.admin.query(
    `select md5(string_agg(t::text, ';' order by t::text)) as hash from ${schema}.note t`,
  );

const keysOut = () =>
  p.admin.query(
    `select conname, pg_get_constraintdef(c.oid) as definition from pg_constraint c
     join pg_class t on t.oid = c.conrelid
     where c.contype = 'f' and t.relnamespace::regnamespace::text like 'sample_plugin%'
     order by conname`,
  );

describe('a plugin, from its first day to its last', () => {
  test('keeps the same rows through disable, archive and restore', async () => {
    await step('enable', 'other', '--by', 'demo|admin');
    await note(p.activityIds['member-stage']);
    await note(p.other.activityIds['member-stage'], true);
    const [rows, keys] = [await hash('sample_plugin'), await keysOut()];
    expect(keys).toHaveLength(1);

    expect((await step('disable', 'test')).code).toBe(0);
    // The other co-operative uses the same tables: they stay where they are.
    expect((await step('archive', 'test')).answer.tables).toBe('unchanged');
    expect((await read(true)).data?.node).toEqual({ samplePlugin: { text: 'Ring' } });
    expect((await read()).errors?.[0]?.extensions.code).toBe('PLUGIN_NOT_ENABLED');

    await step('disable', 'other');
    expect((await step('archive', 'other')).answer.tables).toBe('put aside');
    expect(await hash('sample_plugin__archived')).toEqual(rows);
    expect(await keysOut()).toEqual([]);
    expect((await read(true)).errors?.[0]?.extensions.code).toBe('PLUGIN_NOT_ENABLED');
    expect((await run('plan')).answer).toEqual({ ok: true, pending: [], findings: [] });

    expect((await step('restore', 'test')).answer.tables).toBe('brought back');
    await step('enable', 'test');
    expect(await hash('sample_plugin')).toEqual(rows);
    expect(await keysOut()).toEqual(keys);
    expect((await read()).data?.node).toEqual({ samplePlugin: { text: 'Ring' } });
  });

  test('takes only the step that may come next, and says which comes first', async () => {
    expect(await reasons(step('archive', 'test'))).toEqual({
      code: 1,
      reasons: ['Switch the plugin "sample-plugin" off first.'],
    });
    expect(await reasons(step('drop', 'test'))).toEqual({
      code: 1,
      reasons: ['Archive the plugin "sample-plugin" first.'],
    });
    expect(await reasons(step('restore', 'test'))).toEqual({
      code: 1,
      reasons: ['The plugin "sample-plugin" is not archived.'],
    });
    expect(await reasons(step('disable', 'nowhere'))).toEqual({
      code: 1,
      reasons: ['There is no co-operative "nowhere".'],
    });
    expect(
      (await step('disable', 'test', '--by', 'demo|nobody')).answer.findings?.[0],
    ).toMatchObject({
      code: 'PLG-061',
    });
    expect((await run('disable', '_template', '--reference', ' ')).code).toBe(1);
    expect((await run('disable', '_template', '--cooperative', 'test')).code).toBe(2);
  });

  test('is decided by somebody, and the decision can be found', async () => {
    const decisions = await p.admin.query(
      `select state, decided_by, reference from core.plugin_decision
       where cooperative_id = $1 order by id`,
      [p.other.cooperativeId],
    );
    expect(decisions).toEqual([
      { state: 'ENABLED', decided_by: p.other.memberIds.admin, reference: 'General meeting' },
      { state: 'DISABLED', decided_by: null, reference: 'General meeting' },
      { state: 'ARCHIVED', decided_by: null, reference: 'General meeting' },
    ]);
  });

  test('is dropped with an export of every row, and of nobody else’s', async () => {
    const to = join(folder, 'of-other');
    const tried = await step('drop', 'other', '--dry-run', '--to', to);
    expect(tried.answer).toMatchObject({ ok: true, tables: 'unchanged', exportedTo: null });
    const { answer } = await step('drop', 'other', '--to', to);
    expect(answer).toMatchObject({ tables: 'rows deleted', exportedTo: to });
    const lines = (await readFile(join(to, 'note.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { cooperative_id: p.other.cooperativeId, text: 'Ring' },
    ]);
    expect(JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8'))).toMatchObject({
      plugin: 'sample-plugin',
      tables: [{ file: 'note.jsonl', rows: 1 }],
    });
    expect(await p.admin.query('select cooperative_id from sample_plugin.note')).toEqual([
      { cooperative_id: p.cooperativeId },
    ]);
  });

  test('leaves nothing half dropped when the export cannot be written', async () => {
    await step('disable', 'test');
    await step('archive', 'test');
    const { code } = await step('drop', 'test', '--to', join(folder, 'of-other'));
    expect(code).toBe(2);
    expect(await p.admin.query('select text from sample_plugin__archived.note')).toHaveLength(1);
  });

  test('begins anew after its schema is gone', async () => {
    expect((await step('drop', 'test')).answer.tables).toBe('schema deleted');
    expect(await reasons(step('enable', 'test'))).toMatchObject({
      reasons: ['The tables of "sample-plugin" are not there yet: run its migrations first.'],
    });
    expect(await run('plan')).toMatchObject({
      code: 1,
      answer: {
        ...{ ok: false, pending: ['sample-plugin/0000-schema', 'sample-plugin/0001-note'] },
        findings: [{ code: 'PLG-062' }, { code: 'PLG-062', remedy: expect.any(String) }],
      },
    });
    const { answer } = await run('migrate');
    expect(answer.ran).toEqual(['sample-plugin/0000-schema', 'sample-plugin/0001-note']);
    expect((await step('enable', 'test')).code).toBe(0);
    expect((await note(p.activityIds['member-stage'])).errors).toBeUndefined();
  });
});

describe('while a plugin is off', () => {
  test('what its rules did not see is written down with the step, and shown', async () => {
    const close = () =>
      p.graphql<{ closeActivity: { violations: { code: string }[] } }>(
        `mutation ($id: ID!) { closeActivity(input: { activityId: $id }) { violations { code } } }`,
        { id: `Activity:${p.activityIds['member-stage']}` },
        { as: 'admin' },
      );
    expect((await close()).data?.closeActivity.violations).toMatchObject([
      { code: 'sample-plugin.unresolved-note' },
    ]);
    await step('disable', 'test');
    expect((await close()).data?.closeActivity.violations).toEqual([]);
    await step('enable', 'test');
    const query = `{ skippedValidations { nodes { plugin validation transition subjectId } } }`;
    const { data } = await p.graphql(query, {}, { as: 'admin' });
    expect(data?.skippedValidations).toEqual({
      nodes: [
        {
          ...{ plugin: 'sample-plugin', validation: 'sample-plugin.unresolved-note' },
          ...{ transition: 'activity.close' },
          subjectId: `Activity:${p.activityIds['member-stage']}`,
        },
      ],
    });
    const stranger = await p.graphql(query, {}, { as: 'admin', foreign: true });
    expect(stranger.data?.skippedValidations).toEqual({ nodes: [] });
    const member = await p.graphql(query, {}, { as: 'member-stage' });
    expect(member.data?.skippedValidations).toEqual({ nodes: [] });
  });
});

describe('letters that were given up', () => {
  const dead = async () => {
    const id = newId();
    await p.admin.query(
      `with event as (
         insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, fanned_out_at)
         values ($1, $2, 'x.y', 'Member', $2, now()) returning id)
       insert into core.delivery (cooperative_id, event_id, handler, state, attempts, last_error)
       select $1, id, 'sample-plugin/hear', 'DEAD', $3, 'It broke.' from event`,
      [p.cooperativeId, id, attemptsLimit],
    );
    return id;
  };
  const stateOf = (id: string) =>
    p.admin.query('select state, attempts from core.delivery where event_id = $1', [id]);

  test('are listed and replayed by an administrator', async () => {
    const [first, second] = [await dead(), await dead()];
    const query = '{ deadLetters { nodes { id handler eventType attempts lastError } } }';
    const { data } = await p.graphql<{ deadLetters: { nodes: { id: string }[] } }>(
      ...([query, {}, { as: 'admin' }] as const),
    );
    expect(data?.deadLetters.nodes).toHaveLength(2);
    expect(data?.deadLetters.nodes[0]).toMatchObject({
      ...{ handler: 'sample-plugin/hear', eventType: 'x.y', lastError: 'It broke.' },
    });
    const replay = (input: object, foreign = false) =>
      p.graphql<{ replayDeadLetters: { count: number; violations: { code: string }[] } }>(
        `mutation ($input: ReplayDeadLettersInput!) {
          replayDeadLetters(input: $input) { count violations { code } } }`,
        { input },
        { as: 'admin', foreign },
      );
    const ids = data?.deadLetters.nodes.map(({ id }) => id);
    expect((await replay({ ids }, true)).data?.replayDeadLetters).toEqual({
      count: 0,
      violations: [{ code: 'dead-letter.none' }],
    });
    expect((await replay({ ids, dryRun: true })).data?.replayDeadLetters.count).toBe(2);
    const [one] = await p.admin.query<{ id: string }>(
      'select id from core.delivery where event_id = $1',
      [first],
    );
    expect((await replay({ ids: [`DeadLetter:${one?.id}`] })).data?.replayDeadLetters.count).toBe(
      1,
    );
    expect(await stateOf(first)).toEqual([{ state: 'PENDING', attempts: 0 }]);
    expect(await stateOf(second)).toEqual([{ state: 'DEAD', attempts: attemptsLimit }]);
    const many = Array.from({ length: 101 }, () => `DeadLetter:${newId()}`);
    expect((await replay({ ids: many })).data?.replayDeadLetters.violations).toEqual([
      { code: 'dead-letter.too-many' },
    ]);
  });

  test('and by the operator; the doctor sees them, and what else is wrong', async () => {
    const { code, answer } = await run('letters', 'sample-plugin', '--cooperative', 'test');
    expect({ code, ...answer }).toMatchObject({
      ...{ code: 1, ok: false, findings: [{ code: 'PLG-065' }] },
      handlers: [{ handler: 'sample-plugin/hear', letters: 1, lastError: 'It broke.' }],
    });
    expect((await run('doctor')).answer.findings?.map((one) => one.code)).toEqual(['PLG-065']);
    await run('replay', 'sample-plugin', '--cooperative', 'test');
    expect((await run('letters', '--cooperative', 'test')).code).toBe(0);
    await p.admin.query(`delete from core.delivery where handler = 'sample-plugin/hear'`);
    expect(await run('doctor')).toEqual({ code: 0, answer: { ok: true, findings: [] } });
    await p.admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, $2, 'gone', 'ENABLED', 'x')`,
      [p.cooperativeId, newId()],
    );
    expect((await run('doctor')).answer.findings?.map((one) => one.code)).toEqual(['PLG-063']);
  });
});

describe('what a plugin is', () => {
  test('is explained from its definition, and a code by its remedy', async () => {
    const { answer } = await run('explain', '_template');
    expect(answer).toMatchObject({
      name: 'sample-plugin',
      adds: ['Activity.samplePlugin: The note on this activity, if there is one.'],
      tools: ['sample-plugin.write-note: Leaves a note on the activity.'],
    });
    expect((await run('explain', 'PLG-021')).answer.remedy).toMatch('prefix');
    expect((await run('explain', 'PLG-999')).code).toBe(1);
    expect((await run('explain')).code).toBe(2);
    expect((await run('toString')).code).toBe(2);
  });
});

describe('every command, for programs', () => {
  // What each of them answers where it can do its work is told above, and by its own tests.
  test.each([
    ...[['new'], ['new', 'Not A Name'], ['check', 'nobody'], ['check', 'x', '--url', 'nowhere']],
    ...[['explain'], ['explain', 'PLG-999'], ['plan', 'nobody'], ['migrate', 'nobody']],
    ...[['enable'], ['disable', 'nobody'], ['archive', '_template'], ['restore', '_template']],
    ...[['drop'], ['serve'], ['serve', 'nobody', '--port', '0'], ['connect'], ['nothing']],
    ['doctor', 'a', 'b'],
  ])('says as JSON what is wrong with "%s %s %s"', async (...args) => {
    const given = args.filter((one) => one !== undefined);
    const { code, answer } = await run(...given);
    expect(answer.ok).toBe(false);
    expect(code).toBe(answer.failure === undefined ? 1 : 2);
    for (const one of answer.findings ?? []) {
      expect(one).toEqual(
        expect.objectContaining({
          ...{ code: expect.stringMatching(/^[A-Z]{3}-\d{3}$/), place: expect.any(String) },
          ...{ reason: expect.any(String), remedy: expect.any(String) },
        }),
      );
    }
  });
});
