import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { absentFolders } from '../core/platform/host/load-plugins.js';
import { type StoryName, stories } from '../seeds/demo/stories/stories.js';
import { command, environment } from './testing/server-process.js';
import { testWith } from './testing/with-plugins.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-story-test-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const all = Object.keys(stories) as StoryName[];
const tellable = all.filter((name) => absentFolders(stories[name].plugins).length === 0);

const sectors = (['performing-arts', 'audiovisual', 'design', 'start-ups'] as const)
  .filter((name) => absentFolders([name]).length === 0)
  .flatMap((name) => ['--elsewhere', name]);

describe.each<[string, readonly string[]]>([
  ['in one server', []],
  ['each with its sector in a process and database of its own', sectors],
])('the stories over HTTP, %s', (_, options) => {
  let told: Partial<Record<StoryName, string>>;
  let leftOut: readonly string[];
  let proof: string;

  beforeAll(async () => {
    const { stdout } = await command(environment(dataDir), 'story', ...options);
    const texts = stdout.split('\n\n');
    leftOut = stdout.match(/^The story .* is not told: .*$/gm) ?? [];
    proof = texts.pop() ?? '';
    told = Object.fromEntries(tellable.map((name, place) => [name, texts[place] ?? '']));
  }, 180_000);

  const tells = (name: StoryName, what: string, work: (story: string) => void) =>
    testWith(stories[name].plugins, what, () => work(told[name] ?? ''));

  tells(
    'theatre',
    'a theatre tour: ten tools by one button, a date settled by its deal, paid before the client pays',
    (theatre) => {
      expect(theatre).toMatch(/1 presses the button .* 15 steps, 2770.00 EUR in all/);
      // Nothing is spent before the fund has advanced what the invoice will bring.
      const turns = [...theatre.matchAll(/^ {5}([a-z.-]+) +(DONE|WAITING)$/gm)].map(
        ([, tool]) => tool,
      );
      expect(turns.slice(0, 3)).toEqual(['performing-arts.tour', 'invoice', 'advance']);
      expect(turns.toSorted()).toEqual([
        ...['advance', 'collection.pursue', 'contract', 'contract', 'equipment.rent'],
        'guidance.appointment',
        // The work, two contracts, the lights and the van: all of this plan.
        ...Array(5).fill('insurance.cover'),
        ...['invoice', 'mobility.train-tickets', 'mobility.van'],
        ...['performing-arts.tour', 'performing-arts.tour-insurance'],
      ]);
      expect(theatre).toMatch(
        /2026-11-03 +7880.00 +-535.00\n(.*\n)+ +2026-12-03 +6230.00 +6230.00/,
      );
      // The kind of each day is that of the date which is played on it.
      expect(theatre).toMatch(/(under joint committee 304: (performance(, )?){3}\n.*){2}/);
      expect(theatre).toMatch(/2 contracts PAID on 2026-11-27, before the client pays/);
      // The last date is shared: 2145.00 less 214.50 of rights, 70 % of the rest, 110.00 besides.
      expect(theatre).toMatch(/receipts of 2026-11-18, .*: deal SIGNED, date CONFIRMED, .*\.pdf/);
      expect(theatre).toMatch(/214.50 declared .*, 1351.35 for the company, 579.15 for the house/);
      expect(theatre).toMatch(/1461.35 is due with .* invoice .* of 1913.43, deal SETTLED/);
      const early = '1913.43 on \\S+, before it is due: invoice .* PAID\n +collection.pursue DONE';
      expect(theatre).toMatch(new RegExp(`12 days late: invoice .* PAID\n.*pays ${early}`));
      // 1461.35 and the booklets' 120.00 come on top, less the fee of 6.5 %.
      expect(moved(theatre)).toBe(6168_40 + 1581_35 - 102_79);
    },
  );

  tells(
    'film',
    'a film shoot: rented lights, a van that comes back, a city that pays late',
    (film) => {
      expect(film).toMatch(/its deposit comes back/);
      expect(film).toMatch(/found on the marketplace accepts: marketplace.team DONE/);
      expect(film).toMatch(/No step meets the need "drone"(.*\n)+ +community.ask +DONE/);
      expect(film).toMatch(/1 contracts PAID on 2026-12-03/);
      expect(moved(film)).toBe(12108_00);
    },
  );

  tells('design', 'a design assignment: nothing begins before the offer is accepted', (design) => {
    expect(design).toMatch(/live:\n +quote +WAITING\n +the client accepts the offer/);
    expect(design).toMatch(/licence for 600.00 is UNPAID until it is paid/);
    expect(design).toMatch(/the licence is ACTIVE now/);
    // Nobody pays before the bailiff summons: free reminder, then interest and lump sum on top.
    expect(design).toMatch(
      /REMINDED .*\n +\S+ +NOTICED .*\n +\S+ +IOS .*\n.*evidence: .*\.zip\n.*summoned/,
    );
    expect(design).toMatch(/collection.pursue DONE/);
    expect(design).toMatch(/(invoice .* PAID\n.*){2}/);
  });

  tells(
    'start-up',
    'a start-up: a year of it, to its cap table and what its things are still worth',
    (startUp) => {
      // What it buys, leases, learns and calls off are steps of the button, and so is the credit for it.
      for (const tool of ['buy', 'lease'].map((one) => `equipment.${one}`)) {
        expect(startUp).toMatch(new RegExp(`${tool} +DONE`));
      }
      expect(startUp).toMatch(/training.registration +DONE\n(.*\n)*.*start-ups.call-off +DONE/);
      expect(startUp).toMatch(/financing.prefinance +WAITING/);
      // An adviser and finance: only then is the credit for what it buys drawn, and paid back.
      expect(startUp).toMatch(/finance grants it: .*\n(.*\n)*.* financing.prefinance DONE/);
      // Of 11033.00 that clients will bring the fund has 7480.00, and financing lends the rest.
      expect(startUp).toMatch(/FUND_ADVANCED +7480.00(.*\n)+.*LOAN_DRAW +3553.00/);
      expect(startUp).toMatch(/INVESTMENT_CREDIT for "Print run of the game": 3600.00 drawn/);
      expect(startUp).toMatch(/parts of 100.00: 36, from 2026-12-03 to 2029-11-03/);
      expect(startUp).toMatch(/CREDIT of 3600.00: 2400.00 is left, .* before time: SETTLED/);
      expect(startUp).toMatch(/looks a year ahead: .* the money lasts 2 months/);
      expect(startUp).toMatch(/6 a year later: .* 500.* shares; still worth: .* 2300.00/);
    },
  );

  test('each is told or says which plugin the server lacks', () => {
    const lacking = all.filter((name) => !tellable.includes(name));
    expect(leftOut).toEqual(
      lacking.map((name) => {
        const absent = absentFolders(stories[name].plugins).map((one) => `"${one}"`);
        return `The story "${name}" is not told: this server has no plugin ${absent.join(', ')}.`;
      }),
    );
  });

  test('each ends with the statement of its activity', () => {
    for (const name of tellable) {
      expect(told[name]).toMatch(/ the statement of .*, 2026-11-03 to .*: \d+\.\d\d → \d+\.\d\d$/m);
    }
  });

  test('each names every plugin whose tools it starts', () => {
    for (const name of tellable) {
      const tools = [...(told[name] ?? '').matchAll(/^ {5}([a-z-]+)\.[a-z-]+ +/gm)];
      const owners = new Set(tools.map(([, plugin = '']) => plugin));
      const unnamed = [...owners].filter((one) => !new Set<string>(stories[name].plugins).has(one));
      expect([name, unnamed]).toEqual([name, []]);
    }
  });

  test('the ledger is proved in the end', () => {
    expect(proof).toMatch(/The ledger is proved\.$/m);
  });
});

/** What the activity has more at the end of a story, in cents. */
function moved(story: string): number {
  const [, from, to] = /: (\d+\.\d\d) → (\d+\.\d\d)/.exec(story) ?? [];
  return Math.round((Number(to) - Number(from)) * 100);
}
