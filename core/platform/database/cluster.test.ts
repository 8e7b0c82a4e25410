import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkServer } from './check-server.js';
import { ClusterError, runningClusterUrl, startCluster } from './cluster.js';
import { lastComplaint } from './cluster-folder.js';
import { stopPostmaster } from './cluster-postmaster.js';
import { isAlive, runningPostmaster } from './cluster-processes.js';

const compiled = new URL('../../../dist/core/platform/database/cluster.js', import.meta.url);
const database = 'Gezel "één"';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'gezel-cluster-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Other processes, to be ended should a test fail before it has done so. */
const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => void child.kill('SIGKILL')));

/** Another server process, which can be killed as a crash would. */
async function startElsewhere(dataDir: string) {
  const script = `
    const { startCluster } = await import(${JSON.stringify(compiled.href)});
    const { url, pid } = await startCluster(${JSON.stringify({ dataDir, database })});
    console.log(JSON.stringify({ url, pid }));
    setInterval(() => undefined, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = await once(child.stdout, 'data');
  const { url, pid } = JSON.parse(String(line)) as { url: string; pid: number };
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url, pid, serverPid: child.pid, kill };
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const kept = (url: string) => ask(url, 'select word from kept order by word');

/** A session that is in the middle of something when the postmaster is killed. */
async function leaveUnfinished(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; insert into kept values ('never committed')`);
  client.query('select sum(n) from generate_series(1, 1e12::bigint) n').catch(() => undefined);
}

/** Three starts, and everything that the tests below ask about them. */
async function liveThrough(dataDir: string) {
  const first = await startElsewhere(dataDir);
  await ask(first.url, `create table kept (word text); insert into kept values ('first')`);
  const [settings] = await ask(
    first.url,
    `select current_setting('data_checksums') checksums, current_setting('fsync') fsync,
            current_setting('synchronous_commit') commit, current_setting('server_encoding') encoding,
            current_setting('full_page_writes') pages, current_setting('listen_addresses') addresses,
            current_setting('password_encryption') passwords, datname, datlocprovider, datlocale
       from pg_database where datname = current_database()`,
  );
  const { mode } = await stat(join(dataDir, 'postgres', 'gezel.json'));
  const group = (await readFile(`/proc/${first.pid}/stat`, 'utf8').catch(() => '')).split(' ')[4];
  const rival = await startCluster({ dataDir, database }).catch((error: unknown) => error);

  await first.kill();
  const survived = await isAlive(first.pid);
  const adopted = await startCluster({ dataDir, database });
  const adoptedRows = await kept(adopted.url);
  await Promise.all([adopted.stop(), adopted.stop()]);
  const stopped = !(await isAlive(adopted.pid));
  const urlWhenStopped = await runningClusterUrl(dataDir, database);

  const second = await startCluster({ dataDir, database, settings: { work_mem: '5MB' } });
  const secondRows = await kept(second.url);
  const [secondSettings] = await ask(second.url, 'show work_mem');
  await ask(second.url, `insert into kept values ('second')`);
  await leaveUnfinished(second.url);
  process.kill(second.pid, 'SIGKILL');
  await second.stop();

  const lines: string[] = [];
  const recovered = await startCluster({ dataDir, database, log: (line) => lines.push(line) });
  const recoveredRows = await kept(recovered.url);
  const urlWhenRunning = await runningClusterUrl(dataDir, database);
  await checkServer({ query: async (text) => (await ask(recovered.url, text)) as never });
  await recovered.stop();
  return {
    ...{ first, settings, mode, group, rival, survived, adopted, adoptedRows, stopped },
    ...{ urlWhenStopped, second, secondRows, secondSettings, recovered, recoveredRows, lines },
    ...{ urlWhenRunning, files: await readdir(dataDir) },
  };
}

describe('the life of a cluster', () => {
  let life: Awaited<ReturnType<typeof liveThrough>>;
  beforeAll(async () => {
    life = await liveThrough(join(home, 'made', 'by', 'the start'));
  });
  afterAll(async () => {
    const folder = join(home, 'made', 'by', 'the start', 'postgres');
    const left = await runningPostmaster(folder);
    if (left) await stopPostmaster(left.pid, folder);
  });

  test('a first start makes a durable, private cluster and the database', () => {
    expect(life.settings).toEqual({
      ...{ checksums: 'on', fsync: 'on', commit: 'on', pages: 'on', encoding: 'UTF8' },
      ...{ addresses: '127.0.0.1', passwords: 'scram-sha-256' },
      ...{ datname: database, datlocprovider: 'b', datlocale: 'C.UTF-8' },
    });
    expect(life.mode & 0o777).toBe(0o600);
    expect(life.files.sort()).toEqual(['postgres', 'postgres.log']);
  });

  test('it runs outside the process group of the server, where Ctrl-C does not reach it', () => {
    const known = life.group === undefined ? [] : [life.group];
    expect(known).toEqual(known.map(() => String(life.first.pid)));
  });

  test('a second server on the same folder is refused in one sentence', () => {
    expect(life.rival).toBeInstanceOf(ClusterError);
    expect((life.rival as Error).message).toMatch(
      new RegExp(`^Another server \\(process ${life.first.serverPid}\\) is already using .*\\.$`),
    );
  });

  test('when the server is killed the database stays, and the next start adopts it', () => {
    expect(life.survived).toBe(true);
    expect(life.adopted.pid).toBe(life.first.pid);
    expect(life.adopted.url).toBe(life.first.url);
    expect(life.adoptedRows).toEqual([{ word: 'first' }]);
  });

  test('stop ends it, and may be asked for twice', () => {
    expect(life.stopped).toBe(true);
    expect(life.urlWhenStopped).toBeUndefined();
  });

  test('a second start keeps the data and takes settings of its own', () => {
    expect(life.second.pid).not.toBe(life.first.pid);
    expect(life.secondRows).toEqual([{ word: 'first' }]);
    expect(life.secondSettings).toEqual({ work_mem: '5MB' });
  });

  test('after the postmaster was killed all that was committed is there, and only that', () => {
    expect(life.recovered.pid).not.toBe(life.second.pid);
    expect(life.recoveredRows).toEqual([{ word: 'first' }, { word: 'second' }]);
    expect(life.urlWhenRunning).toBe(life.recovered.url);
    expect(life.lines).not.toContainEqual(expect.stringContaining('Making a new'));
  });
});

describe('a folder that is refused, in one sentence, and left as it is', () => {
  test.each([
    ['a file', ['data'], 'is a file, or lies below one'],
    ['a folder below a file', ['data', 'x', 'y'], 'is a file, or lies below one'],
    ['full of something else', ['postgres/letter.txt'], 'holds no PostgreSQL cluster'],
    ['a cluster of another version', ['postgres/PG_VERSION'], 'was made by PostgreSQL 17'],
    ['a cluster itself', ['PG_VERSION'], 'is itself a PostgreSQL cluster'],
  ])('%s', async (name, [file = '', ...below], reason) => {
    const folder = join(home, name);
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), '17\n');
    const dataDir = file === 'data' ? join(folder, file, ...below) : folder;
    const failure = await startCluster({ dataDir, database }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ClusterError);
    expect((failure as Error).message).toContain(reason);
    expect((failure as Error).message).toMatch(/DATA_DIR|DATABASE_URL/);
    expect((failure as Error).message).not.toContain('\n');
    expect(await readFile(join(folder, file), 'utf8')).toBe('17\n');
  });
});

describe('a lock file that was left behind', () => {
  async function lockFile(content: string, ageMs = 0): Promise<string> {
    const folder = await mkdtemp(join(home, 'lock-'));
    await writeFile(join(folder, 'postmaster.pid'), content);
    const writtenAt = new Date(Date.now() - ageMs);
    await utimes(join(folder, 'postmaster.pid'), writtenAt, writtenAt);
    return folder;
  }

  test.each([
    ['empty since the machine crashed', '', 60_000, []],
    ['with nonsense in it', 'x\0', 60_000, []],
    ['just being written', '', 0, ['postmaster.pid']],
    [
      'of a process that is gone, which PostgreSQL sees itself',
      '2147483647',
      0,
      ['postmaster.pid'],
    ],
  ])('%s', async (_, content, ageMs, left) => {
    const folder = await lockFile(content, ageMs);
    expect(await runningPostmaster(folder)).toBeUndefined();
    expect(await readdir(folder)).toEqual(left);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('whose number belongs to another program now', async () => {
    const folder = await lockFile(`${process.pid}\n${home}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`);
    expect(await runningPostmaster(folder)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is not there at all', async () => {
    expect(await runningPostmaster(join(home, 'nowhere'))).toBeUndefined();
  });
});

describe('the last useful line of a log', () => {
  test.each([
    ['', 'it ended without a word'],
    ['initdb: error: no room\ninitdb: removing contents', 'no room'],
    ['2026-01-01 UTC [7] FATAL:  a\n2026-01-01 UTC [7] LOG:  database system is shut down', 'a'],
    ['[7] PANIC:  b\n[8] FATAL:  the database system is starting up', 'b'],
    [
      '[7] LOG:  syntax error, line 9\n[7] FATAL:  file "x" contains errors',
      'syntax error, line 9',
    ],
    ['[7] LOG:  database system is shut down\n', 'database system is shut down'],
  ])('%j', (output, line) => {
    expect(lastComplaint(output)).toBe(line);
  });
});
