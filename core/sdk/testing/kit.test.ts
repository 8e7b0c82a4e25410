import { afterAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { type Fault, unruly } from './bad/unruly.js';
import { declareKit } from './kit.js';
import { type HostOf, hostWith, sickTests } from './sick-tests.js';

/** Tests about the tests: a plugin that breaks one promise is found out by the test of that promise. */
const open: TestPlatform[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

interface Declared {
  readonly name: string;
  readonly work: () => void | Promise<void>;
}

/** The kit's tests of a plugin, not run; the platform opens when the first asks for it. */
function kitOf(fault: Fault): readonly Declared[] {
  const plugin = unruly(fault);
  const declared: Declared[] = [];
  let platform: TestPlatform | undefined;
  const declare = (name: string, work: Declared['work']) => {
    declared.push({
      name,
      work: async () => {
        if (!needsNoPlatform.test(name)) platform ??= await opened(plugin);
        await work();
      },
    });
  };
  declareKit(declare, plugin, () => platform as TestPlatform, {
    openQueries: ['unrulyBroken'],
  });
  return declared;
}

/** What is told by the definition and the files alone. */
const needsNoPlatform =
  /sentence|four languages|known findings|first day|own schema only|only tried|composes|prefix/;

async function opened(plugin: ReturnType<typeof unruly>): Promise<TestPlatform> {
  const platform = await testPlatform({ plugins: [plugin] });
  open.push(platform);
  return platform;
}

const failure = ({ work }: Declared): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    );

/** A host that takes whatever fails for done. */
const careless: HostOf = (here, plugin) => {
  const host = hostWith(here, plugin);
  const passed = async (work: () => Promise<unknown>) => {
    await work().catch(() => undefined);
  };
  return {
    ...host,
    judge: async () => [],
    subscribers: (platform) =>
      host.subscribers(platform).map((one) => ({
        ...one,
        handle: (...told) => passed(() => one.handle(...told)),
      })),
    jobs: (platform) =>
      host.jobs(platform).map((one) => ({ ...one, run: (its) => passed(() => one.run(its)) })),
  };
};

/** Its folder is no plugin's: it holds what is wrong on purpose. */
const ofItsFolder = /silhouette|composes with every plugin/;

describe('the kit', () => {
  test('finds nothing wrong with the plugin while it keeps its promises', async () => {
    const failures: string[] = [];
    for (const one of kitOf('none').filter(({ name }) => !ofItsFolder.test(name))) {
      const error = await failure(one);
      if (error !== null) failures.push(`${one.name}: ${String(error)}`);
    }
    expect(failures).toEqual([]);
  });

  test.each<[Fault, RegExp]>([
    ['unsaid-sentence', /can say every sentence/],
    ['uneven-sentence', /says each message in four languages/],
    ['unknown-finding', /answers known findings for whatever/],
    ['moody-rule', /answers known findings for whatever/],
    ['reads-the-core', /reads nothing of a core thing but its id/],
    ['asks-for-each', /as many statements for a hundred parents/],
    ['shows-strangers', /shows a stranger nothing,/],
    ['lost-column', /has a column for everything/],
    ['leaks-a-table', /into its own schema only/],
    ['grows-when-seeded', /seeds the same however often/],
    ['broken-example', /runs every operation of its README/],
    ['writes-on-trial', /when a mutation is only tried/],
    ['counts-events', /when events come twice/],
    ['keeps-the-person', /holds nobody any more after erasure/],
    ['keeps-the-guest', /people who are no members/],
    ['keeps-for-ever', /beyond the term of the law/],
    ['forgets-a-migration', /from zero and twice/],
    ['meddles-with-its-life', /keeps the same rows while it is off/],
    ['refuses-what-is-not-its', /lets the core work as without it/],
    ['answers-by-mood', /README the same, federated in process/],
    ['answers-by-mood', /README the same, served alone/],
    ['untold-sentence', /tells each of its sentences to somebody/],
    ['refuses-by-mood', /refuses the same however it runs/],
    ['keeps-the-person', /rid of an erased person in a database of its own/],
    ['refers-strangers', /shows a stranger nothing by it/],
    ['looks-for-each', /hundred keys in as many statements/],
  ])('finds out a plugin with %s', async (fault, name) => {
    const found = kitOf(fault).filter((one) => name.test(one.name));
    expect(found).toHaveLength(1);
    expect(await failure(found[0] as Declared)).not.toBeNull();
  });

  test.each([/when its rules throw/, /when a handler throws/, /counts a job as failed/])(
    'finds out a server that lets what is sick pass for well: %s',
    async (name) => {
      const plugin = unruly('none');
      const platform = await opened(plugin);
      const declared: Declared[] = [];
      const declare = (its: string, work: Declared['work']) =>
        void declared.push({ name: its, work });
      sickTests(declare, plugin, () => platform, {}, careless);
      const found = declared.filter((one) => name.test(one.name));
      expect(found).toHaveLength(1);
      expect(await failure(found[0] as Declared)).not.toBeNull();
    },
  );

  test('refuses a root field that nobody guards before anything runs', () => {
    expect(() => kitOf('unguarded-field')).toThrow('Nothing says who may call it');
  });

  test('refuses fields on a type of a plugin that it does not join before anything runs', () => {
    expect(() => kitOf('joins-nobody')).toThrow(/PLG-017 .*of "choir", which the plugin does not/);
  });
});
